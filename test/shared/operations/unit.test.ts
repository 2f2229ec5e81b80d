import {expect, test} from 'vitest'
import type {TaskId} from '../../../shared/base/id.ts'
import {operationalStatus, timersOf, unit, type UnitCommand, unitStatus} from '../../../shared/operations/unit.ts'
import {rosterAt} from '../../../shared/model/unit.ts'
import {after, given} from '../../support/given.ts'
import {anna, boat, nodeSE} from './people.ts'

const TASK = 'task-0001' as TaskId
const WATCH = {safetyMs: 1_000, safetyAnswerMs: 200, silentMs: 600}
const tasked = (status: 'assigned' | 'on-scene' | 'over', at = 1): UnitCommand => ({
  ...{type: 'tasked', task: TASK, status, watch: WATCH, at, by: nodeSE},
})
const free: UnitCommand = {type: 'status', status: 'returning', saidAt: 2, at: 2, by: boat}
const out: UnitCommand = {type: 'status', status: 'out-of-service', reason: 'fault', saidAt: 2, at: 2, by: boat}
const fires = (timer: string, version: number, at: number, heardAt?: number): UnitCommand => ({
  ...{type: 'timer', timer, version, heardAt, at, by: nodeSE},
})
const safe = (at: number): UnitCommand => ({type: 'safe', at, by: boat})
const unitAfter = (...commands: UnitCommand[]) => given(unit)(...after(unit, ...commands))
const timers = (...commands: UnitCommand[]) => timersOf(unitAfter(...commands).state)

test('[UN1] its status follows its task, and being out of service comes first', () => {
  const word = (...commands: UnitCommand[]) => unitStatus(unitAfter(...commands).state)
  expect(word()).toBe('available')
  expect(word(tasked('assigned'))).toBe('assigned')
  expect(word(tasked('assigned'), tasked('on-scene'))).toBe('on-scene')
  expect(word(tasked('on-scene'), out)).toBe('out-of-service')
  expect(word(tasked('on-scene'), tasked('over'), free)).toBe('returning')
})

test('[UN2] with a task running it is neither free nor off duty', () => {
  unitAfter(tasked('assigned')).when(free).refused('task-running')
  unitAfter(tasked('assigned'))
    .when({type: 'duty', on: false, from: 'phone', saidAt: 2, at: 2, by: boat})
    .refused('task-running')
  unitAfter(tasked('assigned')).when(tasked('assigned')).then()
  unitAfter().when(tasked('over')).then()
})

test('[UN3] one emergency, which a newer place moves', () => {
  const sos: UnitCommand = {type: 'sos', at: 1, by: boat}
  const moved: UnitCommand = {type: 'sos', place: {lon: 12, lat: 55}, at: 9, by: boat}
  const end: UnitCommand = {type: 'sos-end', at: 10, by: anna}
  unitAfter(sos).when(sos).then()
  unitAfter(sos, moved).is({sos: {at: 1, place: {lon: 12, lat: 55}}})
  unitAfter(sos, end).is({sos: undefined})
  unitAfter().when(end).then()
})

test('[UN4] limited says what, out of service says why', () => {
  const limited: UnitCommand = {type: 'status', status: 'limited', what: 'speed', saidAt: 3, at: 3, by: boat}
  unitAfter().when({type: 'status', status: 'limited', saidAt: 3, at: 3, by: boat}).refused('say-what')
  unitAfter().when({type: 'status', status: 'out-of-service', saidAt: 3, at: 3, by: boat}).refused('say-reason')
  unitAfter(limited).is({own: 'limited', limited: {what: 'speed', at: 3}})
  unitAfter(limited).when(limited).then()
  unitAfter(limited, {...out, saidAt: 4} as UnitCommand).is({
    own: 'out-of-service',
    outOfService: {reason: 'fault', at: 4},
    limited: undefined,
  })
  unitAfter(limited).when(out).then()
})

test('[UN5] EUROSUR has three words for it', () => {
  const limited: UnitCommand = {type: 'status', status: 'limited', what: 'crew', saidAt: 3, at: 3, by: boat}
  expect(operationalStatus(unitAfter().state, undefined)).toBe('fully-operational')
  expect(operationalStatus(unitAfter(tasked('on-scene')).state, true)).toBe('fully-operational')
  expect(operationalStatus(unitAfter(limited, tasked('assigned')).state, true)).toBe('limited')
  expect(operationalStatus(unitAfter(out).state, true)).toBe('not-available')
  expect(operationalStatus(unitAfter().state, false)).toBe('not-available')
})

