import {afterEach, expect, test} from 'vitest'
import {systemClock} from '../../../shared/base/clock.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {lonOf} from '../../../shared/geo/mercator.ts'
import {openConversation} from '../../../client/link/conversation.ts'
import type {Said, Told} from '../../../client/link/talk.ts'
import {open, somebody, TestNation} from '../../server/stream/nation.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A conversation against a real socket, whose window says only what the test says. */
async function started() {
  const nation = new TestNation(systemClock)
  nation.people.set('0000000a', somebody('anna', [1]))
  const door = await open(nation)
  ends.push(() => door.stop())
  const told: Told[] = []
  const say: (said: Said) => void = openConversation({
    opening: {seat: '0000000a', isPhone: false, address: door.address, headers: {origin: door.origin}},
    clock: systemClock,
    random: seededRandom(3),
    tell: one => told.push(one),
  })
  ends.push(() => say({type: 'close'}))
  await until(() => told.some(one => one.type === 'connected'))
  say({type: 'say', event: 'view', body: {west: 12, south: 54, east: 15, north: 56, zoom: 7, focus: []}})
  const patches = () => told.filter(one => one.type === 'patch')
  return {nation, say, told, patches}
}

async function until(condition: () => boolean, step: () => void = () => undefined): Promise<void> {
  const end = systemClock.monotonic() + 5_000
  while (!condition()) {
    if (systemClock.monotonic() > end) throw new Error(`never: ${condition.toString()}`)
    step()
    await new Promise<void>(later => systemClock.after(10, later))
  }
}

test('a window that has not taken its patch is owed one more, not a queue: it says the newest place of each track', async () => {
  const {nation, say, patches} = await started()
  const row = nation.add(13, 55)
  await until(
    () => patches().length === 1,
    () => nation.tick(),
  )
  for (let step = 1; step <= 20; step++) {
    nation.move(row, 13 + step / 100, 55)
    nation.tick()
    await new Promise<void>(later => systemClock.after(10, later))
  }
  expect(patches().length).toBe(1)
  await until(
    () => Math.abs(lonOf(patches().at(-1)?.patch?.place[0] ?? 0) - 13.2) < 0.001,
    () => {
      nation.tick()
      say({type: 'taken'})
    },
  )
  expect(patches().every(({patch}) => patch === undefined || patch.slots.length <= 1)).toBe(true)
})

test('a question is answered, and undefined once the conversation is over', async () => {
  const {say, told} = await started()
  const answers = () => told.filter(one => one.type === 'answer')
  say({type: 'ask', n: 7, event: 'ask', body: {type: 'search', text: 'anything'}})
  await until(() => answers().length === 1)
  expect(answers()[0]).toMatchObject({n: 7, body: {hits: []}})
  say({type: 'close'})
  say({type: 'ask', n: 8, event: 'ask', body: {type: 'search', text: 'anything'}})
  await until(() => answers().length === 2)
  expect(answers()[1]).toEqual({type: 'answer', n: 8, body: undefined})
})
