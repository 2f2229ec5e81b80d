import {expect, test} from 'vitest'
import type {AgreementId, ContactId, HandoffId} from '../../../shared/base/id.ts'
import type {Actor} from '../../../shared/operations/actor.ts'
import {isRefusal} from '../../../shared/operations/decider.ts'
import {HANDOFF_OPEN} from '../../../shared/operations/handoff-state.ts'
import {
  handoff,
  type HandoffCommand,
  type HandoffEvent,
  type HandoffState,
  type HandoffStatus,
  type HandoffSubject,
  type OpeningFacts,
  type Terms,
  timersFor,
  timersOf,
} from '../../../shared/operations/handoff.ts'
import {after, given} from '../../support/given.ts'
import {anna, birgit, bo, carl, CONTACT, DE, DK, HANDOFF, nodeSE, SE} from './people.ts'

const subject: HandoffSubject = {label: 'SE-K7QF', fields: ['position'], withheld: ['mmsi']}
const parties = {
  ...({id: HANDOFF, world: 'simulated', contact: CONTACT, object: 'vessel', from: SE, to: DK, epoch: 1} as const),
  ...{why: 'crossing', agreement: 'SE-DK' as AgreementId, timers: timersFor('vessel'), graceMs: 0},
}
const facts: OpeningFacts = {custody: {controller: SE, epoch: 1}, contactOpen: true, permitted: true}
const custody = facts.custody
const TERMS: Terms = {transfer: 'on-release'}
const opening = {parties, terms: TERMS, subject, facts}
const offer: HandoffCommand = {type: 'propose', ...opening, at: 0, by: anna}
const request: HandoffCommand = {type: 'request', ...opening, at: 0, by: bo}
const notice: HandoffCommand = {type: 'notify', ...opening, at: 0, by: anna}
const shown: HandoffCommand = {type: 'presented', seen: false, at: 1_000, by: nodeSE}
const accept: HandoffCommand = {type: 'accept', custody, at: 2_000, by: bo}
const release: HandoffCommand = {type: 'release', at: 3_000, by: anna}
const assume: HandoffCommand = {type: 'assume', custody, at: 4_000, by: bo}
const counter: HandoffCommand = {type: 'counter', terms: {transfer: 'at-line'}, at: 2_000, by: bo}
const recall: HandoffCommand = {type: 'recall', at: 2_500, by: anna}
const crossed: HandoffCommand = {type: 'crossed', at: 3_000, by: nodeSE}
const with_ = (terms: Terms): HandoffCommand => ({type: 'propose', ...opening, terms, at: 0, by: anna})
const as = (by: Actor, command: HandoffCommand): HandoffCommand => ({...command, by})
const at = (time: number, command: HandoffCommand): HandoffCommand => ({...command, at: time})
const seeing = (facts_: Partial<OpeningFacts>, command: HandoffCommand): HandoffCommand =>
  'facts' in command ? {...command, facts: {...facts, ...facts_}} : command
const fire = (timer: string, time: number, version = 99): HandoffCommand => ({
  ...{type: 'timer', timer, version, at: time, by: nodeSE},
})
const has = (...commands: HandoffCommand[]) => given(handoff)(...after(handoff, ...commands))

/** The shortest way into each open status. */
const WAYS: Readonly<Record<(typeof HANDOFF_OPEN)[number], readonly HandoffCommand[]>> = {
  NOTIFIED: [notice],
  REQUESTED: [request],
  PROPOSED: [offer, shown],
  STANDBY: [offer, shown, {type: 'standby', at: 2_000, by: bo}],
  COUNTERED: [offer, shown, counter],
  ACCEPTED: [offer, shown, accept],
  RELEASED: [offer, shown, accept, release],
}

