import type {PostId, ShiftId} from '../base/id.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import type {Stamp} from './decider.ts'

export const SHIFT_STATUSES = [
  'PREPARING',
  'TOGETHER',
  'SIGNED',
  'COMPLETED',
  'REFUSED',
  'CANCELLED',
  'LAPSED',
] as const
export type ShiftStatus = (typeof SHIFT_STATUSES)[number]
/** Those that still go on. */
export const SHIFT_OPEN: readonly ShiftStatus[] = ['PREPARING', 'TOGETHER', 'SIGNED', 'REFUSED']

/** The parts of a handover, in the order in which they are read. */
export const SHIFT_SECTIONS = [
  'alarms',
  'handoffs',
  'incidents',
  'contacts',
  'alerts',
  'units',
  'sensors',
  'agreements',
  'neighbours',
  'orders',
  'requests',
  'words',
] as const
export type ShiftSection = (typeof SHIFT_SECTIONS)[number]

/** Something that passes with the post, as the things say it at this moment. */
export type ShiftItem = {
  /** `incident/…`, `handoff/…`: the same thing keeps its key. */
  readonly key: string
  readonly section: ShiftSection
  /** Catalogue code under `shift.item.`, and what fills it. */
  readonly code: string
  readonly values: Readonly<Record<string, string | number>>
  /** Ledger ms. */
  readonly dueAt?: number | undefined
  /** While it is so, nobody signs. */
  readonly blocks?: 'alarm' | 'handoff' | undefined
}

export type Question = {
  readonly by: Actor
  readonly at: number
  readonly text: string
  readonly answer?: {readonly by: Actor; readonly at: number; readonly text: string} | undefined
}

/** An item with what the two have said of it. */
export type ShiftEntry = ShiftItem & {
  readonly addedAt: number
  /** Version of the handover since which it stands so: who saw an older one has not seen it. */
  readonly since: number
  /** It came, or became another, while the two were at it. */
  readonly isNew: boolean
  readonly remark?: string | undefined
  readonly read?: {readonly by: Actor; readonly at: number} | undefined
  readonly questions: readonly Question[]
}

export type ShiftSignature = {
  readonly side: 'out' | 'in'
  readonly by: Actor
  readonly at: number
  /** Of the content that was signed. */
  readonly hash: string
}

export type ShiftFile = {
  readonly id: ShiftId
  readonly version: number
  readonly world: World
  readonly post: PostId
  readonly status: ShiftStatus
  readonly startedAt: number
  readonly changedAt: number
  readonly outgoing: Actor
  readonly incoming?: {readonly by: Actor; readonly since: number} | undefined
  readonly entries: readonly ShiftEntry[]
  readonly words?: {readonly text: string; readonly language: string} | undefined
  readonly signatures: readonly ShiftSignature[]
  readonly refusal?: {readonly by: Actor; readonly at: number; readonly text: string} | undefined
  readonly log: readonly {
    readonly at: number
    readonly by: Actor
    readonly code: string
    readonly text?: string | undefined
  }[]
}
export type ShiftState = {readonly status: 'NONE'; readonly version: 0} | ShiftFile

export type ShiftCommand = Stamp &
  (
    | {
        readonly type: 'prepare'
        readonly id: ShiftId
        readonly world: World
        readonly post: PostId
        readonly items: readonly ShiftItem[]
        /** Who holds the post. */
        readonly holder: Actor | undefined
        /** Another handover of the post runs. */
        readonly running: boolean
      }
    /** What the things say now. */
    | {readonly type: 'refresh'; readonly items: readonly ShiftItem[]}
    | {readonly type: 'write'; readonly text: string; readonly language: string}
    | {readonly type: 'remark'; readonly item: string; readonly text: string}
    | {readonly type: 'join'}
    | {readonly type: 'read'; readonly items: readonly string[]; /** What stood on the screen. */ readonly seen: number}
    | {readonly type: 'ask'; readonly item: string; readonly text: string}
    | {readonly type: 'answer'; readonly item: string; readonly text: string}
    /** `hash`: of what the person saw; `present`: of what stands now. */
    | {readonly type: 'sign'; readonly hash: string; readonly present: string}
    | {readonly type: 'refuse'; readonly text: string}
    /** The commander's word on a refused handover. */
    | {readonly type: 'decide'; readonly goOn: boolean; readonly text: string}
    | {readonly type: 'cancel'}
    | {readonly type: 'timer'; readonly timer: string; readonly version: number}
  )

export type ShiftEvent = Stamp &
  (
    | {
        readonly type: 'prepared'
        readonly id: ShiftId
        readonly world: World
        readonly post: PostId
        readonly items: readonly ShiftItem[]
      }
    /** Items that came or became others, and keys of those that are over. */
    | {readonly type: 'refreshed'; readonly items: readonly ShiftItem[]; readonly gone: readonly string[]}
    | {readonly type: 'written'; readonly text: string; readonly language: string}
    | {readonly type: 'remarked'; readonly item: string; readonly text: string}
    | {readonly type: 'joined' | 'cancelled' | 'lapsed'}
    | {readonly type: 'read'; readonly items: readonly string[]}
    | {readonly type: 'asked' | 'answered'; readonly item: string; readonly text: string}
    | {readonly type: 'signed'; readonly side: 'out' | 'in'; readonly hash: string}
    | {readonly type: 'refused'; readonly text: string}
    | {readonly type: 'decided'; readonly goOn: boolean; readonly text: string}
  )
