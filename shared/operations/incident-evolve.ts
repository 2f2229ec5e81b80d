import {assert, unreachable} from '../base/assert.ts'
import {isReportable, type IncidentStatus, impactOf, type SarPhase} from './incident-codes.ts'
import {lineOf} from './incident-log.ts'
import type {IncidentEvent, IncidentFile, IncidentState, Informed, Party, Sar, SarStep} from './incident-state.ts'

/** What an event makes of an incident, with its line in the log. */
export function evolve(state: IncidentState, event: IncidentEvent): IncidentState {
  if (event.type === 'opened') return opened(event)
  if (event.type === 'told' && state.status === 'NONE') return toldFirst(event)
  assert(state.status !== 'NONE', `an incident before ${event.type}`)
  const line = lineOf(event, event.type === 'told' && partyOf(state, event.telling.from)?.told === undefined)
  return {
    ...state,
    ...changed(state, event),
    version: state.version + 1,
    log: line === undefined ? state.log : [...state.log, line],
  }
}

type Opened = Extract<IncidentEvent, {type: 'opened'}>
type ToldEvent = Extract<IncidentEvent, {type: 'told'}>
type Changed = Exclude<IncidentEvent, {type: 'opened'}>

const NOTHING_YET = {
  grants: [],
  parties: [],
  tasks: [],
  units: [],
  files: [],
  checklist: [],
  late: [],
  merged: [],
  confidence: {credibility: 6, reliability: 'F'},
  validation: {status: 'unvalidated'},
} as const satisfies Partial<IncidentFile>

function opened(event: Opened): IncidentFile {
  const {type: _type, at, by, reported, nation, desk, contact, alert, ...opening} = event
  const impact = impactOf(opening.criterion)
  const {category, criterion} = opening
  return {
    ...NOTHING_YET,
    ...opening,
    status: reported ? 'REPORTED' : 'OPEN',
    version: 1,
    nation,
    openedAt: at,
    openedBy: by,
    impact,
    assessments: [{step: 'proposed', category, criterion, impact, at, by}],
    lead: {nation, epoch: 1, since: at},
    ...(desk === undefined ? {} : {desk: {post: desk, at, by, acknowledged: {at, by}}}),
    ...(reported ? {} : {taken: {at, by}}),
    contacts: contact === undefined ? [] : [contact],
    alerts: alert === undefined ? [] : [alert],
    log: [lineOf(event, true)].flatMap(line => line ?? []),
  }
}

/** A partner has shared it: the own part begins as something reported. */
function toldFirst(event: ToldEvent): IncidentFile {
  const {at, by, id, nation, title, telling} = event
  const {world, number, category, criterion, priority, place, contacts, lead, leadOffer, distress, told} = telling
  const impact = told.impact ?? impactOf(criterion)
  return {
    ...NOTHING_YET,
    id,
    world,
    number,
    title,
    category,
    criterion,
    priority,
    place,
    nation,
    origin: telling.from,
    status: 'REPORTED',
    version: 1,
    openedAt: at,
    openedBy: by,
    impact,
    assessments: [{step: 'proposed', category, criterion, impact, at, by}],
    lead,
    ...(leadOffer === undefined ? {} : {leadOffer: {...leadOffer, by}}),
    parties: [{nation: telling.from, told}],
    contacts,
    alerts: [],
    distress,
    log: [lineOf(event, true)].flatMap(line => line ?? []),
  }
}