test('[HO1] the controller offers an open contact under its epoch, where policy permits', () => {
  has().when(offer).then({type: 'proposed', terms: TERMS, at: 0, by: anna})
  has()
    .when(seeing({permitted: false}, offer))
    .refused('no-agreement', {nation: 'DK'})
  has()
    .when(seeing({contactOpen: false}, offer))
    .refused('contact-closed')
  has()
    .when(seeing({custody: {controller: DE, epoch: 1}}, offer))
    .refused('controller-only')
  has()
    .when(seeing({custody: {controller: SE, epoch: 2}}, offer))
    .refused('stale-epoch', {epoch: 2})
  has().when(as(bo, offer)).refused('other-side', {nation: 'SE'})
  has().when(as(anna, request)).refused('other-side', {nation: 'DK'})
  has()
    .when({...offer, parties: {...parties, to: SE}} as HandoffCommand)
    .refused('choose-partner')
})

test('[HO2] a contact has one open handoff', () => {
  has()
    .when(seeing({openHandoff: 'handoff-0002' as HandoffId}, offer))
    .refused('handoff-open')
  has(offer)
    .when(seeing({openHandoff: HANDOFF}, offer))
    .refused('handoff-open', {status: 'PROPOSED'})
  has(request)
    .when(seeing({openHandoff: HANDOFF}, request))
    .refused('handoff-open', {status: 'REQUESTED'})
  has(request).when(notice).refused('handoff-open', {status: 'REQUESTED'})
})

test('[HO2] an offer or a request follows a notice; a notice is told anew', () => {
  has(notice).when(at(5_000, offer)).then({type: 'proposed'})
  has(notice).when(at(5_000, request)).then({type: 'requested'})
  has(notice).when(at(5_000, notice)).then({type: 'notified'})
  has(notice)
    .when({...offer, parties: {...parties, to: DE}} as HandoffCommand)
    .refused('handoff-open', {
      status: 'NOTIFIED',
    })
})

test('[HO2] an offer that answers a request goes on under its id', () => {
  const other = {...parties, id: 'handoff-0002' as HandoffId}
  const answer = {...with_({transfer: 'at-line'}), parties: other} as HandoffCommand
  has(request)
    .when(answer)
    .then({type: 'proposed', parties: {id: HANDOFF}, terms: {transfer: 'at-line'}})
})

test('[HO3] an offer that equals the open request grants it', () => {
  has(request).when(offer).then({type: 'accepted', terms: TERMS})
  has(request).when({type: 'grant', custody, at: 1, by: anna}).then({type: 'accepted', terms: TERMS})
  has(request).when({type: 'deny', code: 'CAPACITY', at: 1, by: anna}).then({type: 'rejected', code: 'CAPACITY'})
  has(request).when({type: 'withdraw', at: 1, by: bo}).then({type: 'cancelled'})
})

test('[HO4] an undelivered offer has failed after three times lam', () => {
  has(offer).when(fire('lam', 29_999)).then()
  has(offer).when(fire('lam', 30_000)).then({type: 'failed', timer: 'lam'})
  has(offer, shown).when(fire('lam', 30_000)).then()
})

test('[HO5] the time to answer starts at delivery and ends before the crossing', () => {
  has(offer, shown).is({delivered: true, deadline: {timer: 'reply', at: 121_000, length: 120_000}})
  has(seeing({crossingAt: 76_000}, offer), shown).is({deadline: {length: 60_000}})
  has(seeing({crossingAt: 20_000}, offer), shown).is({deadline: {length: 20_000}})
  expect(timersFor('drone', {timers: {reply: 1_000}}).reply).toBe(10_000)
  expect(timersFor('vessel', {timers: {reply: 1_000}}).reply).toBe(20_000)
  expect(timersFor('vehicle', {timers: {standby: 5_000}})).toMatchObject({reply: 90_000, standby: 5_000})
})

test('[HO6] an answer in the last moment counts, a later one does not', () => {
  has(offer, shown).when(at(121_000, accept)).then({type: 'accepted'})
  has(offer, shown).when(at(121_001, accept)).refused('too-late', {status: 'EXPIRED', holder: 'SE'})
  has(offer, shown, recall).when(at(3_000, accept)).refused('too-late', {status: 'CANCELLED', holder: 'SE'})
  has(...WAYS.RELEASED, assume)
    .when(at(5_000, recall))
    .refused('too-late', {status: 'COMPLETED', holder: 'DK'})
  has(offer).when(at(30_001, recall)).refused('too-late', {status: 'FAILED', holder: 'SE'})
})

