import {expect, test} from 'vitest'
import type {UnitId} from '../../../shared/base/id.ts'
import type {Beat} from '../../../shared/protocol/message.ts'
import type {Thing} from '../../../shared/protocol/things.ts'
import {FieldPace} from '../../../server/stream/field-pace.ts'
import {manualClock} from '../../../shared/base/clock.ts'
import {somebody, TestNation, TestWire} from './nation.ts'

const VIEW = {west: 12, south: 54, east: 15, north: 56, zoom: 10, focus: []}
const PATROL = {role: 'field', unit: 'SE-KBV901' as UnitId} as const

/** A phone that draws at once; `roundTripMs` is what its line takes to answer a beat. */
async function phone(nation: TestNation) {
  const wire = new TestWire()
  const conversation = nation.stream.connect(wire, somebody('patrol', [1], PATROL), {seat: '00000001', protocol: 2})
  await conversation.hear('view', VIEW)
  return {wire, conversation, frames: () => wire.frames.length, paces: () => wire.of<Beat>('beat').map(b => b.pace)}
}

test.each([
  [100, 'good', 5_000],
  [600, 'fair', 15_000],
  [2_000, 'poor', 30_000],
  [9_000, 'bad', 60_000],
])('[PA6] a line that answers after %i ms is %s: the picture comes every %i ms', async (trip, quality, every) => {
  const clock = manualClock()
  const pace = new FieldPace(clock)
  pace.answered(trip)
  expect([pace.quality, pace.everyMs]).toEqual([quality, every])
  expect(pace.mayGo(false)).toBe(true)
  pace.pictured()
  clock.advance(every - 1)
  expect(pace.mayGo(false)).toBe(false)
  clock.advance(1)
  expect(pace.mayGo(false)).toBe(true)
})

test('[PA6] on the wire: one frame in fifteen seconds while everything moves, and every change is in it', async () => {
  const nation = new TestNation()
  const rows = Array.from({length: 10}, (_, index) => nation.add(13 + index / 100, 55))
  const {wire, frames} = await phone(nation)
  nation.tick()
  expect(frames()).toBe(1)
  wire.acknowledge = false // unmeasured: taken for a fair line
  const before = frames()
  for (let tick = 0; tick < 145; tick++) {
    for (const row of rows) nation.move(row, 13 + tick / 1_000 + row / 100, 55)
    nation.tick()
  }
  expect(frames() - before).toBeLessThanOrEqual(2)
  for (let tick = 0; tick < 150; tick++) nation.tick()
  expect(frames() - before).toBeLessThanOrEqual(3)
})

test('[PA7] below a good line: 36 kB at first, then 1,300 bytes a second, 5,000 in one', () => {
  const clock = manualClock()
  const pace = new FieldPace(clock)
  pace.answered(600)
  let sent = 0
  const run = (seconds: number) => {
    const from = sent
    for (let tick = 0; tick < seconds * 10; tick++) {
      clock.advance(100)
      if (!pace.mayAdd()) continue
      pace.spent(500)
      sent += 500
    }
    return sent - from
  }
  expect(run(1)).toBeLessThanOrEqual(10_500)
  expect(run(9)).toBeGreaterThan(30_000)
  run(10)
  const steady = run(60)
  expect(steady / 60).toBeGreaterThan(1_200)
  expect(steady / 60).toBeLessThan(1_400)
})

test('[PA7] a task comes at once; where a unit is waits for its turn', async () => {
  const nation = new TestNation()
  const {wire} = await phone(nation)
  const told = () => wire.of<{upserts: Thing[]}>('things').flatMap(({upserts}) => upserts.map(({id}) => id))
  const unit = (id: string) => ({kind: 'unit', id, version: 1}) as unknown as Thing
  nation.put(unit('SE-KBV902'))
  expect(told()).toEqual(['SE-KBV902'])
  nation.put(unit('SE-KBV903'))
  nation.tick()
  expect(told()).toEqual(['SE-KBV902'])
  nation.put({kind: 'task', id: 'task-0001', version: 1} as unknown as Thing)
  expect(told()).toEqual(['SE-KBV902', 'SE-KBV903', 'task-0001'])
  nation.put(unit('SE-KBV904'))
  for (let tick = 0; tick < 151; tick++) nation.tick()
  expect(told()).toEqual(['SE-KBV902', 'SE-KBV903', 'task-0001', 'SE-KBV904'])
})

test('[PA8] a phone hears at once that the node lives, in few words', async () => {
  const nation = new TestNation()
  const {wire} = await phone(nation)
  expect(wire.sent.slice(0, 2).map(({event}) => event)).toEqual(['hello', 'beat'])
  const [beat] = wire.of<Beat>('beat')
  expect(beat).toMatchObject({links: [], pace: {quality: 'fair', everyMs: 15_000}})
})

test('[FX1] a fix is taken from a unit’s phone and from nobody else', async () => {
  const nation = new TestNation()
  const {conversation} = await phone(nation)
  const fix = {lon: 13, lat: 55, ageMs: 1_200, accuracy: 8}
  expect(await conversation.hear('fix', fix)).toBe(undefined)
  expect(nation.fixes).toEqual([{...fix, unit: 'SE-KBV901'}])
  expect(await conversation.hear('fix', {...fix, lon: 300})).toMatchObject({code: 'malformed'})
  const desk = nation.stream.connect(new TestWire(), somebody('anna', [1]), {seat: '00000002', protocol: 2})
  expect(await desk.hear('fix', fix)).toMatchObject({code: 'not-allowed'})
  expect(nation.fixes).toHaveLength(1)
})
