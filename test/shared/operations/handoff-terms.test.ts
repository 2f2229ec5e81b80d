import {expect, test} from 'vitest'
import type {AgreementId, ContactId, HandoffId, PostId} from '../../../shared/base/id.ts'
import {
  handoff,
  type HandoffCommand,
  type OpeningFacts,
  timersFor,
  timersOf,
} from '../../../shared/operations/handoff.ts'
import type {Terms} from '../../../shared/operations/handoff-state.ts'
import {after, given} from '../../support/given.ts'
import {anna, astrid, birgit, bo, CONTACT, DK, HANDOFF, nodeSE, SE} from './people.ts'

const parties = {
  ...({id: HANDOFF, world: 'simulated', contact: CONTACT, object: 'vessel', from: SE, to: DK, epoch: 1} as const),
  ...{why: 'crossing', agreement: 'SE-DK' as AgreementId, timers: timersFor('vessel'), graceMs: 0},
}
const custody = {controller: SE, epoch: 1}
const facts: OpeningFacts = {custody, contactOpen: true, permitted: true}
const subject = {label: 'SE-K7QF', fields: ['position'], withheld: []}
const call = {who: 'Vagthavende', callback: '+45 1234', readBack: 'taken at the line'}
const offer = (terms: Terms = {transfer: 'on-release'}): HandoffCommand => ({
  ...{type: 'propose', parties, terms, subject, facts, at: 0, by: anna},
})
const shown = (time = 1_000): HandoffCommand => ({type: 'presented', seen: false, at: time, by: nodeSE})
const accept = (time = 2_000): HandoffCommand => ({type: 'accept', custody, at: time, by: bo})
const revise = (terms: Terms, time = 3_000): HandoffCommand => ({type: 'repropose', terms, at: time, by: anna})
const crossed = (time: number): HandoffCommand => ({type: 'crossed', at: time, by: nodeSE})
const has = (...commands: HandoffCommand[]) => given(handoff)(...after(handoff, ...commands))
const agreed = [offer(), shown(), accept()]
const later: Terms = {transfer: 'on-release', afterS: 60}

test('[HO22] other terms for what is agreed leave it standing: refused, late or undelivered they are gone, and its time runs on', () => {
  const asked = [...agreed, revise(later)]
  has(...asked).is({status: 'PROPOSED', delivered: false, terms: later, standing: {terms: {transfer: 'on-release'}}})
  has(...asked, shown(4_000))
    .when({type: 'reject', code: 'TERMS', at: 5_000, by: bo})
    .then({type: 'reverted', code: 'TERMS'})
  has(...asked)
    .when({type: 'timer', timer: 'lam', version: 99, at: 33_000, by: nodeSE})
    .then({type: 'reverted', timer: 'lam'})
  has(...asked)
    .when({type: 'timer', timer: 'hold', version: 99, at: 2_000 + 15 * 60_000, by: nodeSE})
    .then({type: 'lapsed', timer: 'hold'})
  has(...asked, shown(4_000), accept(5_000)).is({status: 'ACCEPTED', terms: later, standing: undefined})
})

test('[HO23] while it stands it is acted on as agreed: released, assumed beyond the line, released at the line', () => {
  const asked = [...agreed, revise(later)]
  has(...asked)
    .when({type: 'release', at: 4_000, by: anna})
    .then({type: 'reverted'}, {type: 'released'})
  has(...asked, crossed(4_000))
    .when({type: 'assume', custody, at: 5_000, by: bo})
    .then({type: 'reverted'}, {type: 'completed', epoch: 2})
  has(offer({transfer: 'at-line'}), shown(), accept(), revise(later))
    .when(crossed(4_000))
    .then({type: 'crossed'}, {type: 'reverted'}, {type: 'released'})
})

test('[HO24] every state under revision has the offer’s timer and that of what stands', () => {
  has(...agreed, revise(later)).is({deadline: {timer: 'lam'}, standing: {deadline: {timer: 'hold'}}})
})

