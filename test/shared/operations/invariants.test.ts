import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Actor} from '../../../shared/operations/actor.ts'
import {contact, controls, type ContactState, type Grant} from '../../../shared/operations/contact.ts'
import {type Decider, isRefusal} from '../../../shared/operations/decider.ts'
import {
  handoff,
  type HandoffCommand,
  type HandoffEvent,
  type HandoffState,
  isEnded,
  timersFor,
  timersOf,
} from '../../../shared/operations/handoff.ts'
import {TRACK, twoNations} from '../../server/operations/two-nations.ts'
import {anna, birgit, CONTACT, DK, HANDOFF, nodeDK, nodeSE, SE} from './people.ts'

const parties = {
  ...({id: HANDOFF, world: 'simulated', contact: CONTACT, object: 'vessel', from: SE, to: DK, epoch: 1} as const),
  ...{why: 'crossing', timers: timersFor('vessel'), graceMs: 0},
}
const about = {object: 'vessel', identity: 'unidentified', title: ''} as const
const subject = {label: 'SE-K7QF', fields: [], withheld: []}

/** An act of somebody, a timer, or the arrival of the n-th message that FROM has sent: late, twice, in any order. */
type Step = {
  readonly act: string
  readonly who: Actor
  readonly wait: number
  readonly saw: number
  readonly transfer: 'on-accept' | 'at-line' | 'on-release'
}

const ACTS = [
  ...['notify', 'propose', 'request', 'accept', 'reject', 'standby', 'counter', 'accept-counter', 'reject-counter'],
  ...[
    'repropose',
    'grant',
    'deny',
    'withdraw',
    'release',
    'assume',
    'refuse',
    'recall',
    'presented',
    'crossed',
    'lapse',
  ],
  ...['supersede', 'cease', 'timer', 'deliver', 'deliver'],
  // What goes forward comes more often, so that many sequences get to the end.
  ...['propose', 'accept', 'release', 'assume', 'deliver'].flatMap(act => [act, act, act, act, act, act, act, act]),
]
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...ACTS),
  who: fc.constantFrom(anna, birgit),
  wait: fc.constantFrom(0, 0, 0, 0, 500, 500, 500, 500, 500, 15_000, 200_000),
  saw: fc.nat(20),
  transfer: fc.constantFrom('on-accept', 'at-line', 'on-release'),
})

function commandOf(one: Step, now: number, fromFile: ContactState, state: HandoffState): HandoffCommand | undefined {
  if (fromFile.status === 'NONE') return undefined
  const stamp = {at: now, by: one.who}
  const custody = fromFile.custody
  const terms = {transfer: one.transfer}
  const expectedVersion = one.saw > 8 ? undefined : one.saw
  const facts = {custody, contactOpen: fromFile.status === 'OPEN', permitted: true}
  switch (one.act) {
    case 'notify':
    case 'propose':
    case 'request':
      return {type: one.act, parties, terms, subject, facts, ...stamp}
    case 'accept':
    case 'accept-counter':
    case 'grant':
    case 'assume':
      return {type: one.act, custody, expectedVersion, ...stamp}
    case 'counter':
    case 'repropose':
      return {type: one.act, terms, expectedVersion, ...stamp}
    case 'reject':
    case 'reject-counter':
    case 'deny':
    case 'refuse':
      return {type: one.act, code: 'CAPACITY', expectedVersion, ...stamp}
    case 'standby':
    case 'withdraw':
    case 'release':
    case 'recall':
      return {type: one.act, expectedVersion, ...stamp}
    case 'presented':
      return {type: 'presented', seen: one.saw > 5, at: now, by: nodeSE}
    case 'crossed':
    case 'lapse':
    case 'supersede':
      return {type: one.act, at: now, by: nodeSE}
    case 'cease':
      return {type: 'cease', code: 'AGREEMENT', at: now, by: nodeSE}
    case 'timer': {
      const [due] = timersOf(state)
      return {type: 'timer', timer: due?.timer ?? 'reply', version: one.saw, at: now, by: nodeSE}
    }
    default:
      return undefined
  }
}

