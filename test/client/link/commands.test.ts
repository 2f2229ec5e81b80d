import {expect, test} from 'vitest'
import {Commands} from '../../../client/link/commands.ts'
import {createPendingStore} from '../../../client/state/pending.ts'
import {manualClock} from '../../../shared/base/clock.ts'
import type {CommandId} from '../../../shared/base/id.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import type {CommandEnvelope} from '../../../shared/protocol/command.ts'

function desk(answer: (envelope: CommandEnvelope, nth: number) => unknown) {
  const clock = manualClock()
  const pending = createPendingStore()
  const asked: CommandEnvelope[] = []
  const commands = new Commands({
    clock,
    random: seededRandom(1),
    pending,
    ask: envelope => {
      asked.push(envelope)
      return Promise.resolve(answer(envelope, asked.length))
    },
  })
  const turn = async (ms: number) => {
    clock.advance(ms)
    for (let tick = 0; tick < 10; tick++) await Promise.resolve()
  }
  return {
    commands,
    asked,
    pending,
    turn,
    clock,
    statuses: () => [...pending.getState().commands.values()].map(one => one.status),
  }
}

const ACT = {type: 'unit.status', status: 'available'} as const

test('what is not answered is sent again under the same id and the same time of the press', async () => {
  const {commands, asked, turn, statuses} = desk((envelope, nth) =>
    nth < 3 ? undefined : {outcome: 'done', commandId: envelope.commandId, things: []},
  )
  const sent = commands.send(ACT)
  expect(statuses()).toEqual(['sending'])
  await turn(0)
  expect(statuses()).toEqual(['retrying'])
  await turn(3_000)
  await turn(1_000)
  expect(await sent).toMatchObject({outcome: 'done'})
  expect(asked).toHaveLength(3)
  expect(new Set(asked.map(one => JSON.stringify(one))).size).toBe(1)
  expect(statuses()).toEqual([])
})

test('after a minute without an answer the outcome is said to be not confirmed', async () => {
  const {commands, pending, turn} = desk(() => undefined)
  const sent = commands.send(ACT)
  for (let second = 0; second < 61; second++) await turn(1_000)
  expect(await sent).toMatchObject({outcome: 'refused', code: 'not-confirmed'})
  expect(pending.getState().refused).toMatchObject([{code: 'not-confirmed'}])
})

test('a forwarded command is asked about again when the link is back, not before', async () => {
  const {commands, asked, turn, statuses} = desk(envelope => ({outcome: 'forwarded', commandId: envelope.commandId}))
  const sent = commands.send(ACT)
  await turn(0)
  await turn(120_000)
  expect([statuses(), asked.length]).toEqual([['forwarded'], 1])
  commands.connected()
  expect(asked).toHaveLength(2)
  commands.outcome({outcome: 'refused', commandId: asked[0]?.commandId ?? '', code: 'not-delivered'})
  expect(await sent).toMatchObject({code: 'not-delivered'})
})

test('the same id sent twice is one command', async () => {
  const {commands, asked, turn} = desk(envelope => ({outcome: 'done', commandId: envelope.commandId, things: []}))
  const id = '00000000-0000-7000-8000-000000000009' as CommandId
  const [one, two] = [
    commands.send(ACT, {commandId: id, pressedAt: 5}),
    commands.send(ACT, {commandId: id, pressedAt: 5}),
  ]
  await turn(0)
  expect(await one).toEqual(await two)
  expect(asked).toMatchObject([{commandId: id, pressedAt: 5}])
})

test('too fast is not an answer: it is sent again', async () => {
  const {commands, asked, turn} = desk((envelope, nth) =>
    nth === 1
      ? {outcome: 'refused', commandId: envelope.commandId, code: 'too-fast'}
      : {outcome: 'done', commandId: envelope.commandId, things: []},
  )
  const sent = commands.send(ACT)
  await turn(0)
  await turn(3_000)
  expect(await sent).toMatchObject({outcome: 'done'})
  expect(asked).toHaveLength(2)
})