test('[HO6] a round trip is allowed for, two seconds at most', () => {
  const far = {...offer, parties: {...parties, graceMs: 60_000}} as HandoffCommand
  has(far, shown).when(at(123_000, accept)).then({type: 'accepted'})
  has(far, shown).when(at(123_001, accept)).refused('too-late', {status: 'EXPIRED', holder: 'SE'})
  has(far, shown).when(fire('reply', 122_999)).then()
})

test.each([
  ['NOTIFIED', 'notify', 2_100_000, 'lapsed'],
  ['REQUESTED', 'reply', 120_000, 'expired'],
  ['PROPOSED', 'reply', 121_000, 'expired'],
  ['STANDBY', 'standby', 182_000, 'expired'],
  ['COUNTERED', 'counter', 122_000, 'expired'],
  ['ACCEPTED', 'hold', 902_000, 'lapsed'],
  ['RELEASED', 'assume', 63_000, 'expired'],
] as const)('[HO7] %s ends by its %s timer at %i: %s', (status, timer, due, type) => {
  has(...WAYS[status])
    .when(fire(timer, due - 1))
    .then()
  has(...WAYS[status])
    .when(fire(timer, due))
    .then({type, timer})
})

test('[HO7] a notice and an agreement last beyond the predicted crossing', () => {
  has(seeing({crossingAt: 600_000}, notice)).is({deadline: {at: 900_000}})
  has(seeing({crossingAt: 600_000}, offer), shown, accept).is({deadline: {at: 1_500_000}})
  has(notice).when({type: 'lapse', at: 1, by: nodeSE}).then({type: 'lapsed'})
  has(offer).when({type: 'lapse', at: 1, by: nodeSE}).then()
})

test('[HO8] a timer for another deadline, or of an older version, changes nothing', () => {
  has(offer, shown)
    .when(fire('reply', 121_000, 1))
    .then()
  has(offer, shown).when(fire('standby', 999_000)).then()
  has(offer, shown, fire('reply', 121_000)).when(fire('reply', 121_000)).then()
})

test.each([
  ['accept', 'PROPOSED', accept, anna],
  ['reject', 'PROPOSED', {type: 'reject', code: 'CAPACITY', at: 2_000, by: bo}, anna],
  ['standby', 'PROPOSED', {type: 'standby', at: 2_000, by: bo}, anna],
  ['counter', 'PROPOSED', counter, anna],
  ['recall', 'PROPOSED', recall, bo],
  ['accept-counter', 'COUNTERED', {type: 'accept-counter', custody, at: 3_000, by: anna}, bo],
  ['reject-counter', 'COUNTERED', {type: 'reject-counter', code: 'TERMS', at: 3_000, by: anna}, bo],
  ['repropose', 'COUNTERED', {type: 'repropose', terms: TERMS, at: 3_000, by: anna}, bo],
  ['grant', 'REQUESTED', {type: 'grant', custody, at: 2_000, by: anna}, bo],
  ['deny', 'REQUESTED', {type: 'deny', code: 'CAPACITY', at: 2_000, by: anna}, bo],
  ['withdraw', 'REQUESTED', {type: 'withdraw', at: 2_000, by: bo}, anna],
  ['release', 'ACCEPTED', release, bo],
  ['assume', 'RELEASED', assume, anna],
  ['refuse', 'RELEASED', {type: 'refuse', code: 'NO_ASSET', at: 4_000, by: bo}, anna],
] as readonly [string, keyof typeof WAYS, HandoffCommand, Actor][])(
  '[HO9] %s belongs to one side, and to its own status',
  (_name, status, command, wrongSide) => {
    expect(isRefusal(handoff.decide(has(...WAYS[status]).state, command))).toBe(false)
    const side = command.by.nation
    has(...WAYS[status])
      .when(as(wrongSide, command))
      .refused('other-side', {nation: side})
    has(...WAYS[status])
      .when(as(carl, command))
      .refused('other-side', {nation: side})
    const elsewhere = status === 'REQUESTED' ? 'PROPOSED' : 'REQUESTED'
    has(...WAYS[elsewhere])
      .when(command)
      .refused('not-now', {status: elsewhere})
    has().when(command).refused('not-found')
  },
)