function apply<State, Command, Event>(decider: Decider<State, Command, Event>, state: State, command: Command) {
  const outcome = decider.decide(state, command)
  const events = isRefusal(outcome) ? [] : outcome
  return {events, outcome, state: events.reduce((before, event) => decider.evolve(before, event), state)}
}

/** One act in a history of two ledgers: what was before it, what it did, what was after. */
type Moment = {
  readonly command: HandoffCommand
  readonly events: readonly HandoffEvent[]
  readonly before: HandoffState
  readonly after: HandoffState
  readonly epochs: readonly [number, number]
  /** Who may act as controller after it. */
  readonly acting: readonly string[]
  readonly holder: string
}

/** Histories of two ledgers under any order of acts, and of late, lost and repeated messages. */
function historiesOf(count: number): readonly (readonly Moment[])[] {
  return fc.sample(fc.array(step, {minLength: 5, maxLength: 60}), {numRuns: count, seed: 20_260_724}).map(play)
}

function play(steps: readonly Step[]): readonly Moment[] {
  let now = 0
  let offer: HandoffState = handoff.initial
  const open = {type: 'open', id: CONTACT, world: 'simulated', ...about, at: 0, by: nodeSE} as const
  let from = apply(contact, contact.initial, open).state
  let to: ContactState = contact.initial
  const sent: Grant[] = []
  const moments: Moment[] = []
  for (const one of steps) {
    now += one.wait
    if (one.act === 'deliver') to = delivered(from, to, sent, one, now)
    const command = commandOf(one, now, from, offer)
    if (command === undefined) continue
    const before = offer
    const held = epochOf(from)
    const done = apply(handoff, offer, command)
    offer = done.state
    for (const event of done.events) {
      if (event.type !== 'completed') continue
      const {controller, post, epoch} = event
      const pass = {type: 'pass', handoff: HANDOFF, grant: `grant-${epoch}`, to: controller, post, epoch} as const
      const passed = apply(contact, from, {...pass, at: now, by: nodeSE})
      for (const each of passed.events) if (each.type === 'passed') sent.push(each.grant)
      from = passed.state
    }
    const acting = [...(controls(from, SE) ? [SE] : []), ...(controls(to, DK) ? [DK] : [])]
    const holder = from.status === 'NONE' ? '' : from.custody.controller
    moments.push({command, events: done.events, before, after: offer, epochs: [held, epochOf(from)], acting, holder})
  }
  return moments
}

/** A message of FROM's arrives: a copy of the file, or a grant, whichever was sent when. */
function delivered(from: ContactState, to: ContactState, sent: readonly Grant[], one: Step, now: number): ContactState {
  if (from.status === 'NONE') return to
  const grant = sent[one.saw % Math.max(1, sent.length)]
  if (one.saw % 2 === 0) {
    const {grants: _grants, ...custody} = from.custody
    const basis = {agreement: 'SE-DK' as never, rule: 'all' as never}
    return apply(contact, to, {type: 'copy', from: SE, copy: {...from, custody, basis}, at: now, by: nodeDK}).state
  }
  if (grant === undefined) return to
  const file = {world: 'simulated', ...about} as const
  return apply(contact, to, {type: 'receive-grant', id: CONTACT, grant, file, at: now, by: nodeDK}).state
}

function epochOf(file: ContactState): number {
  return file.status === 'NONE' ? 0 : file.custody.epoch
}

const HISTORIES = historiesOf(2_500)
const MOMENTS = HISTORIES.flat()
const ended = (state: HandoffState) => state.status !== 'NONE' && isEnded(state)

test('[I1] one controller at a time, and never two that may act as one', () => {
  for (const {acting} of MOMENTS) expect(acting.length).toBeLessThanOrEqual(1)
  expect(MOMENTS.filter(({events}) => events.some(({type}) => type === 'completed')).length).toBeGreaterThan(50)
})

test('[I2] the controller changes with a completion, and with nothing else', () => {
  for (const {after: state, holder} of MOMENTS) expect(holder === DK).toBe(state.status === 'COMPLETED')
})