test('[UN6] a value carries the time when it held, and an older one does not replace a newer', () => {
  const read = (batteryPercent: number, saidAt: number): UnitCommand => ({
    ...{type: 'resources', batteryPercent, saidAt, at: 90, by: boat},
  })
  unitAfter(read(41, 50)).is({battery: {percent: 41, at: 50}})
  unitAfter(read(41, 50), read(80, 20)).is({battery: {percent: 41, at: 50}})
  unitAfter(read(41, 50), read(38, 60)).is({battery: {percent: 38, at: 60}})
  const on: UnitCommand = {type: 'duty', on: true, until: 900, crew: 3, from: 'phone', saidAt: 40, at: 90, by: boat}
  unitAfter(on).is({duty: {on: true, until: 900, from: 'phone', at: 40}, crew: {count: 3, at: 40}})
  unitAfter(on)
    .when({...on, on: false, saidAt: 30})
    .then()
})

test('[UN7] on scene it is asked whether all is well, and somebody is told when no answer comes', () => {
  expect(timers(tasked('assigned')).map(one => one.timer)).toEqual(['silent'])
  expect(timers(tasked('on-scene', 10))).toContainEqual({timer: 'safety', dueAt: 1_010, version: 1_010})
  unitAfter(tasked('on-scene', 10))
    .when(fires('safety', 1_010, 1_009))
    .then()
  const asked = [tasked('on-scene', 10), fires('safety', 1_010, 1_010)]
  expect(timers(...asked)).toContainEqual({timer: 'safety-late', dueAt: 1_210, version: 1_010})
  unitAfter(...asked)
    .when(fires('safety', 1_010, 1_300))
    .then()
  unitAfter(...asked, safe(1_100)).is({safety: {dueAt: 2_100, late: false, askedAt: undefined}})
  const late = [...asked, fires('safety-late', 1_010, 1_210)]
  unitAfter(...late).is({safety: {late: true}})
  expect(timers(...late).map(one => one.timer)).toEqual(['silent'])
  unitAfter(...late, safe(1_500)).is({safety: {dueAt: 2_500, late: false}})
  unitAfter(...late, tasked('over', 1_600)).is({safety: undefined, hearing: undefined})
  unitAfter().when(safe(5)).then()
})

test('[UN8] a tasked unit whose place is not heard of is told once, and so is its return', () => {
  const sent = [tasked('assigned', 100)]
  expect(timers(...sent)).toEqual([{timer: 'silent', dueAt: 700, version: 100}])
  unitAfter(...sent)
    .when(fires('silent', 100, 700, 650))
    .then({type: 'heard', heardAt: 650})
  expect(timers(...sent, fires('silent', 100, 700, 650))).toEqual([{timer: 'silent', dueAt: 1_250, version: 650}])
  unitAfter(...sent)
    .when(fires('silent', 100, 700, 100))
    .then({type: 'silent'})
  unitAfter(...sent)
    .when(fires('silent', 100, 700))
    .then({type: 'silent'})
  const silent = [...sent, fires('silent', 100, 700)]
  unitAfter(...silent).is({hearing: {since: 100}})
  expect(timers(...silent)).toEqual([])
  unitAfter(...silent, {type: 'heard', heardAt: 800, at: 810, by: nodeSE}).is({
    hearing: {heardAt: 800, since: undefined},
  })
})

test('[UN9] the roster says who is on duty by UTC, also over midnight', () => {
  const night = [{from: 22 * 60, to: 6 * 60}]
  const at = (hour: number, minute = 0) => Date.UTC(2026, 0, 10, hour, minute)
  expect(rosterAt(night, at(23))).toEqual({on: true, until: at(30)})
  expect(rosterAt(night, at(5, 30))).toEqual({on: true, until: at(6)})
  expect(rosterAt(night, at(6))).toEqual({on: false, until: at(22)})
  expect(rosterAt([{from: 0, to: 0}], at(7))).toEqual({on: true, until: at(24)})
  expect(rosterAt(undefined, at(7))).toBe(undefined)
})
