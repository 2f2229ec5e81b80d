import {createStore, type StoreApi} from 'zustand/vanilla'
import type {AlertId, ContactId, HandoffId, IncidentId, NationCode, TrackId, UnitId} from '../../shared/base/id.ts'
import type {CommandOf} from '../../shared/protocol/command.ts'
import type {Terms} from '../../shared/protocol/things.ts'

/** The right panel shows one of these; handoffs and alerts are always there, on the left. */
export const TABS = ['track', 'incidents', 'units', 'crossings', 'system'] as const
export type Tab = (typeof TABS)[number]

/** Lists that have a focused row, on which keys act. */
export type ListName = 'handoffs' | 'alerts' | 'incidents' | 'units' | 'crossings'
export type Focus = {readonly list: ListName; readonly id: string}

/** What a thing is about, as a command says it. */
export type Subject = {readonly track: TrackId} | {readonly contact: ContactId}

/** Why a handoff is offered: codes, because the other side reads them in its own language. */
export const WHY_CODES = ['heads-your-way', 'in-your-area', 'your-interest', 'no-asset', 'other'] as const
export type WhyCode = (typeof WHY_CODES)[number]

/** Something being filled in. One at a time; nothing is sent before Enter or its button. */
export type Form =
  | {
      readonly type: 'handoff'
      readonly subject: Subject
      readonly to: NationCode | undefined
      readonly transfer: Terms['transfer'] | undefined
      readonly why: WhyCode
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
      readonly title: string
    }
  | {readonly type: 'note'; readonly on: NoteOn; readonly text: string}
  | {readonly type: 'refuse'; readonly handoff: HandoffId; readonly more: boolean}
  | {readonly type: 'shelve'; readonly alert: AlertId; readonly minutes: ShelveMinutes; readonly reason: string}
  | {readonly type: 'resolve'; readonly incident: IncidentId; readonly outcome: string}

export type NoteOn =
  | {readonly contact: ContactId}
  | {readonly track: TrackId}
  | {readonly alert: AlertId}
  | {readonly incident: IncidentId}
export type ShelveMinutes = CommandOf<'alert.shelve'>['minutes']

/** What this window alone knows: where the person is in it. */
export type DeskState = {
  readonly tab: Tab
  readonly focus: Focus | undefined
  readonly form: Form | undefined
  readonly overlay: 'search' | 'help' | undefined
  /** `G` was pressed: the next key says where to. */
  readonly afterG: boolean
  /** Alerts as they stand on the screen while their order is locked under the hand; undefined while it is not. */
  readonly lockedAlerts: readonly string[] | undefined
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
    tab: 'track',
    focus: undefined,
    form: undefined,
    overlay: undefined,
    afterG: false,
    lockedAlerts: undefined,
    isFollowing: false,
    silentUntil: -Infinity,
    hint: undefined,
  }))
}
