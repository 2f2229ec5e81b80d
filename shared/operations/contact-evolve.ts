import {assert, unreachable} from '../base/assert.ts'
import type {NationCode} from '../base/id.ts'
import type {ContactEvent, ContactFile, ContactState, Contest, Custody} from './contact-state.ts'

/** What an event means for the file, and for who is responsible. */
export function evolveContact(state: ContactState, event: ContactEvent): ContactState {
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
  const {id, grant, post, file, functions, at, by} = event
  const before = state.status === 'NONE' ? {...opened({...event, ...file, type: 'opened', id}), openedBy: by} : state
  const grants = state.status === 'NONE' ? [grant] : [...state.custody.grants, grant]
  // What was done without FROM's ledger stands from when it was done.
  const since = before.contests?.find(one => one.handoff === grant.handoff)?.from ?? at
  const custody: Custody = {
    ...{controller: grant.to, post, epoch: grant.epoch, available: false, contested: false, since, grants},
    ...holders(before, grant, functions),
  }
  const contests = settled(before.contests, grant.handoff, {stands: true, at})
  return {...before, version: state.version + 1, custody, contests, withdrawn: false}
}

function copied(state: ContactState, event: Extract<ContactEvent, {type: 'copied'}>): ContactFile {
  const {from, copy, by} = event
  const {id, world, status, object, identity, title, openedAt, live, basis, mergedInto} = copy
  const own =
    state.status === 'NONE'
      ? {key: undefined, notes: [], grants: [], openedBy: {...by, nation: from}}
      : {key: state.key, notes: state.notes, grants: state.custody.grants, openedBy: state.openedBy}
  const before = state.status === 'NONE' ? undefined : state
  return {
    ...{status, version: state.version + 1, id, world, key: own.key, object, identity, title, openedAt, live, basis},
    openedBy: own.openedBy,
    notes: own.notes,
    custody: {...copy.custody, contested: copy.custody.contested || hasOpen(before?.contests), grants: own.grants},
    assessments: before?.assessments,
    contests: before?.contests,
    mergedInto,
    copied: {from, version: copy.version},
    withdrawn: false,
  }
}

type Changed = Exclude<ContactEvent, {type: 'opened' | 'granted' | 'copied'}>

function changed(state: ContactFile, event: Changed): Partial<ContactFile> {
  const {custody} = state
  const {at} = event
  switch (event.type) {
    case 'noted':
      return {notes: [...state.notes, {by: event.by, at, text: event.text}]}
    case 'closed':
      return {status: 'CLOSED'}
    case 'merged':
      return {status: 'CLOSED', mergedInto: event.into}
    case 'separated':
      return {
        status: 'OPEN',
        mergedInto: undefined,
        withdrawn: false,
        custody: {...custody, controller: event.by.nation, epoch: custody.epoch + 1, since: at},
      }
    case 'assessed':
      return {object: event.object, identity: event.identity, title: event.title}
    case 'nationally-assessed': {
      const others = (state.assessments ?? []).filter(({nation}) => nation !== event.assessment.nation)
      return {assessments: [...others, event.assessment]}
    }
    case 'identity-differs':
      return {custody: {...custody, identityDifference: event.differs}}
    case 'followed':
      return {key: event.key}
    case 'relinquished':
      return {custody: {...custody, available: event.available}}
    case 'passed': {
      const {grant, post, since = at, functions} = event
      const grants = [...custody.grants, grant]
      const {controller, epoch} = {controller: grant.to, epoch: grant.epoch}
      return {
        custody: {
          ...{controller, post, epoch, available: false, contested: false, since, grants},
          ...holders(state, grant, functions),
          identityDifference: custody.identityDifference,
        },
      }
    }
    case 'receipted': {
      const grants = custody.grants.map(one => (one.grant === event.grant ? {...one, receiptAt: at} : one))
      return {custody: {...custody, grants}}
    }
    case 'grant-signed': {
      const grants = custody.grants.map(one =>
        one.grant === event.grant ? {...one, signed: event.signed, signedAt: at} : one,
      )
      return {custody: {...custody, grants}}
    }
    case 'went-out-of-area': {
      const {into, stage, timers} = event
      const since = custody.outOfArea?.since ?? at
      return {custody: {...custody, outOfArea: {into, since, stage, timers}}}
    }
    case 'came-back':
      return {custody: {...custody, outOfArea: undefined}}
    case 'left-unattended':
      return {custody: {...custody, unattended: at}}
    case 'attended-again':
      return {custody: {...custody, unattended: undefined}}
    case 'contested': {
      const contests = [...(state.contests ?? []), event.contest]
      return {contests, custody: {...custody, contested: true}}
    }
    case 'settled': {
      const contests = settled(state.contests, event.handoff, {stands: event.stands, at})
      return {contests, custody: {...custody, contested: hasOpen(contests)}}
    }
    case 'withdrawn':
      return {withdrawn: true, live: []}
    default:
      return unreachable(event)
  }
}

/** What passes goes to the new controller; what does not stays with who held it. */
function holders(
  {custody}: Pick<ContactFile, 'custody'>,
  grant: {readonly from: NationCode; readonly to: NationCode},
  functions: readonly string[] | undefined,
): Pick<Custody, 'tasking' | 'case'> {
  if (functions === undefined) return {}
  const held = (name: 'tasking' | 'case') => (functions.includes(name) ? undefined : (custody[name] ?? grant.from))
  return {tasking: held('tasking'), case: held('case')}
}

function settled(
  contests: readonly Contest[] | undefined,
  handoff: string,
  {stands, at}: {readonly stands: boolean; readonly at: number},
): readonly Contest[] | undefined {
  return contests?.map(one => (one.handoff === handoff && one.until === undefined ? {...one, until: at, stands} : one))
}

function hasOpen(contests: readonly Contest[] | undefined): boolean {
  return contests?.some(({until}) => until === undefined) ?? false
}
