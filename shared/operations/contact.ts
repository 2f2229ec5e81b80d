import {unreachable} from '../base/assert.ts'
import type {NationCode} from '../base/id.ts'
import type {Identity, ObjectKind} from '../model/object.ts'
import {evolveContact} from './contact-evolve.ts'
import type {
  Contest,
  ContactCommand,
  ContactCopy,
  ContactEvent,
  ContactFile,
  ContactState,
  CrossingStage,
  NationalAssessment,
} from './contact-state.ts'
import {type Decider, type Refusal, refuse, type Stamp, type Timer} from './decider.ts'
import {timersFor} from './handoff-timers.ts'

export type {
  Assessment,
  ContactCommand,
  ContactCopy,
  ContactEvent,
  ContactFile,
  ContactNote,
  ContactState,
  Contest,
  CrossingStage,
  Custody,
  Grant,
  NationalAssessment,
} from './contact-state.ts'

type Outcome = readonly ContactEvent[] | Refusal

/** A nation's file on an object, and who is responsible for the object. SPEC.md, CO and CU. */
export const contact: Decider<ContactState, ContactCommand, ContactEvent> = {
  initial: {status: 'NONE', version: 0},
  evolve: evolveContact,
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
}

/**
 * Whether this nation may act as the controller: custody is here, not merely told to be. A nation that acts without the
 * controller's ledger does so until that is settled.
 */
export function controls(state: ContactState, nation: NationCode): boolean {
  return state.status !== 'NONE' && (state.custody.controller === nation || contestedBy(state, nation))
}

/** Whether a nation acts as controller without the controller's ledger now. */
export function contestedBy(state: ContactFile, nation: NationCode): boolean {
  return state.contests?.some(({by, until}) => by === nation && until === undefined) ?? false
}

/** How far apart two identities lie: `IDENTITY_DIFFERENCE` is two steps. */
const SCALE: readonly Identity[] = ['own', 'partner', 'identified', 'unidentified', 'of-interest']
const DIFFERENT = 2

/** The stage after each, and the timer that brings it. */
const NEXT: Readonly<Record<CrossingStage, {stage: CrossingStage; timer: 'cross' | 'cross2'} | undefined>> = {
  alarm: {stage: 'commanders', timer: 'cross'},
  commanders: {stage: 'incident', timer: 'cross2'},
  incident: undefined,
}

/** An object beyond the line without an acceptance does not stay with one person: the next is told, then it is an incident. */
export function timersOf(state: ContactState): readonly Timer[] {
  if (state.status !== 'OPEN' || state.copied !== undefined) return []
  const {outOfArea} = state.custody
  const next = outOfArea === undefined ? undefined : NEXT[outOfArea.stage]
  if (outOfArea === undefined || next === undefined) return []
  const {timers = timersFor(state.object)} = outOfArea
  return [{timer: next.timer, version: state.version, dueAt: outOfArea.since + timers[next.timer]}]
}

type OnFile = Exclude<ContactCommand, {type: 'open' | 'receive-grant' | 'copy'}>

