import i18next, {type TFunction} from 'i18next'
import {beforeAll, expect, test} from 'vitest'
import type {ContactId, HandoffId, NationCode, PostId, TrackId} from '../../../shared/base/id.ts'
import type {ContactThing, DueThing, HandoffThing, PointOutThing} from '../../../shared/protocol/things.ts'
import {en} from '../../../client/locales/en.ts'
import {dueList, NO_THINGS} from '../../../client/state/things.ts'
import {chainOf} from '../../../client/panels/custody-chain.ts'
import {
  againOf,
  callFor,
  countersignOf,
  custodyActOf,
  giveBackOf,
  type Looking,
  mayCounter,
  mayEnterCode,
  mayRepudiate,
  mayRevise,
  refusedCustody,
} from '../../../client/panels/handoff-abilities.ts'
import {handoffBadges} from '../../../client/panels/handoff-badges.ts'
import {byConvoy, handoffRows} from '../../../client/panels/handoff-rows.ts'
import {comparedTerms, conditionsOf, termsDifference} from '../../../client/panels/handoff-terms.ts'
import {commandOf} from '../../../client/panels/forms.ts'
import {pointOutsInSight} from '../../../client/panels/point-outs.ts'
import {queueCommand} from '../../../client/panels/queue-forms.ts'
import {dueForm, refusedTakeOver, termsForm, voiceForm} from '../../../client/panels/queue-openings.ts'
import {contactId, DK, handoffOf, NOW, SE} from './samples.ts'

const DE = 'DE' as NationCode
const makeId = () => 'new-id-00'
const looking = (part: Partial<Looking> = {}): Looking => ({
  nation: SE,
  role: 'operator',
  isLinkDown: false,
  now: NOW,
  ...part,
})
let t: TFunction

beforeAll(async () => {
  t = await i18next.createInstance().init({lng: 'en', resources: {en: {translation: en}}})
})

function due(part: Partial<DueThing> = {}): DueThing {
  const told = {allowed: true, fields: ['position'], withheld: ['name'], historyS: 0}
  return {
    kind: 'due',
    id: 'track-7',
    version: 1,
    world: 'simulated',
    track: 7 as TrackId,
    object: 'vessel',
    from: SE,
    to: DK,
    line: {id: 'SE-DK', kind: 'sea'},
    place: {lon: 12.9, lat: 55.3},
    probability: 0.9,
    crossingAt: NOW + 600_000,
    spreadMs: 20_000,
    others: [],
    stage: 1,
    status: 'due',
    shortNotice: false,
    notice: told,
    offer: told,
    ...part,
  }
}

function opening(thing: DueThing) {
  return {
    things: {...NO_THINGS, due: new Map([[thing.id, thing]])},
    selection: {selected: undefined, track: undefined, hovered: undefined},
    focus: {list: 'due' as const, id: thing.id},
    card: undefined,
    label: undefined,
  }
}

function contact(part: Partial<ContactThing['custody']> = {}, more: Partial<ContactThing> = {}): ContactThing {
  const custody = {controller: DK, epoch: 1, available: false, contested: false, since: NOW, ...part}
  return {
    kind: 'contact',
    id: contactId,
    openedAt: NOW - 9_000,
    assessments: [],
    contests: [],
    custody,
    ...more,
  } as unknown as ContactThing
}

test('two keys: H drafts a notice while there is time and an offer when there is not, Enter sends what was drafted', () => {
  const early = dueForm(opening(due()))
  expect(early).toEqual({type: 'due', due: 'track-7', subject: {track: 7}, to: DK, act: 'notify'})
  expect(queueCommand(early as never, makeId)).toEqual({
    type: 'handoff.notify',
    handoff: 'new-id-00',
    subject: {track: 7},
    to: DK,
    why: 'heads-your-way',
  })
  expect(dueForm(opening(due({stage: 2})))).toMatchObject({act: 'propose'})
  expect(dueForm(opening(due({status: 'notified', contact: contactId})))).toMatchObject({
    act: 'propose',
    subject: {contact: contactId},
  })
  expect(dueForm(opening(due({status: 'proposed'})))).toBe('handoff-open')
})

