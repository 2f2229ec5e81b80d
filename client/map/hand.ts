import type {Link} from '../link/link.ts'
import {isFrozen} from '../state/link-status.ts'
import {select, selectNothing, selectTrack} from '../state/selection.ts'
import type {Stores} from '../state/stores.ts'
import {isOpenHandoff} from '../state/things.ts'
import {noticeHandoff} from '../state/view.ts'
import type {ScreenPlace} from './camera.ts'
import type {Marks} from './focus.ts'
import type {LabelId} from './labels.ts'
import {waitsFor} from './marks.ts'
import {type Candidate, Picker, REACH, within} from './pick.ts'

/** What pointer and presses on the map do: they select, and the line of an offer on its label answers it. */
export class Hand {
  readonly #stores: Stores
  readonly #link: Link
  readonly #marks: Marks
  readonly #picker = new Picker()

  constructor(stores: Stores, link: Link, marks: Marks) {
    this.#stores = stores
    this.#link = link
    this.#marks = marks
  }

  /** Selects the nearest track, on the same spot again the next; where there is none, nothing is selected any more. */
  press(seen: Iterable<Candidate>, {x, y}: ScreenPlace): void {
    const track = this.#picker.pick(within(seen, x, y, REACH), x, y)
    if (track === undefined) selectNothing(this.#stores.selection)
    else selectTrack(this.#stores.selection, track)
  }

  /** Whether the pointer is on a track. */
  point(seen: Iterable<Candidate>, {x, y}: ScreenPlace): boolean {
    const {selection} = this.#stores
    const [hovered] = within(seen, x, y, REACH)
    if (hovered !== selection.getState().hovered) selection.setState({hovered})
    return hovered !== undefined
  }

  /** Selects; on the line of an offer that waits for this nation it also says yes, on that of an ended one it takes note. */
  pressLabel(id: LabelId, isHandoff: boolean): void {
    const {selection, things} = this.#stores
    const handoff =
      typeof id === 'string'
        ? things.getState().handoff.get(id)
        : this.#marks.all.find(mark => mark.track === id)?.handoff
    if (typeof id === 'string') select(selection, {type: 'handoff', id}, undefined)
    else selectTrack(selection, id)
    if (isHandoff && handoff !== undefined && !isOpenHandoff(handoff)) noticeHandoff(this.#stores.view, handoff.id)
    if (!isHandoff || handoff === undefined || !waitsFor(handoff, this.#marks.nation) || !this.#mayAct()) return
    const on = {handoff: handoff.id, expectedVersion: handoff.version}
    if (handoff.status === 'PROPOSED' || handoff.status === 'STANDBY')
      void this.#link.send({type: 'handoff.accept', ...on})
    else if (handoff.status === 'RELEASED') void this.#link.send({type: 'handoff.assume', ...on})
  }

  #mayAct(): boolean {
    const {session} = this.#stores.session.getState()
    if (session.status !== 'open' || isFrozen(this.#stores.link.getState())) return false
    return session.who.role === 'operator' || session.who.role === 'commander'
  }
}
