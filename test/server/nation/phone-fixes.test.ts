import {expect, test} from 'vitest'
import {seededRandom} from '../../../shared/base/random.ts'
import type {NationCode, PostId, UnitId} from '../../../shared/base/id.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import type {Unit} from '../../../shared/model/unit.ts'
import {PhoneFixes} from '../../../server/nation/phone-fixes.ts'
import {Picture} from '../../../server/picture/picture.ts'
import {somebody} from '../stream/nation.ts'

const START = Date.UTC(2026, 0, 1, 12)
const UNIT: Unit = {
  ...{id: 'SE-KBV901' as UnitId, nation: 'SE' as NationCode, name: 'KBV 901', kind: 'vessel', capabilities: []},
  ...{world: 'simulated', post: 'SE-01' as PostId, reportsAs: '265000901', maxSpeedKnots: 30},
}
const PATROL = somebody('patrol', [1], {role: 'field', unit: UNIT.id})

function start() {
  let now = START
  const picture = new Picture({
    ...{nation: 'SE' as NationCode, capacity: 100, feeds: [], units: [UNIT], random: seededRandom(1)},
    now: () => now,
  })
  const fixes = new PhoneFixes({picture, own: UNIT.nation, units: [UNIT], pictureTime: () => now})
  return {picture, fixes, pass: (ms: number) => (now += ms)}
}

test('[FX1] a phone’s fix is the unit’s own source, marked as an own asset of its world', () => {
  const {picture, fixes} = start()
  expect(fixes.take({lon: 13, lat: 55, ageMs: 0, accuracy: 8, speed: 5, course: 90}, PATROL)).toBe(true)
  const row = picture.rowOfSubject('unit:SE-KBV901')
  const source = picture.firstSource(row)
  expect(picture.feedOf(source)).toMatchObject({name: 'phone', origin: 'SE', world: 'simulated'})
  expect((picture.sources.flags[source] ?? 0) & ReportFlag.OWN).toBe(ReportFlag.OWN)
  expect((picture.sources.flags[source] ?? 0) & ReportFlag.SIMULATED).toBe(ReportFlag.SIMULATED)
  expect(picture.unitOf(row)).toBe('SE-KBV901')
  expect(picture.tracks.speed[row]).toBeCloseTo(5, 1)
})

test('[FX2] the age is what counts', () => {
  const {picture, fixes} = start()
  fixes.take({lon: 13, lat: 55, ageMs: 30_000}, PATROL)
  expect(picture.tracks.at[picture.rowOfSubject('unit:SE-KBV901')]).toBe(START - 30_000)
})

test('[FX3] one in four seconds; nothing from who is no unit, nothing that is kilometres off', () => {
  const {fixes, pass} = start()
  const fix = {lon: 13, lat: 55, ageMs: 0}
  expect(fixes.take({...fix, accuracy: 9_000}, PATROL)).toBe(false)
  expect(fixes.take(fix, PATROL)).toBe(true)
  pass(3_000)
  expect(fixes.take(fix, PATROL)).toBe(false)
  pass(1_000)
  expect(fixes.take(fix, PATROL)).toBe(true)
  expect(fixes.take(fix, somebody('nobody', [1], {role: 'field'}))).toBe(false)
})
