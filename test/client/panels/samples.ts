import {manualClock} from '../../../shared/base/clock.ts'
import type {
  AlertId,
  ContactId,
  HandoffId,
  IncidentId,
  NationCode,
  PostId,
  TaskId,
  TrackId,
  UnitId,
} from '../../../shared/base/id.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {createStores, type Stores} from '../../../client/state/stores.ts'
import {withThings} from '../../../client/state/things.ts'
import type {Link} from '../../../client/link/link.ts'
import type {SignedIn} from '../../../client/state/session.ts'
import type {Command, CommandResult} from '../../../shared/protocol/command.ts'
import type {Card, Hello} from '../../../shared/protocol/message.ts'
import type {
  AlertThing,
  Doer,
  HandoffThing,
  IncidentThing,
  TaskThing,
  Thing,
  UnitThing,
} from '../../../shared/protocol/things.ts'

export const NOW = Date.UTC(2026, 0, 1, 2, 14, 31)
export const SE = 'SE' as NationCode
export const DK = 'DK' as NationCode
export const anna: Doer = {nation: SE, post: 'SE-01' as PostId, role: 'operator', name: 'A. Berg'}
export const contactId = 'SE-K7QF3M2ABC' as ContactId
export const who: SignedIn = {
  user: 'anna@SE',
  name: 'A. Berg',
  role: 'operator',
  nation: 'SE',
  nationName: 'Sweden',
  post: 'SE-01',
}

export function alertOf(part: Partial<Omit<AlertThing, 'id'>> & {id: string}): AlertThing {
  return {
    kind: 'alert',
    version: 1,
    world: 'simulated',
    origin: SE,
    rule: 'silence',
    priority: 2,
    confidence: 'medium',
    status: 'UNACK',
    count: 1,
    raisedAt: NOW - 100_000,
    since: NOW - 200_000,
    updatedAt: NOW - 100_000,
    place: {lon: 13.1, lat: 55.02},
    tracks: [7 as TrackId],
    subjects: ['SE-K7QF'],
    evidence: [{code: 'ais-silent', values: {seconds: 184, sensor: 'Falsterbo radar'}}],
    notes: [],
    ...part,
    ...{id: part.id as AlertId},
  }
}

export function handoffOf(part: Partial<Omit<HandoffThing, 'id'>> & {id: string}): HandoffThing {
  return {
    kind: 'handoff',
    version: 1,
    world: 'simulated',
    contact: contactId,
    object: 'vessel',
    from: DK,
    fromPost: 'DK-01' as PostId,
    to: SE,
    toPost: 'SE-01' as PostId,
    status: 'PROPOSED',
    delivered: true,
    seen: false,
    terms: {transfer: 'on-accept'},
    rounds: 0,
    epoch: 1,
    why: 'heads-your-way',
    deadline: {timer: 'reply', at: NOW + 47_000, length: 120_000},
    steps: [{status: 'PROPOSED', at: NOW - 13_000, by: {nation: DK, post: 'DK-01' as PostId, role: 'operator'}}],
    track: 7 as TrackId,
    subject: {
      label: 'DK-U092',
      speed: 3.1,
      course: 200,
      fields: ['position', 'speed', 'course', 'kind'],
      withheld: ['name', 'mmsi'],
    },
    ...part,
    ...{id: part.id as HandoffId},
  }
}

export function incidentOf(part: Partial<Omit<IncidentThing, 'id'>> & {id: string}): IncidentThing {
  return {
    kind: 'incident',
    version: 1,
    world: 'simulated',
    number: 'SE-I-4821',
    status: 'ASSIGNED',
    category: 'border-crossing',
    nation: SE,
    impact: 'medium',
    criterion: 'own-means-suffice',
    assessments: [
      {
        ...{step: 'proposed', category: 'border-crossing', criterion: 'own-means-suffice', impact: 'medium'},
        ...{at: NOW - 500_000, by: anna},
      },
    ],
    confidence: {credibility: 6, reliability: 'F'},
    validation: {status: 'unvalidated'},
    lead: {nation: SE, epoch: 1, since: NOW - 500_000, post: 'SE-01' as PostId},
    desk: {post: 'SE-01' as PostId, at: NOW - 500_000, by: anna},
    parties: [],
    files: [],
    checklist: [],
    clocks: [],
    late: [],
    merged: [],
    title: 'Small boat without AIS',
    priority: 2,
    openedAt: NOW - 500_000,
    openedBy: anna,
    place: {lon: 13.1, lat: 55.02},
    contacts: [contactId],
    alerts: [],
    tasks: ['task-0001' as TaskId],
    units: ['SE-KBV312' as UnitId],
    log: [{at: NOW - 500_000, by: anna, code: 'incident-opened', values: {}}],
    ...part,
    ...{id: part.id as IncidentId},
  }
}

export function taskOf(part: Partial<Omit<TaskThing, 'id'>> & {id: string}): TaskThing {
  return {
    kind: 'task',
    version: 1,
    world: 'simulated',
    unit: 'SE-KBV312' as UnitId,
    type: 'observe',
    status: 'SENT',
    contact: contactId,
    track: 7 as TrackId,
    title: 'SE-K7QF',
    note: 'Keep at a distance.',
    place: {lon: 13.12, lat: 55.03},
    sentAt: NOW - 70_000,
    sentBy: anna,
    steps: [{status: 'SENT', at: NOW - 70_000, by: anna}],
    ...{priority: 2, sends: 1, ackBy: NOW - 10_000, unread: false, escalated: false, cot: {task: 't-s'}},
    ...part,
    ...{id: part.id as TaskId},
  }
}