test('the due list stands by time, what turned back first; what comes this way is not on it', () => {
  const all = [
    due({id: 'late', crossingAt: NOW + 9}),
    due({id: 'soon', crossingAt: NOW + 1}),
    due({id: 'back', crossingAt: NOW + 99, status: 'turned-back'}),
    due({id: 'theirs', status: 'expected'}),
  ]
  const state = {...NO_THINGS, due: new Map(all.map(one => [one.id, one]))}
  expect(dueList(state).map(one => one.id)).toEqual(['back', 'soon', 'late'])
})

test('a counter lies beside the offer, condition by condition, and only where the two differ', () => {
  const handoff = handoffOf({
    id: 'handoff-1',
    status: 'COUNTERED',
    rounds: 1,
    terms: {transfer: 'on-accept'},
    counter: {transfer: 'at-line', functions: ['custody'], note: 'no boarding'},
  })
  const compared = comparedTerms(handoff)
  expect(compared && termsDifference(t, compared.before, compared.after)).toEqual([
    {field: 'transfer', before: t('transfer.on-accept'), after: t('transfer.at-line')},
    {field: 'functions', before: 'everything', after: 'control'},
    {field: 'note', before: 'none', after: 'no boarding'},
  ])
  expect(comparedTerms(handoffOf({id: 'handoff-1'}))).toBe(undefined)
  const revised = handoffOf({id: 'handoff-1', terms: {transfer: 'at-line'}, previous: {transfer: 'on-accept'}})
  expect(comparedTerms(revised)).toEqual({before: {transfer: 'on-accept'}, after: {transfer: 'at-line'}})
  expect(conditionsOf(t, {transfer: 'on-accept', afterS: 600})).toEqual([
    {field: 'afterS', text: '10 min after acceptance'},
  ])
})

test('TO counters three times at most; FROM changes its own terms, and answers a counter from the counter', () => {
  const offer = handoffOf({id: 'handoff-1'})
  expect([mayCounter(offer, looking()), mayCounter(offer, looking({nation: DK}))]).toEqual([true, false])
  expect(mayCounter(handoffOf({id: 'handoff-1', rounds: 3}), looking())).toBe(false)
  expect([mayRevise(offer, looking()), mayRevise(offer, looking({nation: DK}))]).toEqual([false, true])
  const countered = handoffOf({id: 'handoff-1', status: 'COUNTERED', counter: {transfer: 'at-line'}})
  const form = termsForm(countered, looking({nation: DK}))
  expect(form).toMatchObject({type: 'terms', act: 'repropose', terms: {transfer: 'at-line'}})
  expect(queueCommand(form as never, makeId)).toEqual({
    type: 'handoff.repropose',
    handoff: 'handoff-1',
    expectedVersion: 1,
    terms: {transfer: 'at-line'},
  })
})

test('by telephone: the commander of FROM an acceptance; with the link down an operator the assumption, a commander countersigns', () => {
  const offer = handoffOf({id: 'handoff-1', from: SE, to: DK})
  expect(callFor(offer, looking())).toBe(undefined)
  expect(callFor(offer, looking({role: 'commander'}))).toBe('accept')
  const released = handoffOf({id: 'handoff-1', from: SE, to: DK, status: 'RELEASED'})
  expect([callFor(released, looking()), callFor(released, looking({isLinkDown: true}))]).toEqual([undefined, 'assume'])

  const form = voiceForm(released, looking({isLinkDown: true}))
  expect(queueCommand(form as never, makeId)).toBe('write-call')
  expect(
    queueCommand({...(form as object), who: 'Mads', callback: '+4511', readBack: 'taken'} as never, makeId),
  ).toMatchObject({
    type: 'handoff.verbal-assume',
    who: 'Mads',
  })
  const call = {who: 'Mads', callback: '+4511', readBack: 'taken', at: NOW, by: {nation: SE, role: 'operator' as const}}
  const recorded = {...released, verbal: {assume: call, isConfirmed: false}}
  expect(countersignOf(recorded, looking())).toBe(undefined)
  expect(countersignOf(recorded, looking({role: 'commander'}))).toMatchObject({type: 'handoff.countersign'})

  const theirs = handoffOf({id: 'handoff-1', status: 'RELEASED'})
  expect(mayEnterCode(theirs, looking({role: 'commander', isLinkDown: true}))).toBe(true)
  expect(mayEnterCode(theirs, looking({role: 'operator', isLinkDown: true}))).toBe(false)
  const done = {...theirs, status: 'COMPLETED' as const, verbal: {isConfirmed: false, repudiateBy: NOW + 1}}
  expect([mayRepudiate(done, looking({role: 'commander'})), mayRepudiate(done, looking())]).toEqual([true, false])
  expect(mayRepudiate(done, looking({role: 'commander', now: NOW + 2}))).toBe(false)
})