function changed(state: IncidentFile, event: Changed): Partial<IncidentFile> {
  const {at, by} = event
  switch (event.type) {
    case 'taken':
      return {
        status: state.status === 'REPORTED' ? (event.validating ? 'VALIDATING' : 'OPEN') : state.status,
        taken: state.taken ?? {at, by},
        desk: {post: event.post, at, by, acknowledged: {at, by}},
        late: state.late.filter(clock => clock !== 'ack'),
      }
    case 'validated': {
      const {credibility, reliability, confirmed} = event
      const isWaiting = state.status === 'REPORTED' || state.status === 'VALIDATING'
      return {
        confidence: {credibility, reliability},
        validation: {status: confirmed ? 'validated' : 'proposed', at, by},
        taken: state.taken ?? {at, by},
        status: isWaiting ? (confirmed ? 'OPEN' : 'VALIDATING') : state.status,
      }
    }
    case 'assessed':
      return assessed(state, event)
    case 'assigned':
      return {
        status: state.status === 'RESPONDING' || state.status === 'CONTAINED' ? state.status : 'ASSIGNED',
        taken: state.taken ?? {at, by},
        tasks: [...state.tasks, event.task],
        units: state.units.includes(event.unit) ? state.units : [...state.units, event.unit],
      }
    case 'lead-assigned':
      return {
        status: isBeforeAssigned(state.status) ? 'ASSIGNED' : state.status,
        taken: state.taken ?? {at, by},
        desk: {post: event.post, at, by, ...(event.acknowledged ? {acknowledged: {at, by}} : {})},
        late: state.late.filter(clock => clock !== 'ack'),
      }
    case 'lead-acknowledged':
      return state.desk === undefined ? {} : {desk: {...state.desk, acknowledged: {at, by}}}
    case 'contained':
      return {status: 'CONTAINED'}
    case 'resolved':
      return {status: 'RESOLVED', outcome: {at, by, code: event.outcome, response: event.response}}
    case 'closed':
      return {
        status: 'CLOSED',
        closed: {at, by, reason: event.reason, ...(event.text === undefined ? {} : {text: event.text})},
        taken: state.taken ?? {at, by},
      }
    case 'reopened':
      return {status: 'REOPENED', closed: undefined, outcome: undefined}
    case 'merged':
      return {status: 'MERGED', mergedInto: event.into}
    case 'absorbed': {
      const {id, contacts, alerts, tasks, units, files, distress} = event.from
      return {
        merged: [...state.merged, id],
        contacts: union(state.contacts, contacts),
        alerts: union(state.alerts, alerts),
        tasks: union(state.tasks, tasks),
        units: union(state.units, units),
        files: [...state.files, ...files.filter(({file}) => !state.files.some(one => one.file === file))],
        distress: distress === undefined ? state.distress : {...distress, ...state.distress},
      }
    }
    case 'progressed': {
      const moving = event.status === 'EN_ROUTE' || event.status === 'ON_SCENE'
      return moving && state.status === 'ASSIGNED' ? {status: 'RESPONDING'} : {}
    }
    case 'attached':
      return {
        alerts: event.alert === undefined ? state.alerts : union(state.alerts, [event.alert]),
        contacts: event.contact === undefined ? state.contacts : union(state.contacts, [event.contact]),
      }
    case 'file-attached':
      return {files: [...state.files, {file: event.file, at, by}]}
    case 'ticked': {
      const others = state.checklist.filter(({item}) => item !== event.item)
      return {checklist: event.done ? [...others, {item: event.item, at, by}] : others}
    }
    case 'report-sent':
      return {reported: {at, by, ...(event.reference === undefined ? {} : {reference: event.reference})}}
    case 'sar-raised':
      return {priority: 1, sar: stepped(state.sar, {phase: event.phase, at, by})}
    case 'sar-lowered':
      return {sar: stepped(state.sar, {phase: event.phase, because: event.because, at, by})}
    case 'sar-ended':
      return state.sar === undefined
        ? {}
        : {
            sar: {
              ...state.sar,
              steps: [...state.sar.steps, {phase: 'ended', because: event.because, at, by}],
              ended: {at, by, because: event.because},
            },
          }
    case 'distress-noted':
      return {distress: {...state.distress, ...event.facts}}
    case 'mrcc-informed': {
      const {nation, post} = event
      return informed(state, list => [...list, {nation, at, ...(post === undefined ? {} : {post})}])
    }
    case 'mrcc-acknowledged':
      return informed(state, list =>
        list.map(one => (one.nation === event.nation ? {...one, acknowledged: event.who} : one)),
      )
    case 'shared':
      return {parties: withParty(state, event.nation, party => ({...party, shared: {at, by}}))}
    case 'unshared':
      return {parties: withParty(state, event.nation, ({shared: _shared, ...party}) => party)}
    case 'told':
      return toldAgain(state, event)
    case 'withdrawn':
      return {
        parties: withParty(state, event.from, party =>
          party.told === undefined ? party : {...party, told: {...party.told, withdrawn: true}},
        ),
        leadOffer: state.lead.nation === event.from ? undefined : state.leadOffer,
      }
    case 'lead-offered':
      return {leadOffer: {to: event.to, until: event.until, by}}
    case 'noted':
      return {}
    case 'lead-offer-ended':
      return {leadOffer: undefined}
    case 'lead-passed':
      return {
        status: state.status === 'RESOLVED' ? 'RESOLVED' : 'TRANSFERRED',
        lead: {nation: event.grant.to, epoch: event.grant.epoch, since: at},
        leadOffer: undefined,
        grants: [...state.grants, event.grant],
      }
    case 'lead-received':
      return {
        lead: {nation: event.grant.to, epoch: event.grant.epoch, since: at},
        leadOffer: undefined,
        grants: [...state.grants, event.grant],
        late: state.late.filter(clock => clock !== 'assign'),
      }
    case 'lead-receipt':
      return {
        grants: state.grants.map(one => (one.grant === event.grant ? {...one, receivedAt: at} : one)),
      }
    case 'clock-late':
      return {late: [...state.late, event.clock]}
    default:
      return unreachable(event)
  }
}

