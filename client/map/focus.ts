import type {Stop} from '../../shared/base/clock.ts'
import type {NationCode, TrackId} from '../../shared/base/id.ts'
import type {HandoffThing, TaskThing} from '../../shared/protocol/things.ts'
import type {Link} from '../link/link.ts'
import {isInSight} from '../state/handoff-sight.ts'
import type {Stores} from '../state/stores.ts'
import {allHandoffs, dueList, isOpenHandoff, openHandoffs, openTasks} from '../state/things.ts'
import {isNeeded, type Mark, marksOf} from './marks.ts'

/** Of these the node is asked even when they are outside the view. */
const MOST = 200

/**
 * What the node is asked for wherever it is, the most important first: handoffs, the selected and what needs a look
 * now, then the objects of open tasks, what will cross soon, then whatever else is marked. `marks`: the most important first.
 */
export function focusOf(
  marks: readonly Mark[],
  tasks: readonly TaskThing[],
  due: readonly {readonly track: TrackId}[] = [],
): readonly TrackId[] {
  const marked = marks.filter(mark => !isOnlyHovered(mark))
  const tracks = [
    ...marked.filter(isNeeded).map(mark => mark.track),
    ...tasks.flatMap(({track}) => (track === undefined ? [] : [track])),
    ...due.map(({track}) => track),
    ...marked.map(mark => mark.track),
  ]
  return [...new Set(tracks)].slice(0, MOST)
}

/** Keeps the marks of this window, and while it lives it alone says what the node is asked for outside the view. */
export class Marks {
  readonly #stores: Stores
  readonly #link: Pick<Link, 'focus'>
  readonly #changed: () => void
  readonly #stops: readonly Stop[]
  #marks: readonly Mark[] | undefined
  #ended: readonly HandoffThing[] = []
  #focus: string | undefined

  constructor(stores: Stores, link: Pick<Link, 'focus'>, changed: () => void) {
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
    const things = this.#stores.things.getState()
    const focus = focusOf(this.all, openTasks(things), dueList(things))
    const text = focus.join()
    if (text !== this.#focus) this.#link.focus(new Set(focus))
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
