import {expect, test} from 'vitest'
import type {UnitId} from '../../../shared/base/id.ts'
import {type Candidate, type Need, suggestUnits} from '../../../shared/operations/suggestion.ts'

const NOW = Date.UTC(2026, 0, 1, 2)
/** 60 nm per hour is one minute per degree minute: a unit at 60 kn needs as many minutes as it is nautical miles away. */
const unit = (id: string, milesSouth: number, part: Partial<Candidate> = {}): Candidate => ({
  ...{id: id as UnitId, name: id, kind: 'vessel', medium: 'sea', status: 'available', capabilities: []},
  ...{maxSpeedKnots: 60, place: {lon: 13, lat: 55 - milesSouth / 60}, inDistress: false, reachable: true},
  ...{recallUnread: false, ...part},
})
const need = (part: Partial<Need> = {}): Need => ({taskType: 'observe', place: {lon: 13, lat: 55}, now: NOW, ...part})
const against = (candidate: Candidate, wanted: Need = need()) =>
  suggestUnits([candidate], wanted).map(({fit, against}) => [fit, ...against.map(({code}) => code)])[0]

test('[SG1] who is there first comes first, with time, state, kind and hours as the reasons', () => {
  const all = suggestUnits(
    [unit('far', 20), unit('near', 11, {duty: {on: true, until: NOW + 4 * 3_600_000}, fuelPercent: 80})],
    need(),
  )
  expect(all.map(({id}) => id)).toEqual(['near', 'far'])
  expect(all[0]?.seconds).toBeCloseTo(660, -1)
  expect(all[0]?.reasons.map(({code, values}) => [code, ...Object.values(values)])).toEqual([
    ['time', 11],
    ['state', 'available'],
    ['kind', 'vessel'],
    ['duty-until', NOW + 4 * 3_600_000],
    ['fuel', 80],
  ])
})

test('[SG2] who is not fit is listed last and says why', () => {
  const all = suggestUnits([unit('busy', 1, {status: 'on-scene'}), unit('free', 30)], need())
  expect(all.map(({id, fit}) => [id, fit])).toEqual([
    ['free', true],
    ['busy', false],
  ])
  expect(all[1]?.against).toEqual([{code: 'busy', values: {status: 'on-scene'}}])
  expect(against(unit('out', 1, {status: 'out-of-service', outReason: 'fault'}))).toEqual([false, 'out-of-service'])
  expect(against(unit('sos', 1, {inDistress: true}))).toEqual([false, 'in-distress'])
})

test('[SG3] no boat is sent on land and no car to sea; aircraft go anywhere', () => {
  expect(against(unit('boat', 1), need({surface: 'land'}))).toEqual([false, 'not-on-land'])
  expect(against(unit('boat', 1), need({surface: 'sea'}))).toEqual([true])
  expect(against(unit('car', 1, {kind: 'vehicle', medium: 'land'}), need({surface: 'sea'}))).toEqual([
    false,
    'not-at-sea',
  ])
  expect(against(unit('drone', 1, {kind: 'drone', medium: 'air'}), need({surface: 'land'}))).toEqual([true])
})

test('[SG4] a drone has to get there, work ten minutes and come home on what is in its battery', () => {
  const drone = (batteryPercent?: number) =>
    unit('drone', 10, {kind: 'drone', medium: 'air', enduranceMinutes: 60, batteryPercent})
  expect(against(drone(100))).toEqual([true])
  expect(against(drone(55))).toEqual([true])
  expect(suggestUnits([drone(45)], need())[0]?.against).toEqual([{code: 'endurance', values: {needed: 31, left: 27}}])
  expect(against(drone(14))).toEqual([false, 'battery-low'])
  expect(against(drone())).toEqual([true, 'battery-unknown'])
  expect(against(unit('boat', 30, {rangeNm: 200, fuelPercent: 25}))).toEqual([false, 'range'])
})

test('[SG5] who goes off duty before anything is done is not sent, nor who is off', () => {
  const until = (minutes: number) => unit('boat', 10, {duty: {on: true, until: NOW + minutes * 60_000}})
  expect(against(until(25))).toEqual([true])
  expect(against(until(15))).toEqual([false, 'duty-ends'])
  expect(against(unit('boat', 10, {duty: {on: false}}))).toEqual([false, 'off-duty'])
})

test('[SG6] what a task needs a unit has to be able to do; one that states nothing is not judged', () => {
  const camera = unit('drone', 1, {capabilities: ['IntelligenceSurveillanceReconnaissance']})
  expect(against(camera, need({taskType: 'inspect'}))).toEqual([false, 'lacks'])
  expect(against(camera, need({taskType: 'search'}))).toEqual([true])
  expect(against(unit('boat', 1), need({taskType: 'inspect'}))).toEqual([true])
})

test('[SG7] who can be told comes before who cannot; what is old or not known is said', () => {
  const all = suggestUnits([unit('mute', 1, {reachable: false}), unit('heard', 9)], need())
  expect(all.map(({id, fit}) => [id, fit])).toEqual([
    ['heard', true],
    ['mute', true],
  ])
  expect(against(unit('mute', 1, {reachable: false}))).toEqual([true, 'not-reachable'])
  expect(against(unit('lost', 1, {place: undefined}))).toEqual([true, 'place-unknown'])
  expect(against(unit('old', 1, {placeAgeMs: 700_000}))).toEqual([true, 'place-old'])
  expect(against(unit('slow', 1, {limited: 'speed', status: 'limited'}))).toEqual([true, 'limited'])
  expect(against(unit('recalled', 1, {recallUnread: true}))).toEqual([true, 'recall-unread'])
  expect(suggestUnits([unit('ready', 0, {readyInMinutes: 5})], need())[0]?.seconds).toBe(300)
})