test('[HO25] terms that name a place or a time are released there and then, and not before', () => {
  const release = (time: number): HandoffCommand => ({type: 'release', at: time, by: anna})
  has(offer(later), shown(), accept()).when(release(10_000)).refused('not-yet', {seconds: 52})
  has(offer(later), shown(), accept()).when(release(62_000)).then({type: 'released'})
  const point: Terms = {transfer: 'on-release', point: {lon: 12, lat: 56}}
  has(offer(point), shown(), accept()).when(release(3_000)).refused('not-at-point')
  has(offer(point), shown(), accept(), {type: 'reached', at: 3_000, by: nodeSE})
    .when(release(4_000))
    .then({type: 'released'})
  has(offer({transfer: 'on-accept', afterS: 60}), shown())
    .when(accept())
    .then({type: 'accepted'})
})

const place = {lon: 12, lat: 56}
const reached: HandoffCommand = {type: 'reached', at: 3_000, by: nodeSE}
const time = (at: number): HandoffCommand => ({type: 'timer', timer: 'release', version: 99, at, by: nodeSE})
const onceAgreed = (terms: Terms) => has(offer(terms), shown(), accept())

test('[HO34] with automatic release it comes when the object is at the place, when the time comes, else at the line', () => {
  const automatic: Terms = {transfer: 'on-release', autoRelease: true}
  onceAgreed({...automatic, point: place})
    .when(reached)
    .then({type: 'reached'}, {type: 'released'})
  onceAgreed({...automatic, point: place})
    .when(crossed(3_000))
    .then({type: 'crossed'}, {type: 'released'})
  onceAgreed({...automatic, afterS: 60})
    .when(time(62_000))
    .then({type: 'released'})
  onceAgreed({...automatic, afterS: 60})
    .when(time(61_999))
    .then()
  onceAgreed({...automatic, afterS: 60})
    .when(crossed(3_000))
    .then({type: 'crossed'})
  onceAgreed(automatic).when(crossed(3_000)).then({type: 'crossed'}, {type: 'released'})
})

test('[HO34] a line or a place with a time waits for both, whichever comes first', () => {
  const both: Terms = {transfer: 'at-line', afterS: 60}
  onceAgreed(both).when(crossed(3_000)).then({type: 'crossed'})
  has(offer(both), shown(), accept(), crossed(3_000)).when(time(62_000)).then({type: 'released'})
  onceAgreed(both).when(time(62_000)).then()
  const there: Terms = {transfer: 'on-release', autoRelease: true, point: place, afterS: 60}
  onceAgreed(there)
    .when({...reached, at: 70_000} as HandoffCommand)
    .then({type: 'reached'}, {type: 'released'})
})

test('[HO34] what has come already is released with the acceptance; having been at another place does not count', () => {
  const terms: Terms = {transfer: 'on-release', autoRelease: true, point: place}
  has(offer(terms), shown(), {...reached, at: 1_500} as HandoffCommand)
    .when(accept())
    .then({type: 'accepted'}, {type: 'released'})
  const elsewhere: Terms = {...terms, point: {lon: 13, lat: 56}}
  has(offer(terms), shown(), {...reached, at: 1_500} as HandoffCommand, {
    ...{type: 'counter', terms: elsewhere, at: 2_000, by: bo},
  })
    .when({type: 'accept-counter', custody, at: 3_000, by: anna})
    .then({type: 'accepted', terms: elsewhere})
})

test('[HO35] left to people, the release is said to be due once, also while other terms are asked for', () => {
  const terms: Terms = {transfer: 'on-accept', afterS: 60}
  onceAgreed(terms).when(time(62_000)).then({type: 'release-due'})
  has(offer(terms), shown(), accept(), time(62_000)).is({status: 'ACCEPTED', releaseDue: true})
  has(offer(terms), shown(), accept(), time(62_000)).when(time(63_000)).then()
  has(offer({...terms, afterS: 10}), shown(), accept(), revise({transfer: 'on-release'}))
    .when(time(12_000))
    .then({type: 'release-due'})
  has(offer(terms), shown(), accept(), time(62_000), {type: 'release', at: 63_000, by: anna}).is({
    status: 'RELEASED',
    releaseDue: undefined,
  })
})