function decideOn(state: ContactFile, command: OnFile): Outcome {
  const {at, by} = command
  switch (command.type) {
    case 'note':
      return closed(state) ?? [{type: 'noted', text: command.text, at, by}]
    case 'close':
      if (command.openHandoff !== undefined && command.drop !== true) return refuse('handoff-open')
      return closed(state) ?? notController(state, command) ?? [{type: 'closed', at, by}]
    case 'assess': {
      const {object = state.object, identity = state.identity, title = state.title} = command
      const barred = closed(state) ?? notController(state, command)
      if (barred !== undefined) return barred
      return [{type: 'assessed', object, identity, title, at, by}, ...difference(state, {identity}, command)]
    }
    case 'national':
      return closed(state) ?? national(state, command)
    case 'follow':
      return state.key === command.key ? [] : [{type: 'followed', key: command.key, at, by}]
    case 'relinquish': {
      const {available} = command
      const barred = closed(state) ?? notController(state, command) ?? onlyCommander(command)
      if (barred !== undefined) return barred
      return state.custody.available === available ? [] : [{type: 'relinquished', available, at, by}]
    }
    case 'merge':
      return closed(state) ?? notController(state, command) ?? [{type: 'merged', into: command.into, at, by}]
    case 'separate':
      if (state.mergedInto === undefined) return refuse('not-merged')
      if (state.copied !== undefined) return refuse('controller-only')
      return [{type: 'separated', at, by}]
    case 'pass':
      return pass(state, command)
    case 'out-of-area':
      return outOfArea(state, command)
    case 'attended': {
      const isLeft = state.custody.unattended !== undefined
      if (isLeft !== command.isAttended) return []
      return [{type: command.isAttended ? 'attended-again' : 'left-unattended', at, by}]
    }
    case 'timer': {
      const [due] = timersOf(state)
      if (due === undefined || due.timer !== command.timer || at < due.dueAt) return []
      const {outOfArea: out} = state.custody
      const next = out === undefined ? undefined : NEXT[out.stage]
      if (out === undefined || next === undefined) return []
      return [{type: 'went-out-of-area', into: out.into, stage: next.stage, timers: out.timers, at, by}]
    }
    case 'contest': {
      const known = state.contests?.some(one => one.handoff === command.contest.handoff) ?? false
      return known ? [] : [{type: 'contested', contest: command.contest, at, by}]
    }
    case 'settle': {
      const {handoff, stands} = command
      const lasts = state.contests?.some(one => one.handoff === handoff && one.until === undefined) ?? false
      return lasts ? [{type: 'settled', handoff, stands, at, by}] : []
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

function onlyCommander({by}: Stamp): Refusal | undefined {
  return by.role === 'commander' ? undefined : refuse('commander-only')
}

function notController(
  state: ContactFile,
  command: Stamp & {readonly expectedEpoch?: number | undefined},
): Refusal | undefined {
  const {epoch} = state.custody
  if (command.expectedEpoch !== undefined && command.expectedEpoch !== epoch) return refuse('stale-epoch', {epoch})
  return controls(state, command.by.nation) ? undefined : refuse('controller-only')
}

/** The moment of the handoff's completion: only from who has it, and only to the next epoch. */
function pass(state: ContactFile, command: Extract<ContactCommand, {type: 'pass'}>): Outcome {
  const {grant, handoff, to, post, epoch, since, functions, verbal, at, by} = command
  if (state.custody.controller !== by.nation) return refuse('controller-only')
  if (epoch !== state.custody.epoch + 1) return refuse('stale-epoch', {epoch: state.custody.epoch})
  const given = {grant, handoff, from: by.nation, to, epoch, at, ...(verbal === true ? {verbal} : {})}
  return [{type: 'passed', grant: given, post, since, functions, at, by}]
}

/** The controller sets the shared assessment; others say what they think beside it. */
function national(state: ContactFile, command: Extract<ContactCommand, {type: 'national'}>): Outcome {
  const {nation, identity, confidence, since, at, by} = command
  if (state.custody.controller === nation) return refuse('others-only')
  const assessment: NationalAssessment = {nation, identity, confidence, at: since ?? at, by}
  return [{type: 'nationally-assessed', assessment, at, by}, ...difference(state, {assessment}, command)]
}

/** What changes of the flag that two nations see it differently. */
function difference(
  state: ContactFile,
  now: {readonly identity?: Identity; readonly assessment?: NationalAssessment},
  {at, by}: Stamp,
): readonly ContactEvent[] {
  const shared = SCALE.indexOf(now.identity ?? state.identity)
  const others = (state.assessments ?? []).filter(({nation}) => nation !== now.assessment?.nation)
  const all = now.assessment === undefined ? others : [...others, now.assessment]
  const differs = all.some(({identity}) => Math.abs(SCALE.indexOf(identity) - shared) >= DIFFERENT)
  return differs === (state.custody.identityDifference ?? false) ? [] : [{type: 'identity-differs', differs, at, by}]
}

function outOfArea(state: ContactFile, command: Extract<ContactCommand, {type: 'out-of-area'}>): Outcome {
  const {into, timers, at, by} = command
  const {outOfArea: known} = state.custody
  if (state.status === 'CLOSED' || state.custody.controller !== by.nation) return []
  if (into === undefined) return known === undefined ? [] : [{type: 'came-back', at, by}]
  return known === undefined ? [{type: 'went-out-of-area', into, stage: 'alarm', timers, at, by}] : []
}

/** Only a newer epoch gives anything: a repeated grant changes nothing, an overtaken one is refused. */
function receiveGrant(state: ContactState, command: Extract<ContactCommand, {type: 'receive-grant'}>): Outcome {
  const {at, by, id, grant, post, functions, file} = command
  if (grant.to !== by.nation) return refuse('not-your-grant')
  if (state.status !== 'NONE') {
    const held = state.custody.grants.find(one => one.grant === grant.grant)
    if (held !== undefined) {
      if (held.epoch !== grant.epoch || held.handoff !== grant.handoff) return refuse('grant-differs')
      if (held.signed !== undefined || grant.signed === undefined) return []
      return [{type: 'grant-signed', grant: grant.grant, signed: grant.signed, at, by}]
    }
    if (grant.epoch <= state.custody.epoch) return refuse('stale-epoch', {epoch: state.custody.epoch})
  }
  return [{type: 'granted', id, grant, post, functions, file, at, by}]
}

/** Who controls the contact has the file; copies of it come from there, newer ones only. */
function takeCopy(state: ContactState, command: Extract<ContactCommand, {type: 'copy'}>): Outcome {
  const {at, by, from, copy} = command
  const taken: readonly ContactEvent[] = [
    {type: 'copied', from, copy: withoutUs(state, copy, by.nation), at, by},
    ...overtaken(state, copy, by.nation).map(
      ({handoff}) => ({type: 'settled', handoff, stands: false, at, by}) as const,
    ),
  ]
  if (state.status === 'NONE') return copy.custody.controller === by.nation ? [] : taken
  if (state.custody.controller === by.nation) return []
  // What was taken back may be told again without having changed.
  const isKnown = (known: number) => copy.version < known || (copy.version === known && !state.withdrawn)
  if (state.copied?.from === from) return isKnown(state.copied.version) ? [] : taken
  if (copy.custody.epoch < state.custody.epoch) return []
  return copy.custody.epoch > state.custody.epoch || state.custody.controller === from ? taken : []
}

/** What we did by ourselves under an epoch that another nation has left behind: it is over. */
function overtaken(state: ContactState, {custody}: ContactCopy, own: NationCode): readonly Contest[] {
  if (state.status === 'NONE' || custody.controller === own) return []
  return (state.contests ?? []).filter(
    ({by, until, epoch}) => by === own && until === undefined && epoch < custody.epoch,
  )
}

/** Word that control is here makes nobody the controller: only the grant does. Nor does an epoch ever fall. */
function withoutUs(state: ContactState, copy: ContactCopy, reader: NationCode): ContactCopy {
  if (state.status === 'NONE') return copy
  const {controller, epoch} = copy.custody
  if (controller !== reader && epoch >= state.custody.epoch) return copy
  const {grants: _grants, ...kept} = state.custody
  return {...copy, custody: kept}
}

/** The designator that goes on when two are of one object: that of the better source, else the older one. */
export function survivorOf<T extends {readonly openedAt: number; readonly object: ObjectKind}>(
  one: T,
  other: T,
  quality: (of: T) => number,
): T {
  const better = quality(one) - quality(other)
  if (better !== 0) return better > 0 ? one : other
  return one.openedAt <= other.openedAt ? one : other
}