test('what was accepted within ten seconds goes straight back; later nothing does', () => {
  const by = {nation: SE, role: 'operator' as const}
  const taken = handoffOf({id: 'handoff-1', status: 'COMPLETED', steps: [{status: 'COMPLETED', at: NOW - 4_000, by}]})
  expect(giveBackOf([taken], looking(), makeId)).toEqual({
    type: 'handoff.propose',
    handoff: 'new-id-00',
    subject: {contact: contactId},
    to: DK,
    toPost: 'DK-01',
    terms: {transfer: 'on-accept'},
    why: 'taken-by-mistake',
  })
  expect(giveBackOf([taken], looking({now: NOW + 7_000}), makeId)).toBe(undefined)
  expect(giveBackOf([taken], looking({nation: DK}), makeId)).toBe(undefined)
})

test('an offer without an answer is made again, to the same post or to another', () => {
  const expired = handoffOf({id: 'handoff-1', from: SE, to: DK, status: 'EXPIRED', toPost: 'DK-01' as PostId})
  expect(againOf(expired, 'new-id-00')).toMatchObject({
    type: 'handoff.propose',
    toPost: 'DK-01',
    subject: {contact: contactId},
  })
  expect(againOf(expired, 'new-id-00', 'DK-02' as PostId)).toMatchObject({toPost: 'DK-02'})
})

test('custody: the own commander lets go or keeps, another nation’s claims what is free; who may not is told why', () => {
  const commander = looking({role: 'commander'})
  const ours = contact({controller: SE})
  expect([custodyActOf(ours, commander), refusedCustody('relinquish', ours, commander)]).toEqual([
    'relinquish',
    undefined,
  ])
  expect(refusedCustody('relinquish', ours, looking())).toBe('commander-only')
  expect(custodyActOf(contact({controller: SE, available: true}), commander)).toBe('keep')
  expect(refusedCustody('claim', contact(), commander)).toBe('not-available')
  expect(refusedCustody('claim', contact({available: true}), commander)).toBe(undefined)
  expect(refusedCustody('claim', contact({unattended: true}), commander)).toBe(undefined)
})

test('takeover: a commander’s, where the node says that it lies in the own territory; else why not', () => {
  const commander = {nation: SE, role: 'commander'} as const
  const card = (takeOver: {allowed: boolean; why?: string}) => ({takeOver}) as never
  expect(refusedTakeOver(contact(), card({allowed: true}), commander)).toBe(undefined)
  expect(refusedTakeOver(contact(), card({allowed: true}), {nation: SE, role: 'operator'})).toBe('commander-only')
  expect(refusedTakeOver(contact(), card({allowed: false, why: 'territory-disputed'}), commander)).toBe(
    'territory-disputed',
  )
  expect(refusedTakeOver(contact(), undefined, commander)).toBe('not-in-territory')
  expect(refusedTakeOver(contact({controller: SE}), card({allowed: true}), commander)).toBe('already-yours')
})