test('[HO36] the time has its own timer, and what waits for it is held until after it', () => {
  const timers = (...commands: HandoffCommand[]) => {
    const state = after(handoff, ...commands).reduce((file, event) => handoff.evolve(file, event), handoff.initial)
    return timersOf(state).map(({timer, dueAt}) => [timer, dueAt])
  }
  const terms: Terms = {transfer: 'on-release', afterS: 3_600}
  const held = 2_000 + 3_600_000
  expect(timers(offer(terms), shown(), accept())).toEqual([
    ['hold', held + 900_000],
    ['release', held],
  ])
  expect(timers(offer(terms), shown(), accept(), time(held))).toEqual([['hold', held + 900_000]])
  expect(timers(offer({...terms, point: place}), shown(), accept())).toEqual([['hold', held + 900_000]])
  expect(timers(offer({...terms, point: place}), shown(), accept(), reached)).toHaveLength(2)
})

test('[HO26] fewer functions pass only by a counter that FROM accepts, and custody always passes', () => {
  const part: Terms = {transfer: 'on-release', functions: ['custody', 'case']}
  has().when(offer(part)).refused('functions-by-counter')
  has(offer(), shown()).when(revise(part)).refused('functions-by-counter')
  has(offer(), shown())
    .when({type: 'counter', terms: {transfer: 'on-release', functions: ['tasking']}, at: 2_000, by: bo})
    .refused('custody-goes-first')
  has(offer(), shown(), {type: 'counter', terms: part, at: 2_000, by: bo})
    .when({type: 'accept-counter', custody, at: 3_000, by: anna})
    .then({type: 'accepted', terms: part})
})

test('[HO27] what meets the standard conditions is accepted with its delivery; nothing else is', () => {
  const standard = {agreement: 'SE-DK' as AgreementId, title: '§ 4.2'}
  const seen: HandoffCommand = {type: 'presented', seen: false, standard, custody, at: 1_000, by: nodeSE}
  has(offer()).when(seen).then({type: 'delivered'}, {type: 'accepted', automatic: standard})
  has(offer({transfer: 'on-accept'}))
    .when(seen)
    .then({type: 'delivered'}, {type: 'accepted'}, {type: 'released'}, {type: 'completed'})
  has(offer(), shown())
    .when({...seen, at: 2_000} as HandoffCommand)
    .then()
})

test('[HO28] FROM’s commander writes down an acceptance by telephone; TO confirms it, and what passes at once passes then', () => {
  const spoken = (by: typeof anna): HandoffCommand => ({type: 'verbal-accept', ...call, at: 1_000, by})
  has(offer()).when(spoken(anna)).refused('commander-only')
  has(offer()).when(spoken(birgit)).refused('other-side', {nation: 'SE'})
  has(offer({transfer: 'on-accept'}), spoken(astrid)).is({status: 'ACCEPTED', verbal: {isConfirmed: false}})
  has(offer({transfer: 'on-accept'}), spoken(astrid))
    .when({type: 'confirm', custody, at: 2_000, by: bo})
    .then({type: 'confirmed'}, {type: 'released'}, {type: 'completed'})
  has(...agreed)
    .when({type: 'confirm', custody, at: 3_000, by: bo})
    .refused('nothing-to-confirm')
})

test('[HO29] control passes by voice only while the link is down, recorded by one person and countersigned by the commander, another', () => {
  const released = [...agreed, {type: 'release', at: 3_000, by: anna} as HandoffCommand]
  const said = (by: typeof anna, isLinkDown = true): HandoffCommand => ({
    ...{type: 'verbal-assume', ...call, isLinkDown, at: 4_000, by},
  })
  const sign = (by: typeof anna, isLinkDown = true): HandoffCommand => ({
    ...{type: 'countersign', custody, isLinkDown, code: 'K7QF3M2ABC', at: 5_000, by},
  })
  has(...released)
    .when(said(anna, false))
    .refused('link-is-up', {nation: 'DK'})
  has(...agreed)
    .when(said(anna))
    .refused('not-now', {status: 'ACCEPTED'})
  has(...released)
    .when(sign(astrid))
    .refused('nothing-to-confirm')
  has(...released, said(astrid))
    .when(sign(astrid))
    .refused('another-person')
  has(...released, said(anna))
    .when(sign(anna))
    .refused('commander-only')
  has(...released, said(anna))
    .when(sign(astrid, false))
    .refused('link-is-up', {nation: 'DK'})
  has(...released, said(anna))
    .when(sign(astrid))
    .then({type: 'countersigned'}, {type: 'completed', epoch: 2})
})

