import {expect, test} from 'vitest'
import {manualClock} from '../../../shared/base/clock.ts'
import type {TaskId} from '../../../shared/base/id.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import type {Command, CommandResult} from '../../../shared/protocol/command.ts'
import {Outbox, type OutboxEntry, type OutboxShelf} from '../../../client/field/outbox.ts'
import type {SendOptions} from '../../../client/link/link.ts'
import {createLinkStore} from '../../../client/state/link-status.ts'

const task = 'task-0001' as TaskId
const enRoute: Command = {type: 'task.en-route', task}
const onScene: Command = {type: 'task.on-scene', task}

test('presses without a link go in their order, with the time of the press, once', async () => {
  const {outbox, sent, clock, link} = phone()
  await outbox.press(enRoute)
  clock.advance(20_000)
  await outbox.press(onScene)
  expect(sent).toEqual([])
  link.setState({status: 'live'})
  await settled()
  clock.advance(10_000)
  await settled()
  expect(sent.map(one => [one.command.type, one.pressedAt])).toEqual([
    ['task.en-route', START],
    ['task.on-scene', START + 20_000],
  ])
  expect(statuses(outbox)).toEqual(['received', 'received'])
})

test('a press that the page did not live to send is sent by the next one, under the same id', async () => {
  const shelf = memoryShelf()
  const before = phone({shelf})
  await before.outbox.press(enRoute)
  before.outbox.stop()
  const [kept] = await shelf.all()
  const after = phone({shelf, status: 'live'})
  await after.outbox.restore()
  expect(after.sent.map(one => one.commandId)).toEqual([kept?.id])
})

test('what was not confirmed is asked again under the same id, before anything later', async () => {
  const answers: CommandResult[] = [{outcome: 'refused', commandId: '', code: 'not-confirmed'}]
  const {outbox, sent, clock} = phone({status: 'live', answers})
  await outbox.press(enRoute)
  await outbox.press(onScene)
  await settled()
  clock.advance(5_000)
  await settled()
  expect(sent.map(one => one.command.type)).toEqual(['task.en-route', 'task.en-route', 'task.on-scene'])
  expect(sent[1]?.commandId).toBe(sent[0]?.commandId)
})

test('a refusal stays on the phone with its code until it is noted, and stops nothing behind it', async () => {
  const answers: CommandResult[] = [{outcome: 'refused', commandId: '', code: 'too-late'}]
  const {outbox, shelf} = phone({status: 'live', answers})
  await outbox.press(enRoute)
  await outbox.press(onScene)
  await settled()
  expect(statuses(outbox)).toEqual(['refused', 'received'])
  const [refused] = outbox.entries.getState()
  expect(refused?.code).toBe('too-late')
  if (refused !== undefined) await outbox.clear(refused.id)
  expect((await shelf.all()).map(entry => entry.status)).toEqual(['received'])
})

test('a press can be taken back for four seconds, and is then sent', async () => {
  const {outbox, sent, clock} = phone({status: 'live'})
  await outbox.press(enRoute, {canUndo: true})
  await settled()
  clock.advance(3_999)
  await settled()
  expect(sent).toEqual([])
  const [first] = outbox.entries.getState()
  expect(first !== undefined && (await outbox.undo(first.id))).toBe(true)
  await outbox.press(onScene, {canUndo: true})
  const [second] = outbox.entries.getState()
  clock.advance(4_001)
  await settled()
  expect(sent.map(one => one.command.type)).toEqual(['task.on-scene'])
  expect(second !== undefined && (await outbox.undo(second.id))).toBe(false)
})

test('the next press ends the waiting of the one before, so that their order stays', async () => {
  const {outbox, sent} = phone({status: 'live'})
  await outbox.press(enRoute, {canUndo: true})
  await outbox.press(onScene)
  await settled()
  expect(sent.map(one => one.command.type)).toEqual(['task.en-route', 'task.on-scene'])
})

test('a phone whose clock is set back keeps the order of the presses', async () => {
  const {outbox, clock} = phone()
  await outbox.press(enRoute)
  clock.stepWall(-3_600_000)
  await outbox.press(onScene)
  expect(outbox.entries.getState().map(entry => entry.command.type)).toEqual(['task.en-route', 'task.on-scene'])
})

const START = Date.UTC(2026, 0, 1)

test('a full disk is said, and the press goes nevertheless', async () => {
  const shelf = memoryShelf()
  const full: OutboxShelf = {...shelf, put: () => Promise.reject(new Error('QuotaExceededError'))}
  const {outbox, sent, link} = phone({shelf: full})
  await outbox.press(enRoute)
  expect(outbox.entries.getState()).toMatchObject([{status: 'kept', isUnkept: true}])
  link.setState({status: 'live'})
  await settled()
  expect([sent.length, statuses(outbox)]).toEqual([1, ['received']])
})

test('a node that is heard is spoken to before its picture has been drawn', async () => {
  const {outbox, sent, link} = phone()
  await outbox.press(enRoute)
  link.setState({status: 'none'})
  link.setState({status: 'returning'})
  await settled()
  expect(sent).toHaveLength(1)
})

test('a phone whose clock is hours wrong tells the time of the press by the node', async () => {
  const {outbox, sent, link} = phone()
  link.setState({clockOffsetMs: -3 * 3_600_000})
  await outbox.press(enRoute)
  link.setState({status: 'live'})
  await settled()
  expect(sent[0]?.pressedAt).toBe(START - 3 * 3_600_000)
})

function phone(options: {shelf?: OutboxShelf; status?: 'live' | 'none'; answers?: CommandResult[]} = {}) {
  const {shelf = memoryShelf(), status = 'none', answers = []} = options
  const clock = manualClock(START)
  const link = createLinkStore()
  link.setState({status})
  const sent: (SendOptions & {command: Command})[] = []
  const outbox = new Outbox({
    shelf,
    clock,
    random: seededRandom(7),
    linkStatus: link,
    link: {
      send(command, how = {}) {
        sent.push({command, ...how})
        return Promise.resolve(answers.shift() ?? {outcome: 'done', commandId: how.commandId ?? '', things: []})
      },
    },
  })
  return {outbox, sent, clock, link, shelf}
}

function memoryShelf(): OutboxShelf {
  const kept = new Map<string, OutboxEntry>()
  return {
    all: () => Promise.resolve([...kept.values()]),
    put: entry => Promise.resolve(void kept.set(entry.id, entry)),
    remove: id => Promise.resolve(void kept.delete(id)),
  }
}

function statuses(outbox: Outbox): string[] {
  return outbox.entries.getState().map(entry => entry.status)
}

/** Lets every promise that is under way come to rest. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}