test('[HO9] it is referred once and countered three times', () => {
  const refer: HandoffCommand = {type: 'standby', at: 2_000, by: bo}
  const again: HandoffCommand = {type: 'repropose', terms: TERMS, at: 2_000, by: anna}
  has(...WAYS.STANDBY)
    .when(refer)
    .refused('once-only')
  has(...WAYS.STANDBY)
    .when(accept)
    .then({type: 'accepted'})
  const rounds = [offer, counter, again, counter, again, counter, again]
  has(...rounds).is({rounds: 3, status: 'PROPOSED', delivered: false})
  has(...rounds)
    .when(counter)
    .refused('too-many-rounds', {rounds: 3})
})

test('[HO9] accepted counter terms are what holds', () => {
  has(...WAYS.COUNTERED).is({counter: {transfer: 'at-line'}})
  const agreed = has(...WAYS.COUNTERED, {type: 'accept-counter', custody, at: 3_000, by: anna})
  agreed.is({status: 'ACCEPTED', terms: {transfer: 'at-line'}})
})

test('[HO10] where the terms say so, only the commander of TO agrees', () => {
  const strict = with_({...TERMS, requiresCommander: true})
  has(strict, shown).when(accept).refused('commander-only')
  has(strict, shown).when(as(birgit, accept)).then({type: 'accepted'})
  has(offer)
    .when({...counter, terms: {...TERMS, requiresCommander: true}} as HandoffCommand)
    .refused('commander-only')
  has()
    .when({...request, terms: {...TERMS, requiresCommander: true}} as HandoffCommand)
    .refused('commander-only')
  const withdraw: HandoffCommand = {type: 'withdraw', at: 3_000, by: bo}
  has(...WAYS.ACCEPTED)
    .when(withdraw)
    .refused('commander-only')
  has(...WAYS.ACCEPTED)
    .when(as(birgit, withdraw))
    .then({type: 'cancelled'})
})

test('[HO11] on-accept: one key, one change of controller', () => {
  has(with_({transfer: 'on-accept'}), shown)
    .when(accept)
    .then({type: 'accepted'}, {type: 'released'}, {type: 'completed', controller: DK, epoch: 2})
})

test('[HO12] on-release: FROM lets go, TO takes; beyond the line TO need not wait', () => {
  has(...WAYS.ACCEPTED)
    .when(release)
    .then({type: 'released'})
  has(...WAYS.RELEASED)
    .when(assume)
    .then({type: 'completed', controller: DK, epoch: 2})
  has(...WAYS.ACCEPTED)
    .when(assume)
    .refused('not-released')
  has(...WAYS.ACCEPTED, crossed).is({status: 'ACCEPTED'})
  has(...WAYS.ACCEPTED, crossed)
    .when(assume)
    .then({type: 'completed'})
})

test('[HO13] at-line: the line releases', () => {
  const atLine = with_({transfer: 'at-line'})
  has(atLine, shown, accept).when(release).refused('not-at-line')
  has(atLine, shown, accept).when(crossed).then({type: 'crossed'}, {type: 'released'})
  has(atLine, shown, at(1_500, crossed)).when(accept).then({type: 'accepted'}, {type: 'released'})
  has(offer, crossed).when(crossed).then()
})