test('[HO30] a takeover is TO’s commander’s, inside TO’s territory only; it ends what is open between the two', () => {
  const take = (by: typeof anna, mayTake = true): HandoffCommand => ({
    ...{type: 'take', form: 'takeover', reason: 'boarding', parties, terms: {transfer: 'on-accept'}, subject},
    ...{facts: {...facts, mayTake}, at: 9_000, by},
  })
  has().when(take(bo)).refused('commander-only')
  has().when(take(astrid)).refused('other-side', {nation: 'DK'})
  has().when(take(birgit, false)).refused('not-in-territory', {nation: 'SE'})
  has().when(take(birgit)).then({type: 'taken'}, {type: 'completed', controller: 'DK', epoch: 2})
  has(...agreed, take(birgit)).is({status: 'COMPLETED', form: 'takeover'})
  has(...agreed, {type: 'recall', at: 3_000, by: anna})
    .when(take(birgit))
    .refused('too-late', {status: 'CANCELLED', holder: 'SE'})
})

test('[HO31] between posts of one nation the post counts: a commander offers for any, only the other post answers', () => {
  const posts = {
    ...parties,
    to: SE,
    fromPost: 'SE-01' as PostId,
    toPost: 'SE-02' as PostId,
    id: 'handoff-0009' as HandoffId,
  }
  const between = (by: typeof anna): HandoffCommand => ({
    ...{type: 'propose', parties: posts, terms: {transfer: 'on-accept'}, subject, facts, at: 0, by},
  })
  const cilla = {...anna, post: 'SE-02' as PostId}
  has().when(between(cilla)).refused('other-post', {post: 'SE-01'})
  has().when(between(astrid)).then({type: 'proposed'})
  has(between(anna)).when({type: 'accept', custody, at: 1, by: anna}).refused('other-post', {post: 'SE-02'})
  has(between(anna), {type: 'accept', custody, at: 1, by: cilla}).is({status: 'COMPLETED'})
})

test('[HO32] two designators merge with the acceptance, whatever the transfer; a merge has no terms to counter', () => {
  const merge = {...parties, form: 'merge', successor: 'DK-0000000000' as ContactId} as const
  const proposed: HandoffCommand = {...offer(), parties: merge} as HandoffCommand
  has(proposed, shown()).when(accept()).then({type: 'accepted'}, {type: 'released'}, {type: 'completed'})
  has(proposed, shown()).when({type: 'counter', terms: later, at: 2_000, by: bo}).refused('merge-has-no-terms')
})

test('[HO33] an offer made later than was agreed says so; one that turns away says so, and nobody recalls it but people', () => {
  const soon = {...offer(), facts: {...facts, crossingAt: 300_000}} as HandoffCommand
  has(soon).is({shortNotice: true})
  has({...offer(), facts: {...facts, crossingAt: 900_000}} as HandoffCommand).is({shortNotice: false})
  has(soon, shown(), {type: 'turned', back: true, at: 2_000, by: nodeSE}).is({status: 'PROPOSED', turnedBack: true})
})

test('[HO5] an urgent offer halves the time to answer, never below what it takes to read', () => {
  expect(timersFor('vessel', {}, true).reply).toBe(60_000)
  expect(timersFor('drone', {}, true).reply).toBe(15_000)
  expect(timersFor('drone', {timersOf: {air: {reply: 12_000}}}, true).reply).toBe(10_000)
  expect(timersOf(handoff.initial)).toEqual([])
})