/** Until a commander has decided, the newest proposal holds. What is grave now needs a commander's word on its truth. */
function assessed(state: IncidentFile, event: Extract<Changed, {type: 'assessed'}>): Partial<IncidentFile> {
  const {step, category, criterion, impact, at, by} = event
  const assessments = [...state.assessments, {step, category, criterion, impact, at, by}] as const
  const holds = step === 'decided' || !state.assessments.some(one => one.step === 'decided')
  if (!holds) return {assessments: assessments as unknown as IncidentFile['assessments']}
  const {validation} = state
  const isUnconfirmed = validation.status === 'validated' && validation.by?.role !== 'commander'
  return {
    assessments: assessments as unknown as IncidentFile['assessments'],
    category,
    criterion,
    impact,
    priority: category === 'distress' ? 1 : state.priority,
    validation: isUnconfirmed && isReportable(impact) ? {...validation, status: 'proposed'} : validation,
  }
}

/** What another nation tells replaces what it told before, and moves the lead only where it had it to give. */
function toldAgain(state: IncidentFile, {telling, by}: ToldEvent): Partial<IncidentFile> {
  const {from, lead, leadOffer, told, contacts, distress} = telling
  const isLead = state.lead.nation === from
  const passes = isLead && lead.epoch > state.lead.epoch && lead.nation !== state.nation
  const moved = passes
    ? {...lead}
    : isLead && lead.epoch === state.lead.epoch
      ? {...state.lead, post: lead.post}
      : state.lead
  const offered = isLead && !passes && leadOffer !== undefined ? {...leadOffer, by} : undefined
  return {
    parties: withParty(state, from, party => ({...party, told})),
    contacts: union(state.contacts, contacts),
    lead: moved,
    leadOffer: isLead ? offered : state.leadOffer,
    distress: distress === undefined ? state.distress : {...distress, ...state.distress},
  }
}

function stepped(sar: Sar | undefined, step: SarStep & {readonly phase: SarPhase}): Sar {
  const {phase, at} = step
  if (sar === undefined || sar.ended !== undefined) return {phase, since: at, steps: [step], informed: []}
  return {...sar, phase, since: at, steps: [...sar.steps, step]}
}

function informed(
  state: IncidentFile,
  change: (list: readonly Informed[]) => readonly Informed[],
): Partial<IncidentFile> {
  return state.sar === undefined ? {} : {sar: {...state.sar, informed: change(state.sar.informed)}}
}

export function partyOf({parties}: IncidentFile, nation: Party['nation']): Party | undefined {
  return parties.find(party => party.nation === nation)
}

function withParty(
  state: IncidentFile,
  nation: Party['nation'],
  change: (party: Party) => Party,
): IncidentFile['parties'] {
  const held = partyOf(state, nation)
  if (held === undefined) return [...state.parties, change({nation})]
  return state.parties.map(party => (party === held ? change(party) : party))
}

function isBeforeAssigned(status: IncidentStatus): boolean {
  return status === 'REPORTED' || status === 'VALIDATING' || status === 'OPEN' || status === 'REOPENED'
}

function union<T>(list: readonly T[], more: readonly T[]): readonly T[] {
  return [...list, ...more.filter(item => !list.includes(item))]
}
