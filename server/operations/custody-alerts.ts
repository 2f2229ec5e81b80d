import type {AlertId, IncidentId, NationCode} from '../../shared/base/id.ts'
import type {CustodyRule, Evidence, Priority} from '../../shared/model/finding.ts'
import type {AlertFile, Situation} from '../../shared/operations/alert.ts'
import type {ContactEvent, ContactFile, ContactState} from '../../shared/operations/contact.ts'
import type {Turn} from './files.ts'
import {type House, newId} from './house.ts'
import {incidentNumber} from './incident-acts.ts'

type Alarm = {
  readonly rule: CustodyRule
  readonly priority: Priority
  readonly evidence: Evidence
  readonly from?: NationCode | undefined
  readonly to?: NationCode | undefined
}

/** What has changed of who is responsible for a contact, as alarms of the own watch. Each nation raises its own. */
export function alarmOfCustody(
  house: House,
  turn: Turn,
  {before, after, events}: {before: ContactState; after: ContactFile; events: readonly ContactEvent[]},
): void {
  const was = before.status === 'NONE' ? undefined : before
  for (const [rule, alarm] of Object.entries(alarmsOf(house.own, after)))
    settle(house, turn, after, {rule: rule as CustodyRule, alarm})
  const stage = after.custody.outOfArea?.stage
  if (stage === undefined || stage === was?.custody.outOfArea?.stage || after.custody.controller !== house.own) return
  if (stage === 'commanders') ringAgain(house, turn, after)
  if (stage === 'incident') openIncident(house, turn, after, events)
}

/** Every alarm that a contact can give, and what it says where it holds now. */
function alarmsOf(own: NationCode, {status, withdrawn, custody, contests}: ContactFile) {
  const {controller, outOfArea, unattended, identityDifference} = custody
  const isOver = status === 'CLOSED' || withdrawn
  const contest = contests?.find(({until}) => until === undefined)
  const into = outOfArea?.into
  const isOurs = controller === own
  return {
    'out-of-area':
      isOver || into === undefined || !isOurs
        ? undefined
        : alarm('out-of-area', 1, {code: 'out-of-area', values: {nation: into}}, {from: own, to: into}),
    'uncoordinated-entry':
      isOver || into !== own || isOurs
        ? undefined
        : alarm(
            'uncoordinated-entry',
            1,
            {code: 'uncoordinated-entry', values: {nation: controller}},
            {
              from: controller,
              to: own,
            },
          ),
    unattended:
      isOver || unattended === undefined
        ? undefined
        : alarm('unattended', 2, {code: 'unattended', values: {nation: controller}}),
    contested:
      isOver || contest === undefined
        ? undefined
        : alarm('contested', 1, {code: 'contested', values: {nation: contest.by, controller}}),
    'identity-difference':
      isOver || identityDifference !== true
        ? undefined
        : alarm('identity-difference', 3, {code: 'identity-difference', values: {nation: controller}}),
  } satisfies Readonly<Record<CustodyRule, Alarm | undefined>>
}

function alarm(
  rule: CustodyRule,
  priority: Priority,
  evidence: Evidence,
  between: {readonly from?: NationCode; readonly to?: NationCode} = {},
): Alarm {
  return {rule, priority, evidence, ...between}
}

/** Raised when it begins, over when it ends, and never twice at a time. */
function settle(
  house: House,
  turn: Turn,
  contact: ContactFile,
  {rule, alarm: now}: {readonly rule: CustodyRule; readonly alarm: Alarm | undefined},
): void {
  const known = alertOf(turn, rule, contact)
  if (now === undefined) {
    if (known?.active === true) turn.act('alert', known.id, house.system, {type: 'clear'})
    return
  }
  if (known?.active === true) return
  const id = newId(house.random) as AlertId
  turn.act('alert', id, house.system, {
    type: 'raise',
    id,
    world: contact.world,
    origin: house.own,
    rule,
    situation: situationOf(rule, contact),
    ...situation(house, turn, contact, now),
  })
}

/** Not settled within the agreed time: the commanders hear of it too. */
function ringAgain(house: House, turn: Turn, contact: ContactFile): void {
  const known = alertOf(turn, 'out-of-area', contact)
  const now = alarmsOf(house.own, contact)['out-of-area']
  if (known === undefined || now === undefined) return
  const rings: Evidence = {code: 'told-commanders', values: {}}
  turn.act('alert', known.id, house.system, {type: 'again', rings, ...situation(house, turn, contact, now)})
}

/** Nobody has agreed on it: it becomes an incident of the controller's. */
function openIncident(house: House, turn: Turn, contact: ContactFile, events: readonly ContactEvent[]): void {
  const id = newId(house.random) as IncidentId
  const [event] = events
  if (event === undefined) return
  turn.act('incident', id, house.system, {
    type: 'open',
    id,
    world: contact.world,
    number: incidentNumber(house),
    category: 'border-crossing',
    criterion: 'single-crossing',
    title: `${contact.id.slice(0, 7)} ${contact.title}`,
    priority: 1,
    place: placeOf(house, contact),
    contact: contact.id,
    reported: true,
  })
  const known = alertOf(turn, 'out-of-area', contact)
  if (known !== undefined) turn.act('alert', known.id, house.system, {type: 'transfer', incident: id})
}

function situation(house: House, turn: Turn, contact: ContactFile, {priority, evidence, from, to}: Alarm): Situation {
  const keys = contact.key === undefined ? [] : [contact.key]
  const place = placeOf(house, contact)
  const about = {place, since: turn.at, from, to, contact: contact.id, keys}
  return {priority, confidence: 'high', evidence: [evidence], ...about}
}

function placeOf({rooms}: House, {key}: ContactFile) {
  return key === undefined ? undefined : rooms.picture.subjectOf(key)?.place
}

function alertOf(turn: Turn, rule: CustodyRule, contact: ContactFile): AlertFile | undefined {
  const wanted = situationOf(rule, contact)
  let found: AlertFile | undefined
  for (const alert of turn.all('alert'))
    if (alert.status !== 'NONE' && alert.situation === wanted && (found === undefined || alert.active)) found = alert
  return found
}

function situationOf(rule: CustodyRule, {id}: ContactFile): string {
  return `${rule}:${id}`
}
