import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Actor} from '../../../shared/operations/actor.ts'
import {contact, controls, type ContactState, type Grant} from '../../../shared/operations/contact.ts'
import {type Decider, isRefusal} from '../../../shared/operations/decider.ts'
import {
  handoff,
  type HandoffCommand,
  type HandoffState,
  isEnded,
  timersFor,
  timersOf,
} from '../../../shared/operations/handoff.ts'
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

test('I1–I8 hold for two ledgers under any order of acts, and of late, lost and repeated messages', () => {
  let completions = 0
  fc.assert(
    fc.property(fc.array(step, {minLength: 5, maxLength: 60}), steps => {
      let now = 0
      let offer: HandoffState = handoff.initial
      const open = {type: 'open', id: CONTACT, world: 'simulated', ...about, at: 0, by: nodeSE} as const
      let from = apply(contact, contact.initial, open).state
      let to: ContactState = contact.initial
      const sent: Grant[] = []
      for (const one of steps) {
        now += one.wait
        if (one.act === 'deliver') {
          const grant = sent[one.saw % Math.max(1, sent.length)]
          if (from.status !== 'NONE' && one.saw % 2 === 0) {
            const {grants: _grants, ...custody} = from.custody
            const basis = {agreement: 'SE-DK' as never, rule: 'all' as never}
            const copy = {...from, custody, basis}
            to = apply(contact, to, {type: 'copy', from: SE, copy, at: now, by: nodeDK}).state
          } else if (grant !== undefined) {
            const file = {world: 'simulated', ...about} as const
            to = apply(contact, to, {type: 'receive-grant', id: CONTACT, grant, file, at: now, by: nodeDK}).state
          }
        }
        const command = commandOf(one, now, from, offer)
        if (command !== undefined) {
          const before = offer
          const done = apply(handoff, offer, command)
          offer = done.state
          if (isEnded(before)) expect(done.events).toEqual([]) // I7
          if ('expectedVersion' in command && command.expectedVersion !== undefined && before.status !== 'NONE') {
            if (command.expectedVersion < before.settled) expect(done.events).toEqual([]) // I5
          }
          for (const event of done.events) {
            expect(event).toMatchObject({at: now, by: command.by}) // I10
            if (event.type !== 'completed') continue
            completions++
            const {controller, post, epoch} = event
            const pass = {type: 'pass', handoff: HANDOFF, grant: `grant-${epoch}`, to: controller, post, epoch} as const
            const passed = apply(contact, from, {...pass, at: now, by: nodeSE})
            expect(passed.events).toHaveLength(1)
            for (const each of passed.events) if (each.type === 'passed') sent.push(each.grant)
            const epochs = [from, passed.state].map(file => (file.status === 'NONE' ? 0 : file.custody.epoch))
            expect(epochs).toEqual([epoch - 1, epoch]) // I4
            from = passed.state
          }
        }
        const acting = [controls(from, SE), controls(to, DK)].filter(Boolean).length
        expect(acting).toBeLessThanOrEqual(1) // I1
        expect(controls(from, SE)).toBe(offer.status !== 'COMPLETED') // I2, I8
        if (controls(to, DK)) expect(offer.status).toBe('COMPLETED')
        if (offer.status !== 'NONE') expect(timersOf(offer).length > 0).toBe(!isEnded(offer)) // I6
      }
    }),
    {numRuns: 2_500, seed: 20_260_724},
  )
  expect(completions).toBeGreaterThan(50)
})

test('I6 left alone, every open state ends by its timers', () => {
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
