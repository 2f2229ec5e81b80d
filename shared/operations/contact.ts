import {assert, unreachable} from '../base/assert.ts'
import type {ContactId, HandoffId, NationCode, PostId} from '../base/id.ts'
import type {Basis} from '../model/agreement.ts'
import type {Identity, ObjectKind} from '../model/object.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import {type Decider, type Refusal, refuse, type Stamp, type Timer} from './decider.ts'

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
        readonly id: ContactId
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

type Outcome = readonly ContactEvent[] | Refusal

/** A nation's file on an object, and who is responsible for the object. SPEC.md, CO and CU. */
export const contact: Decider<ContactState, ContactCommand, ContactEvent> = {
  initial: {status: 'NONE', version: 0},

  decide(state, command) {
    const {at, by} = command
    switch (command.type) {
      case 'open': {
        if (state.status !== 'NONE') return refuse('already-marked')
        const {id, world, key, post, object, identity, title} = command
        return [{type: 'opened', id, world, key, post, object, identity, title, at, by}]
      }
      case 'receive-grant':
        return receiveGrant(state, command)
      case 'copy':
        return takeCopy(state, command)
      default:
        return state.status === 'NONE' ? refuse('no-contact') : decideOn(state, command)
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'opened':
        return opened(event)
      case 'granted':
        return granted(state, event)
      case 'copied':
        return copied(state, event)
      default:
        assert(state.status !== 'NONE', `a contact before ${event.type}`)
        return {...state, ...changed(state, event), version: state.version + 1}
    }
  },
}

/** Whether this nation may act as the controller: custody is here, not merely told to be. */
export function controls(state: ContactState, nation: NationCode): boolean {
  return state.status !== 'NONE' && state.custody.controller === nation
}

/** A contact waits for nobody: nothing has to fire. */
export function timersOf(_state: ContactState): readonly Timer[] {
  return []
}

type OnFile = Exclude<ContactCommand, {type: 'open' | 'receive-grant' | 'copy'}>

function decideOn(state: ContactFile, command: OnFile): Outcome {
  const {at, by} = command
  switch (command.type) {
    case 'note':
      return closed(state) ?? [{type: 'noted', text: command.text, at, by}]
    case 'close':
      if (command.openHandoff !== undefined) return refuse('handoff-open')
      return closed(state) ?? notController(state, command) ?? [{type: 'closed', at, by}]
    case 'assess': {
      const {object = state.object, identity = state.identity, title = state.title} = command
      return closed(state) ?? notController(state, command) ?? [{type: 'assessed', object, identity, title, at, by}]
    }
    case 'follow':
      return state.key === command.key ? [] : [{type: 'followed', key: command.key, at, by}]
    case 'pass': {
      const {grant, handoff, to, post, epoch} = command
      if (state.custody.controller !== by.nation) return refuse('controller-only')
      if (epoch !== state.custody.epoch + 1) return refuse('stale-epoch', {epoch: state.custody.epoch})
      return [{type: 'passed', grant: {grant, handoff, from: by.nation, to, epoch, at}, post, at, by}]
    }
    case 'receipt': {
      const held = state.custody.grants.find(one => one.grant === command.grant)
      return held === undefined || held.receiptAt !== undefined ? [] : [{type: 'receipted', grant: held.grant, at, by}]
    }
    case 'withdraw': {
      const theirs = state.copied?.from === command.from && !controls(state, by.nation)
      return theirs && !state.withdrawn ? [{type: 'withdrawn', at, by}] : []
    }
    default:
      return unreachable(command)
  }
}

function closed(state: ContactFile): Refusal | undefined {
  return state.status === 'CLOSED' ? refuse('contact-closed') : undefined
}

function notController(state: ContactFile, command: Stamp & Epoch): Refusal | undefined {
  const {controller, epoch} = state.custody
  if (command.expectedEpoch !== undefined && command.expectedEpoch !== epoch) return refuse('stale-epoch', {epoch})
  return controller === command.by.nation ? undefined : refuse('controller-only')
}

