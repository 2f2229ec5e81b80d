import {createStore, type StoreApi} from 'zustand/vanilla'
import type {
  AlertId,
  ContactId,
  HandoffId,
  IncidentId,
  NationCode,
  PostId,
  TrackId,
  UnitId,
} from '../../shared/base/id.ts'
import type {CommandOf} from '../../shared/protocol/command.ts'
import type {Terms} from '../../shared/protocol/things.ts'
import type {MoveForm} from './board/move-form.ts'
import type {PursuitFormState} from './pursuit-form.ts'
import type {IncidentForm} from './incident/incident-forms.ts'
import type {QueueForm} from './queue-forms.ts'
import type {Subject, WhyCode} from './subject.ts'

export {type Subject, WHY_CODES, type WhyCode} from './subject.ts'

/** The right panel shows one of these; handoffs and alerts are always there, on the left. */
export const TABS = ['track', 'incidents', 'units', 'crossings', 'shift', 'system'] as const
export type Tab = (typeof TABS)[number]

/** Lists that have a focused row, on which keys act. */
export type ListName = 'handoffs' | 'point-outs' | 'due' | 'alerts' | 'incidents' | 'units' | 'crossings' | 'posts'
export type Focus = {readonly list: ListName; readonly id: string}

/** Something being filled in. One at a time; nothing is sent before Enter or its button. */
export type Form =
  | PursuitFormState
  | QueueForm
  | MoveForm
  | {
      readonly type: 'handoff'
      readonly subject: Subject
      readonly to: NationCode | undefined
      readonly toPost: PostId | undefined
      readonly transfer: Terms['transfer'] | undefined
      readonly why: WhyCode
      /** Other contacts that go with it: a convoy. */
      readonly along: readonly ContactId[]
      /** Fields that the agreement releases and this offer leaves out. */
      readonly withhold: readonly string[]
    }
  | {
      readonly type: 'task'
      readonly subject: Subject | undefined
      readonly incident: IncidentId | undefined
      readonly unit: UnitId | undefined
      readonly taskType: CommandOf<'task.send'>['taskType']
      readonly note: string
    }
  | {
      readonly type: 'incident'
      readonly subject: Subject | undefined
      readonly alert: AlertId | undefined
      readonly category: CommandOf<'incident.open'>['category']
      /** Undefined: what is usual for the category. */
      readonly criterion: CommandOf<'incident.open'>['criterion']
      readonly title: string
      /** Somebody else has said so, and nobody here has looked yet. */
      readonly reported: boolean
    }
  | {readonly type: 'note'; readonly on: NoteOn; readonly text: string}
  | {readonly type: 'refuse'; readonly handoff: HandoffId; readonly more: boolean}
  | {readonly type: 'shelve'; readonly alert: AlertId; readonly minutes: ShelveMinutes; readonly reason: string}
  | IncidentForm

export type NoteOn =
  | {readonly contact: ContactId}
  | {readonly track: TrackId}
  | {readonly alert: AlertId}
  | {readonly incident: IncidentId}
export type ShelveMinutes = CommandOf<'alert.shelve'>['minutes']

/** What this window alone knows: where the person is in it. */
export type DeskState = {
  /** The whole window: map with its lists, or the commander's board. */
  readonly screen: 'watch' | 'board'
  readonly tab: Tab
  readonly focus: Focus | undefined
  readonly form: Form | undefined
  readonly overlay: 'search' | 'help' | undefined
  /** `G` was pressed: the next key says where to. */
  readonly afterG: boolean
  /** Rows of a list as they stand on the screen while their order is locked under the hand; absent while it is not. */
  readonly locked: Readonly<Partial<Record<ListName, readonly string[]>>>
  /** The map follows what is selected. */
  readonly isFollowing: boolean
  /** Sounds are silent until then, monotonic ms. */
  readonly silentUntil: number
  /** Something was not done, and why: a catalogue code under `refusal.` */
  readonly hint: {readonly code: string; readonly values: Readonly<Record<string, string | number>>} | undefined
}
export type DeskStore = StoreApi<DeskState>

export function createDesk(): DeskStore {
  return createStore<DeskState>(() => ({
    screen: 'watch',
    tab: 'track',
    focus: undefined,
    form: undefined,
    overlay: undefined,
    afterG: false,
    locked: {},
    isFollowing: false,
    silentUntil: -Infinity,
    hint: undefined,
  }))
}
