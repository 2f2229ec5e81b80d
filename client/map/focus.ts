import type {Stop} from '../../shared/base/clock.ts'
import type {NationCode, TrackId} from '../../shared/base/id.ts'
import type {HandoffThing} from '../../shared/protocol/things.ts'
import type {Link} from '../link/link.ts'
import {isInSight} from '../state/handoff-sight.ts'
import type {Stores} from '../state/stores.ts'
import {allHandoffs, isOpenHandoff, openHandoffs} from '../state/things.ts'
import {type Mark, marksOf} from './marks.ts'

/** Of these the node is asked even when they are outside the view. */
const MOST = 200

/** Keeps the marks of this window, and asks the node for what is marked wherever it is: handed off, selected, alerted. */
export class Marks {
  readonly #stores: Stores
  readonly #link: Link
  readonly #changed: () => void
  readonly #stops: readonly Stop[]
  #marks: readonly Mark[] | undefined
  #ended: readonly HandoffThing[] = []
  #focus = ''

  constructor(stores: Stores, link: Link, changed: () => void) {
    this.#stores = stores
    this.#link = link
    this.#changed = changed
    const forget = () => this.#forget()
    this.#stops = [
      stores.things.subscribe(forget),
      stores.selection.subscribe(forget),
      stores.session.subscribe(forget),
    ]
    this.#forget()
  }

  get nation(): NationCode | undefined {
    const {session} = this.#stores.session.getState()
    return session.status === 'open' ? session.hello.nation : undefined
  }

  /** The most important first. */
  get all(): readonly Mark[] {
    const {session} = this.#stores.session.getState()
    this.#marks ??= marksOf(
      this.#stores.things.getState(),
      this.#stores.selection.getState(),
      {
        nation: this.nation,
        post: session.status === 'open' ? session.hello.user.post : undefined,
      },
      byTrack(this.#ended),
    )
    return this.#marks
  }

  /** Handoffs that are running, or over and still in sight. */
  get handoffs(): readonly HandoffThing[] {
    return [...openHandoffs(this.#stores.things.getState()), ...this.#ended]
  }

  /** To be told the wall time before each drawing: what has ended leaves the map by itself. */
  look(now: number): void {
    const {nation} = this
    if (nation === undefined) return
    const {noticed} = this.#stores.view.getState()
    const ended = allHandoffs(this.#stores.things.getState()).filter(
      handoff => !isOpenHandoff(handoff) && isInSight(handoff, {nation, now, noticed}),
    )
    const isSame = ended.length === this.#ended.length && ended.every((one, index) => one === this.#ended[index])
    if (isSame) return
    this.#ended = ended
    this.#forget()
  }

  stop(): void {
    for (const stop of this.#stops) stop()
  }

  #forget(): void {
    this.#marks = undefined
    const focus = this.all
      .filter(mark => !isOnlyHovered(mark))
      .slice(0, MOST)
      .map(mark => mark.track)
    const text = focus.join()
    if (text !== this.#focus) this.#link.focus(new Set<TrackId>(focus))
    this.#focus = text
    this.#changed()
  }
}

/** The newest of each track; the list begins with the newest. */
function byTrack(handoffs: readonly HandoffThing[]): ReadonlyMap<TrackId, HandoffThing> {
  return new Map([...handoffs].reverse().flatMap(one => (one.track === undefined ? [] : [[one.track, one] as const])))
}

/** The pointer wanders: what is under it is in view anyway. */
function isOnlyHovered(mark: Mark): boolean {
  return (
    mark.isHovered &&
    !mark.isSelected &&
    mark.alert === undefined &&
    mark.handoff === undefined &&
    mark.holder === undefined &&
    !mark.isUnit
  )
}