/** Only a newer epoch gives anything: a repeated grant changes nothing, an overtaken one is refused. */
function receiveGrant(state: ContactState, command: Extract<ContactCommand, {type: 'receive-grant'}>): Outcome {
  const {at, by, id, grant, post, file} = command
  if (grant.to !== by.nation) return refuse('not-your-grant')
  if (state.status !== 'NONE') {
    if (state.custody.grants.some(held => held.grant === grant.grant)) return []
    if (grant.epoch <= state.custody.epoch) return refuse('stale-epoch', {epoch: state.custody.epoch})
  }
  return [{type: 'granted', id, grant, post, file, at, by}]
}

/** Who controls the contact has the file; copies of it come from there, newer ones only. */
function takeCopy(state: ContactState, command: Extract<ContactCommand, {type: 'copy'}>): Outcome {
  const {at, by, from, copy} = command
  const taken: readonly ContactEvent[] = [{type: 'copied', from, copy: withoutUs(state, copy, by.nation), at, by}]
  if (state.status === 'NONE') return copy.custody.controller === by.nation ? [] : taken
  if (controls(state, by.nation)) return []
  if (state.copied?.from === from) return copy.version <= state.copied.version ? [] : taken
  if (copy.custody.epoch < state.custody.epoch) return []
  return copy.custody.epoch > state.custody.epoch || state.custody.controller === from ? taken : []
}

/** Word that control is here makes nobody the controller: only the grant does. Nor does an epoch ever fall. */
function withoutUs(state: ContactState, copy: ContactCopy, reader: NationCode): ContactCopy {
  if (state.status === 'NONE') return copy
  const {controller, epoch} = copy.custody
  if (controller !== reader && epoch >= state.custody.epoch) return copy
  const {grants: _grants, ...kept} = state.custody
  return {...copy, custody: kept}
}

function opened(event: Extract<ContactEvent, {type: 'opened'}>): ContactFile {
  const {id, world, key, post, object, identity, title, at, by} = event
  return {
    ...{status: 'OPEN', version: 1, id, world, key, object, identity, title, openedAt: at, openedBy: by, notes: []},
    custody: {controller: by.nation, post, epoch: 1, available: false, contested: false, since: at, grants: []},
    live: [],
    withdrawn: false,
  }
}

function granted(state: ContactState, event: Extract<ContactEvent, {type: 'granted'}>): ContactFile {
  const {id, grant, post, file, at, by} = event
  const before = state.status === 'NONE' ? {...opened({...event, ...file, type: 'opened', id}), openedBy: by} : state
  const grants = state.status === 'NONE' ? [grant] : [...state.custody.grants, grant]
  const custody: Custody = {
    ...{controller: grant.to, post, epoch: grant.epoch, available: false, contested: false, since: at, grants},
  }
  return {...before, version: state.version + 1, custody, withdrawn: false}
}

function copied(state: ContactState, event: Extract<ContactEvent, {type: 'copied'}>): ContactFile {
  const {from, copy, by} = event
  const {id, world, status, object, identity, title, openedAt, live, basis} = copy
  const own =
    state.status === 'NONE'
      ? {key: undefined, notes: [], grants: [], openedBy: {...by, nation: from}}
      : {key: state.key, notes: state.notes, grants: state.custody.grants, openedBy: state.openedBy}
  return {
    ...{status, version: state.version + 1, id, world, key: own.key, object, identity, title, openedAt, live, basis},
    openedBy: own.openedBy,
    notes: own.notes,
    custody: {...copy.custody, grants: own.grants},
    copied: {from, version: copy.version},
    withdrawn: false,
  }
}

type Changed = Exclude<ContactEvent, {type: 'opened' | 'granted' | 'copied'}>

function changed(state: ContactFile, event: Changed): Partial<ContactFile> {
  const {custody} = state
  switch (event.type) {
    case 'noted':
      return {notes: [...state.notes, {by: event.by, at: event.at, text: event.text}]}
    case 'closed':
      return {status: 'CLOSED'}
    case 'assessed':
      return {object: event.object, identity: event.identity, title: event.title}
    case 'followed':
      return {key: event.key}
    case 'passed': {
      const {grant, post, at} = event
      const grants = [...custody.grants, grant]
      return {custody: {...custody, controller: grant.to, post, epoch: grant.epoch, since: at, grants}}
    }
    case 'receipted': {
      const grants = custody.grants.map(one => (one.grant === event.grant ? {...one, receiptAt: event.at} : one))
      return {custody: {...custody, grants}}
    }
    case 'withdrawn':
      return {withdrawn: true, live: []}
    default:
      return unreachable(event)
  }
}
