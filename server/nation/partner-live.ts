import type {NationCode} from '../../shared/base/id.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import {WORLDS, type World} from '../../shared/model/world.ts'
import type {LiveSink, LiveSource} from '../federation/ports.ts'
import type {Picture} from '../picture/picture.ts'
import type {Policy} from '../policy/policy.ts'

/** The own source tracks as one partner's link reads them. */
export function liveSource(of: {
  readonly picture: Picture
  readonly policy: Policy
  readonly partner: NationCode
  /** Picture time, ms. */
  readonly now: () => number
}): LiveSource {
  const {picture, policy, partner, now} = of
  const {sources} = picture
  return {
    view: policy.liveView(partner),
    now,
    generationOf: row => sources.generation[row] ?? 0,
    eachReleased(visit) {
      for (let row = 0, left = sources.size; row < sources.capacity && left > 0; row++) {
        if (sources.held[row] !== 1) continue
        left--
        if (policy.projectionFor(sources.audience[row] ?? 0, partner) !== undefined) visit(row)
      }
    },
    describedAt: row => (picture.saidAt(row) % 1e9) * 65_536 + (sources.audience[row] ?? 0),
    isWatched(row) {
      const track = picture.trackOf(row)
      return (
        ((sources.flags[row] ?? 0) & ReportFlag.DISTRESS) !== 0 ||
        (track >= 0 && picture.contactOf(track) !== undefined)
      )
    },
  }
}

/** A partner's source tracks as feeds of the own picture, one for each world that it speaks of. */
export function liveSink(of: {
  readonly picture: Picture
  readonly partner: NationCode
  readonly now: () => number
}): LiveSink {
  const {picture, partner, now} = of
  const feeds = new Map<World, number>()
  return {
    intake: picture,
    now,
    feedOf(world) {
      const feed =
        feeds.get(world) ??
        picture.addFeed({
          name: WORLDS.indexOf(world) === 0 ? `link-${partner}` : `link-${partner}-${world}`,
          kind: 'link',
          origin: partner,
          world,
          trust: 'C',
        })
      feeds.set(world, feed)
      return feed
    },
    drop: (feed, id) => picture.drop(feed, id),
    sourceOf: (feed, id) => picture.sourceOf(feed, id),
    feedIndexOf: source => picture.feedIndexOf(source),
    identityInFeed: source => picture.identityInFeed(source),
  }
}