test('crossed without acceptance: out of area for who has it, unco-ordinated entry for whose area it is', () => {
  const crossed = handoffOf({id: 'handoff-1', crossed: true})
  const codes = (handoff: HandoffThing, nation: NationCode) => handoffBadges(handoff, nation).map(({code}) => code)
  expect([codes(crossed, DK), codes(crossed, SE)]).toEqual([['outOfArea'], ['uncoordinated']])
  expect(codes({...crossed, status: 'ACCEPTED'}, DK)).toEqual([])
  expect(codes(handoffOf({id: 'handoff-1', shortNotice: true, turnedBack: true}), DK)).toEqual([
    'turnedBack',
    'shortNotice',
  ])
})

test('a convoy is one group where its first offer stands; with contacts that go along one command makes it', () => {
  const all = ['a', 'b', 'c'].map((id, index) =>
    handoffOf({id: `handoff-${id}`, ...(index === 1 ? {} : {convoy: 'convoy-01'})}),
  )
  const {incoming} = handoffRows(all, {nation: SE, now: NOW, noticed: new Set()})
  expect(byConvoy(incoming).map(({convoy, members}) => [convoy, members.length])).toEqual([
    ['convoy-01', 2],
    [undefined, 1],
  ])
  const form = {
    type: 'handoff',
    subject: {track: 7 as TrackId},
    to: DK,
    toPost: undefined,
    transfer: 'on-accept',
    why: 'heads-your-way',
    along: ['SE-AAAAAAAAAA' as ContactId],
    withhold: ['name'],
  } as const
  expect(commandOf(form, {makeId, contact: undefined, hasBasis: () => true})).toEqual({
    type: 'convoy.propose',
    convoy: 'new-id-00',
    members: [
      {handoff: 'new-id-00', subject: {track: 7}},
      {handoff: 'new-id-00', subject: {contact: 'SE-AAAAAAAAAA'}},
    ],
    to: DK,
    terms: {transfer: 'on-accept', withhold: ['name']},
    why: 'heads-your-way',
  })
})

test('three nations: the chain tells through whose hands it went, and that others passed it on', () => {
  const by = {nation: SE, role: 'operator' as const}
  const first = handoffOf({
    id: 'handoff-1',
    from: SE,
    to: DK,
    status: 'COMPLETED',
    steps: [{status: 'COMPLETED', at: NOW - 5_000, by}],
  })
  const file = contact({controller: DE, since: NOW - 1_000})
  expect(chainOf(file, [first])).toEqual([
    {at: NOW - 9_000, from: undefined, to: SE, how: 'opened'},
    {at: NOW - 5_000, from: SE, to: DK, how: 'transfer'},
    {at: NOW - 1_000, from: DK, to: DE, how: 'elsewhere'},
  ])
  expect(chainOf(contact({controller: SE}), [])).toEqual([])
})

test('an answered point-out stays in sight for a minute, one that waits stands first', () => {
  const by = {nation: SE, role: 'operator' as const}
  const one = (id: string, status: PointOutThing['status'], at: number) =>
    ({id, status, steps: [{status, at, by}]}) as unknown as PointOutThing
  const all = [
    one('old', 'UNABLE', NOW - 61_000),
    one('new', 'APPROVED', NOW - 1_000),
    one('waits', 'OFFERED', NOW - 90_000),
  ]
  const seen = (noticed: string[]) => pointOutsInSight(all, {now: NOW, noticed: new Set(noticed)}).map(({id}) => id)
  expect(seen([])).toEqual(['waits', 'new'])
  expect(seen(['new'])).toEqual(['waits'])
})

test('the code is sent as typed, and an empty reason is asked for', () => {
  const on = {handoff: 'handoff-1' as HandoffId}
  expect(queueCommand({type: 'code', ...on, code: ' ABCDEFGHIJ '}, makeId)).toEqual({
    type: 'handoff.enter-code',
    ...on,
    code: 'ABCDEFGHIJ',
  })
  expect(queueCommand({type: 'repudiate', ...on, text: ' '}, makeId)).toBe('write-reason')
  expect(queueCommand({type: 'take-over', contact: contactId, text: ''}, makeId)).toBe('write-reason')
})
