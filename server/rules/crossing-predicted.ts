import type {NationCode} from '../../shared/base/id.ts'
import {destination, KNOT} from '../../shared/geo/distance.ts'
import type {Evidence, Finding} from '../../shared/model/finding.ts'
import {evidence, motion, placeOf, remark, type RuleFactory} from './rule.ts'

/** So often is a track looked at, ms; its course does not change faster than matters here. */
const LOOK_EVERY = 4_000
/** So often is a prediction that stands told anew, ms. */
const TELL_EVERY = 60_000
/** What has not been measured for so long predicts nothing, ms. */
const STALE = 120_000

type Ahead = {readonly from: NationCode; readonly to: NationCode; readonly seconds: number}
type State = {trueSince: number; falseLooks: number; open: Open | undefined}
type Open = {readonly situation: string; readonly since: number; toldAt: number}

/**
 * On its present course and speed an object will meet a frontier of the own nation, from either side, within
 * `withinSeconds`; told when that has held for `afterSeconds`, over when three looks in a row no longer say so. Asked of
 * whatever is remarkable, and of all that head for a line of which every crossing is told.
 */
export const crossingPredicted: RuleFactory = (sight, settings) => {
  const {picture, areas, nation} = sight
  const within = settings.perKind('withinSeconds', 1_800, {aircraft: 600, drone: 180, vehicle: 900, person: 900})
  const after = settings.perKind('afterSeconds', 20, {drone: 5})
  const slowest = settings.number('minKnots', 2) * KNOT
  const isAnyTold = settings.isAlways || areas.frontiers.some(frontier => frontier.everyCrossing)
  const state = new Map<number, State>()
  const lookedAt = new Float64Array(picture.tracks.capacity)

  return {
    arrived(track) {
      const at = picture.tracks.at[track] ?? NaN
      if (Math.abs(at - (lookedAt[track] ?? 0)) < LOOK_EVERY) return undefined
      lookedAt[track] = at
      const kind = picture.tracks.kind[track] ?? 0
      if (!settings.concerns(kind)) return undefined
      const held = state.get(track)
      const why = remark(sight, track)
      if (held === undefined && why === undefined && !isAnyTold) return undefined

      const ahead = meets(track, within[kind] ?? 0, why === undefined)
      if (held === undefined && ahead === undefined) return undefined
      const now = held ?? {trueSince: at, falseLooks: 0, open: undefined}
      state.set(track, now)
      return ahead === undefined ? notAhead(track, now, at) : isAhead(track, now, at, {ahead, why})
    },
    *sweep() {
      for (const [track, {open}] of state) {
        const at = lookedAt[track] ?? 0
        if (sight.now() - at < STALE) continue
        state.delete(track)
        if (open !== undefined) yield ended(track, open, at)
      }
    },
    forget(track) {
      const held = state.get(track)
      const at = lookedAt[track] ?? 0
      state.delete(track)
      lookedAt[track] = 0
      return held?.open === undefined ? undefined : ended(track, held.open, at)
    },
  }

  function isAhead(track: number, now: State, at: number, found: {ahead: Ahead; why: Evidence | undefined}) {
    now.falseLooks = 0
    const delay = (after[picture.tracks.kind[track] ?? 0] ?? 0) * 1_000
    if (now.open === undefined && at - now.trueSince < delay) return undefined
    if (now.open !== undefined && at - now.open.toldAt < TELL_EVERY) return undefined
    const phase = now.open === undefined ? 'begins' : 'continues'
    now.open ??= {situation: `crossing-predicted:${picture.subjectKey(track)}`, since: now.trueSince, toldAt: at}
    now.open.toldAt = at
    const {ahead, why} = found
    return {
      ...base(track, now.open, at),
      phase: phase as 'begins' | 'continues',
      evidence: [
        evidence('will-cross', {minutes: ahead.seconds / 60, from: ahead.from, to: ahead.to}),
        ...motion(picture, track),
        ...(why === undefined ? [] : [why]),
      ],
      from: ahead.from,
      to: ahead.to,
      inSeconds: Math.round(ahead.seconds),
    }
  }

  function notAhead(track: number, now: State, at: number): Finding | undefined {
    now.falseLooks++
    now.trueSince = at
    if (now.falseLooks < 3) return undefined
    state.delete(track)
    return now.open === undefined ? undefined : ended(track, now.open, at)
  }

  /** Which frontier of the own nation lies ahead; with `onlyEvery` only one of which every crossing is told. */
  function meets(track: number, seconds: number, onlyEvery: boolean): Ahead | undefined {
    const speed = picture.tracks.speed[track] ?? NaN
    const course = picture.tracks.course[track] ?? NaN
    if (!(speed >= slowest) || !(course >= 0)) return undefined
    const here = placeOf(picture, track)
    const from = areas.areaAt(here.lon, here.lat)
    if (from === undefined) return undefined
    const end = destination(here, speed * seconds, course)
    const met = areas.firstCrossing(here.lon, here.lat, end.lon, end.lat)
    if (met === undefined || !met.frontier.between.includes(nation)) return undefined
    if (onlyEvery && !met.frontier.everyCrossing && !settings.isAlways) return undefined
    const to = met.frontier.between.find(code => code !== from)
    if (to === undefined || !met.frontier.between.includes(from)) return undefined
    return {from, to, seconds: met.fraction * seconds}
  }

  function ended(track: number, open: Open, at: number): Finding {
    return {...base(track, open, at), phase: 'ends', evidence: [evidence('no-longer-ahead', {})]}
  }

  function base(track: number, open: Open, at: number) {
    return {
      rule: 'crossing-predicted' as const,
      situation: open.situation,
      rows: [track],
      at,
      since: open.since,
      place: placeOf(picture, track),
      priority: settings.priority(2),
      confidence: 'medium' as const,
      alert: settings.isAlert(true),
    }
  }
}