test('[HO14] nothing completes once control has moved', () => {
  const moved = {controller: DE, epoch: 1}
  has(...WAYS.RELEASED)
    .when({...assume, custody: moved} as HandoffCommand)
    .refused('stale-epoch', {epoch: 1})
  const later = {controller: SE, epoch: 3}
  has(...WAYS.RELEASED)
    .when({...assume, custody: later} as HandoffCommand)
    .refused('stale-epoch', {epoch: 3})
  has(offer, shown)
    .when({...accept, custody: later} as HandoffCommand)
    .refused('stale-epoch', {epoch: 3})
})

test.each(HANDOFF_OPEN.filter(status => status !== 'REQUESTED'))('[HO15] FROM takes back what is %s', status => {
  has(...WAYS[status])
    .when(at(5_000, recall))
    .then({type: status === 'NOTIFIED' ? 'lapsed' : 'cancelled'})
})

test('[HO16] an act on what was seen before a change is stale; a receipt changes nothing of it', () => {
  has(offer, shown)
    .when({...accept, expectedVersion: 1} as HandoffCommand)
    .then({type: 'accepted'})
  has(...WAYS.COUNTERED, {type: 'repropose', terms: TERMS, at: 2_000, by: anna})
    .when({...accept, expectedVersion: 2} as HandoffCommand)
    .refused('stale', {status: 'PROPOSED', version: 4})
  has(offer)
    .when({...accept, expectedVersion: 2} as HandoffCommand)
    .refused('stale', {status: 'PROPOSED', version: 1})
})

test.each(HANDOFF_OPEN)('[HO17] what ends the contact or the agreement ends what is %s', status => {
  const successor = 'SE-ABCDEFGHJK' as ContactId
  has(...WAYS[status])
    .when({type: 'supersede', successor, at: 5_000, by: nodeSE})
    .then({type: 'superseded', successor})
  const cease: HandoffCommand = {type: 'cease', code: 'AGREEMENT', at: 5_000, by: nodeSE}
  has(...WAYS[status])
    .when(cease)
    .then({type: 'cancelled', code: 'AGREEMENT'})
  has(...WAYS[status], cease).is({status: 'CANCELLED', reason: {code: 'AGREEMENT'}})
})

test('[HO18] what has ended never changes', () => {
  const ended = has(...WAYS.RELEASED, assume)
  for (const command of [crossed, shown, fire('assume', 999_999)]) ended.when(command).then()
  ended.when({type: 'supersede', at: 5_000, by: nodeSE}).then()
  ended.when(offer).refused('too-late', {status: 'COMPLETED', holder: 'DK'})
})

test('[HO19] a copy follows its home and decides nothing', () => {
  const home = has(offer, shown).state
  if (home.status === 'NONE') throw new Error('no handoff')
  const copy: HandoffCommand = {type: 'copy', copy: home, at: 1_100, by: bo}
  const held = has(copy)
  held.is({copy: true, version: 2, status: 'PROPOSED'})
  held.when(copy).then()
  held.when({...copy, copy: {...home, version: 3}}).then({type: 'copied', copy: {version: 3, copy: true}})
  held.when(accept).refused('not-home', {nation: 'SE'})
  expect(timersOf(held.state)).toEqual([])
  has(offer).when(copy).refused('not-home', {nation: 'SE'})
})

test.each(HANDOFF_OPEN)('[HO20] %s has a timer', status => {
  const {state} = has(...WAYS[status])
  expect([state.status, timersOf(state).length]).toEqual([status satisfies HandoffStatus, 1])
})

test('[HO21] an answer shows that the offer was delivered', () => {
  has(offer).when(accept).then({type: 'delivered'}, {type: 'accepted'})
  has(offer)
    .when({...shown, seen: true} as HandoffCommand)
    .then({type: 'delivered'}, {type: 'seen'})
})

test('a state and its events survive being stored', () => {
  const events: readonly HandoffEvent[] = after(handoff, ...WAYS.RELEASED, assume)
  const stored = JSON.parse(JSON.stringify(events)) as readonly HandoffEvent[]
  const again = stored.reduce<HandoffState>((state, event) => handoff.evolve(state, event), handoff.initial)
  expect(again).toEqual(given(handoff)(...events).state)
})