test('[I3] a contact has one open handoff: another is refused while it is open', () => {
  const stamp = {at: 0, by: anna}
  const custody = {controller: SE, epoch: 1}
  const facts = {custody, contactOpen: true, permitted: true, openHandoff: 'handoff-9999' as typeof HANDOFF}
  const opening = {parties, terms: {transfer: 'on-accept'}, subject, facts} as const
  expect(handoff.decide(handoff.initial, {type: 'propose', ...opening, ...stamp})).toEqual({refused: 'handoff-open'})
  for (const {before, command, events} of MOMENTS)
    if (command.type === 'propose' && ['PROPOSED', 'STANDBY', 'ACCEPTED', 'RELEASED'].includes(before.status))
      expect(events).toEqual([])
})

test('[I4] epochs rise, by one, with each completion', () => {
  for (const {epochs, events} of MOMENTS) {
    const rises = events.some(({type}) => type === 'completed') ? 1 : 0
    expect(epochs[1] - epochs[0]).toBe(rises)
  }
})

test('[I5] who saw an older version, or comes with an older epoch, changes nothing', () => {
  for (const {command, before, events} of MOMENTS) {
    if (before.status === 'NONE' || !('expectedVersion' in command) || command.expectedVersion === undefined) continue
    if (command.expectedVersion < before.settled) expect(events).toEqual([])
  }
  for (const {before, command} of MOMENTS.slice(0, 2_000)) {
    if (before.status === 'NONE' || command.type !== 'assume') continue
    const stale = {...command, expectedVersion: undefined, custody: {controller: SE, epoch: before.epoch + 1}}
    expect(isRefusal(handoff.decide(before, stale))).toBe(true)
  }
})

test('[I6] every open state has a timer that ends it', () => {
  for (const {after: state} of MOMENTS)
    if (state.status !== 'NONE') expect(timersOf(state).length > 0).toBe(!isEnded(state))
})

test('[I7] what has ended never changes', () => {
  for (const {before, events} of MOMENTS) if (ended(before)) expect(events).toEqual([])
})

test('[I8] while a handoff is open FROM has control', () => {
  for (const {after: state, holder} of MOMENTS) if (state.status !== 'NONE' && !isEnded(state)) expect(holder).toBe(SE)
})

test('[I9] what TO is told is what policy permits at that instant, not what it permitted before', async () => {
  const {world, order, carry, thing} = twoNations('on-release')
  const told = {handoff: HANDOFF, subject: {track: TRACK}, to: DK, why: 'heading'}
  await order(SE, {type: 'handoff.notify', ...told})
  carry()
  expect(thing(DK, 'handoff')).toMatchObject({status: 'NOTIFIED', subject: {place: {lon: 12}}})
  world.released = []
  await order(SE, {type: 'handoff.propose', ...told})
  carry()
  const offer = thing(DK, 'handoff')
  expect(offer).toMatchObject({status: 'PROPOSED'})
  expect(offer?.kind === 'handoff' && offer.subject.place).toBeUndefined()
})

test('[I10] every event says when, and who: nation, post and role', () => {
  for (const {events, command} of MOMENTS)
    for (const event of events) {
      expect(event.at).toBe(command.at)
      expect(event.by).toEqual(command.by)
    }
})

test('[I6] left alone, every open state ends by its timers', () => {
  fc.assert(
    fc.property(fc.array(step, {minLength: 1, maxLength: 20}), steps => {
      const open = {type: 'open', id: CONTACT, world: 'simulated', ...about, at: 0, by: nodeSE} as const
      const file = apply(contact, contact.initial, open).state
      let offer: HandoffState = handoff.initial
      let now = 0
      for (const one of steps) {
        now += one.wait
        const command = commandOf(one, now, file, offer)
        if (command !== undefined) offer = apply(handoff, offer, command).state
      }
      for (let fired = 0; fired < 2; fired++) {
        const [due] = timersOf(offer)
        if (due === undefined) break
        const {timer, version} = due
        now = Math.max(now, due.dueAt)
        offer = apply(handoff, offer, {type: 'timer', timer, version, at: now, by: nodeSE}).state
      }
      if (offer.status === 'NONE') return
      expect(isEnded(offer)).toBe(true)
    }),
    {numRuns: 500, seed: 7},
  )
})