export function unitOf(part: Partial<Omit<UnitThing, 'id'>> & {id: string}): UnitThing {
  return {
    kind: 'unit',
    version: 1,
    world: 'simulated',
    name: 'KBV 312',
    object: 'vessel',
    post: 'SE-01' as PostId,
    status: 'available',
    capabilities: ['search and rescue'],
    maxSpeedKnots: 30,
    ...{operational: 'fully-operational', medium: 'sea', reachable: true, tasks: []},
    place: {lon: 12.95, lat: 55.2},
    placeAt: NOW - 9_000,
    ...part,
    ...{id: part.id as UnitId},
  }
}

export const hello: Hello = {
  protocol: 2,
  version: '0.1.0',
  nation: SE,
  nationName: 'Sweden',
  user: {id: 'anna@SE', actor: 'a1', name: 'A. Berg', role: 'operator', post: 'SE-01' as PostId},
  world: 'simulated',
  home: {west: 12, south: 54.5, east: 15, north: 56},
  posts: [
    {id: 'SE-01' as PostId, name: 'Sector South', nation: SE},
    {id: 'DK-01' as PostId, name: 'Sector East', nation: DK},
  ],
  partners: [{nation: DK, name: 'Denmark', agreements: ['western-baltic'], handoff: true, centres: []}],
  agreements: [{id: 'western-baltic', title: 'Western Baltic arrangement', example: true, parties: [SE, DK]}],
  notices: ['short-times'],
  rules: [
    {rule: 'silence', on: true},
    {rule: 'crossing', on: true},
  ],
}

export const card: Card = {
  id: 7 as TrackId,
  fields: [
    {field: 'kind', value: 'vessel', origin: SE},
    {field: 'identity', value: 'of-interest', origin: SE},
    {
      field: 'name',
      value: 'NORDSTJERNEN',
      at: NOW - 60_000,
      origin: DK,
      basis: {agreement: 'western-baltic' as never, rule: 'vessels' as never},
    },
    {field: 'mmsi', value: '219001234', origin: SE},
    {field: 'flag', value: 'DK', origin: SE},
    {field: 'shipType', value: 70, origin: SE},
    {field: 'speed', value: 11.7, at: NOW - 1_200, origin: SE},
    {field: 'course', value: 95, at: NOW - 1_200, origin: SE},
  ],
  withheld: [{field: 'destination', by: DK}],
  sources: [
    {feed: 'Falsterbo radar', origin: SE, kind: 'radar', at: NOW - 1_200, intervalMs: 3_000},
    {feed: 'AIS', origin: DK, kind: 'ais', at: NOW - 184_000, intervalMs: 10_000},
  ],
  frontier: {to: DK, inSeconds: 490, lon: 12.9, lat: 55},
  area: SE,
  trail: [],
  events: [{at: NOW - 12_000, code: 'ais-silent', values: {seconds: 184, sensor: 'Falsterbo radar'}}],
  units: [
    {id: 'SE-KBV312' as UnitId, name: 'KBV 312', distanceM: 12_000, seconds: 780, status: 'available'},
    {id: 'SE-UAV3' as UnitId, name: 'UAV 3', distanceM: 30_000, seconds: 1_500, status: 'assigned'},
  ],
  handoff: [
    {
      to: DK,
      allowed: true,
      agreement: 'western-baltic',
      transfer: 'on-accept',
      fields: ['position', 'speed', 'course', 'kind'],
      withheld: ['name'],
    },
    {to: 'DE' as NationCode, allowed: false, why: 'no-agreement', fields: [], withheld: []},
  ],
}

/** A link that keeps what is sent; `answer` says what becomes of it. */
export function linkThatKeeps(
  answer: (command: Command) => CommandResult['outcome'] = () => 'done',
): Link & {readonly sent: Command[]} {
  const sent: Command[] = []
  return {
    sent,
    send(command, options) {
      sent.push(command)
      const outcome = answer(command)
      const commandId = options?.commandId ?? `00000000-0000-7000-8000-00000000000${sent.length}`
      if (outcome === 'done') return Promise.resolve({outcome, commandId, things: []})
      if (outcome === 'forwarded') return Promise.resolve({outcome, commandId})
      return Promise.resolve({outcome, commandId, code: 'too-late'})
    },
    card: () => Promise.resolve(card),
    search: () => Promise.resolve({hits: []}),
    units: () => Promise.resolve({units: []}),
    focus: () => undefined,
    drawn: () => undefined,
    fix: () => undefined,
    stop: () => undefined,
  }
}

/** Stores of a signed-in window with these things in them, its link live. */
export function storesWith(things: readonly Thing[]): Stores {
  const stores = createStores()
  stores.session.setState({session: {status: 'open', who, hello}})
  stores.things.setState(state => withThings(state, {snapshot: true, upserts: [...things], removed: []}), true)
  stores.link.setState({
    status: 'live',
    feeds: [{name: 'AIS', status: 'live', lastDataAgeMs: 400, perSecond: 31.2, rejected: 12}],
  })
  return stores
}

export const clockAtNow = () => manualClock(NOW)
export const chance = () => seededRandom(1)
