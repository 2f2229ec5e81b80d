import type {ContactId, HandoffId, NationCode, PostId} from '../base/id.ts'
import type {Basis} from '../model/agreement.ts'
import type {Identity, ObjectKind} from '../model/object.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import type {Stamp} from './decider.ts'

/** A passing of control: given by FROM's commit, or held by TO with FROM's signature. */
export type Grant = {
  readonly grant: string
  readonly handoff: HandoffId
  readonly from: NationCode
  readonly to: NationCode
  readonly epoch: number
  readonly at: number
  /** What FROM signed, byte for byte, and the signature: on TO's side only. */
  readonly signed?: {readonly body: string; readonly signature: string} | undefined
  /** When TO said that it holds it: on FROM's side only. */
  readonly receiptAt?: number | undefined
}

/** Who is responsible for the object. Its home is the controller's ledger and moves with the signed grant. */
export type Custody = {
  readonly controller: NationCode
  readonly post?: PostId | undefined
  /** Fencing token: rises by one with each change. */
  readonly epoch: number
  readonly available: boolean
  readonly contested: boolean
  readonly since: number
  readonly grants: readonly Grant[]
}

/** What the shared file says of the object; the controller alone changes it. */
export type Assessment = {readonly object: ObjectKind; readonly identity: Identity; readonly title: string}

export type ContactNote = {readonly by: Actor; readonly at: number; readonly text: string}

export type ContactFile = Assessment & {
  readonly status: 'OPEN' | 'CLOSED'
  readonly version: number
  readonly id: ContactId
  readonly world: World
  /** Name of the object in the own picture (`mmsi:…`, `plot:…`), where it is known. */
  readonly key?: string | undefined
  readonly openedAt: number
  readonly openedBy: Actor
  readonly notes: readonly ContactNote[]
  readonly custody: Custody
  /** The nation and its version from which the shared part was last copied. */
  readonly copied?: {readonly from: NationCode; readonly version: number} | undefined
  readonly live: readonly string[]
  readonly basis?: Basis | undefined
  /** The partner has taken its copy back: no longer shown. */
  readonly withdrawn: boolean
}

export type ContactState = {readonly status: 'NONE'; readonly version: 0} | ContactFile

/** A partner's file as its message tells it, ages turned into own ledger time. */
export type ContactCopy = Assessment & {
  readonly id: ContactId
  readonly version: number
  readonly world: World
  readonly status: 'OPEN' | 'CLOSED'
  readonly openedAt: number
  readonly custody: Omit<Custody, 'grants'>
  readonly live: readonly string[]
  readonly basis: Basis
}

type Epoch = {readonly expectedEpoch?: number | undefined}

export type ContactCommand = Stamp &
  (
    | ({
        readonly type: 'open'
        readonly id: ContactId
        readonly world: World
        readonly key?: string | undefined
        readonly post?: PostId | undefined
      } & Assessment)
    | {readonly type: 'note'; readonly text: string}
    /** `openHandoff`: the handoff of this contact that is open, if there is one. */
    | ({readonly type: 'close'; readonly openHandoff?: HandoffId | undefined} & Epoch)
    | ({readonly type: 'assess'} & Partial<Assessment> & Epoch)
    /** The picture has another name for the object now. */
    | {readonly type: 'follow'; readonly key: string}
    /** In the same turn as the handoff's `completed`: control goes to `to`, and `epoch` begins. */
    | {
        readonly type: 'pass'
        readonly handoff: HandoffId
        readonly grant: string
        readonly to: NationCode
        readonly post?: PostId | undefined
        readonly epoch: number
      }
    /** FROM's grant, signature already verified. `file` opens the contact where no copy of it is held. */
    | {
        readonly type: 'receive-grant'
        readonly grant: Grant
        readonly post?: PostId | undefined
        readonly file: {readonly world: World; readonly key?: string | undefined} & Assessment
      }
    /** TO says that it holds the grant. */
    | {readonly type: 'receipt'; readonly grant: string}
    | {readonly type: 'copy'; readonly from: NationCode; readonly copy: ContactCopy}
    | {readonly type: 'withdraw'; readonly from: NationCode}
  )

export type ContactEvent = Stamp &
  (
    | ({
        readonly type: 'opened'
        readonly id: ContactId
        readonly world: World
        readonly key?: string | undefined
        readonly post?: PostId | undefined
      } & Assessment)
    | {readonly type: 'noted'; readonly text: string}
    | {readonly type: 'closed'}
    | ({readonly type: 'assessed'} & Assessment)
    | {readonly type: 'followed'; readonly key: string}
    | {readonly type: 'passed'; readonly grant: Grant; readonly post?: PostId | undefined}
    | {
        readonly type: 'granted'
        readonly id: ContactId
        readonly grant: Grant
        readonly post?: PostId | undefined
        readonly file: {readonly world: World; readonly key?: string | undefined} & Assessment
      }
    | {readonly type: 'receipted'; readonly grant: string}
    | {readonly type: 'copied'; readonly from: NationCode; readonly copy: ContactCopy}
    | {readonly type: 'withdrawn'}
  )
