import {expect, test} from 'vitest'
import type {ZoneId} from '../../../shared/base/id.ts'
import {destination} from '../../../shared/geo/distance.ts'
import type {Position} from '../../../shared/geo/position.ts'
import {kindCode} from '../../../shared/model/object.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import {AIS, PATROL} from '../picture/sea.ts'
import {Coast} from './coast.ts'

const WATERS = {lon: 13, lat: 55.3}
const RESERVE = ['reserve' as ZoneId]

/** An object that nothing names, by radar; every three seconds. */
function seen(coast: Coast, second: number, place: Position): void {
  if (second % 3 === 0) coast.plot(coast.seen(place, 15), {accuracy: 15})
}

function heard(coast: Coast, second: number, mmsi: number, place: Position, more = {}): void {
  if (second % 10 === 0) coast.ais(mmsi, place, more)
}

test('[RZ1] [RZ2] [RZ3] what nothing names is told twenty seconds after it enters, and when it has left', () => {
  const coast = new Coast([{rule: 'zone-entry', zones: RESERVE}])
  const inside = {lon: 13.1, lat: 55.502}
  const start = destination(inside, 1_000, 180)
  coast.pass(200, second => seen(coast, second, destination(start, second * 10, 0)))
  expect(coast.said('zone-entry')).toEqual(['begins alert'])
  const [begun] = coast.found.filter(each => each.rule === 'zone-entry')
  expect(begun?.zone).toBe('reserve')
  expect(begun?.evidence[0]).toMatchObject({code: 'inside-zone', values: {zone: 'Reserve'}})

  const back = destination(start, 2_000, 0)
  coast.pass(200, second => seen(coast, second, destination(back, second * 10, 180)))
  expect(coast.said('zone-entry')).toEqual(['begins alert', 'ends alert'])
})

test('[RZ3] a named vessel’s entry is an event; [RZ1] an own unit’s is nothing', () => {
  const coast = new Coast([{rule: 'zone-entry', zones: RESERVE}])
  coast.pass(60, second => {
    heard(coast, second, 219_000_001, {lon: 13.1, lat: 55.55})
    heard(coast, second, 265_000_001, {lon: 13.11, lat: 55.55})
  })

  expect(coast.said('zone-entry')).toEqual(['begins'])
})

test('[RZ1] a drone is told sooner, and the time can be set per kind', () => {
  const drone = {kind: kindCode('drone'), interval: 1_000, accuracy: 5, lon: 13.1, lat: 55.55}
  const usual = new Coast([{rule: 'zone-entry', zones: RESERVE}])
  usual.pass(7, () => usual.report({feed: PATROL, id: 5, ...drone}))
  expect(usual.said('zone-entry')).toEqual(['begins alert'])

  const slower = new Coast([{rule: 'zone-entry', zones: RESERVE, parameters: {droneAfterSeconds: 30}}])
  slower.pass(7, () => slower.report({feed: PATROL, id: 5, ...drone}))
  expect(slower.said('zone-entry')).toEqual([])
})

test('[RZ2] at the edge it does not come and go', () => {
  const coast = new Coast([{rule: 'zone-entry', zones: RESERVE, parameters: {afterSeconds: 0}}])
  coast.pass(1_200, second =>
    heard(coast, second, 219_000_001, {lon: 13.1, lat: 55.5 + 0.0005 * Math.sin(second / 20)}),
  )

  expect(coast.said('zone-entry')).toEqual(['begins'])
})

test('[RS1] a vessel that radar holds and AIS no longer hears is told after the time, and when it is heard again', () => {
  const coast = new Coast([{rule: 'silence', parameters: {afterSeconds: 300}}])
  const at = (second: number) => destination(WATERS, second * 6, 90)
  const sail = (seconds: number, from: number, talks: boolean) =>
    coast.pass(seconds, second => {
      if (talks) heard(coast, second, 219_000_001, at(from + second), {speed: 6})
      heard(coast, second, 219_000_002, {lon: 14, lat: 55.3})
      seen(coast, second, at(from + second))
    })
  sail(60, 0, true)
  sail(290, 60, false)
  expect(coast.said('silence')).toEqual([])
  sail(30, 350, false)
  expect(coast.said('silence')).toEqual(['begins alert'])
  expect(coast.found.find(each => each.rule === 'silence')?.evidence[0]).toMatchObject({
    code: 'ais-silent',
    values: {sensor: 'radar'},
  })
  sail(20, 380, true)
  expect(coast.said('silence')).toEqual(['begins alert', 'ends alert'])
})

test('[RS2] nobody is blamed when no sensor holds it, or when the station has died', () => {
  const outOfRange = new Coast([{rule: 'silence', parameters: {afterSeconds: 60}}])
  outOfRange.pass(300, second => {
    if (second <= 60) heard(outOfRange, second, 219_000_001, WATERS)
    heard(outOfRange, second, 219_000_002, {lon: 14, lat: 55.3})
  })
  expect(outOfRange.said('silence')).toEqual([])

  const deadStation = new Coast([{rule: 'silence', parameters: {afterSeconds: 60}}])
  deadStation.pass(300, second => {
    const place = destination(WATERS, second * 6, 90)
    if (second <= 60) heard(deadStation, second, 219_000_001, place, {speed: 6})
    seen(deadStation, second, place)
  })
  expect(deadStation.said('silence')).toEqual([])
})

test('[RS3] what was moored and still lies there is in port', () => {
  const coast = new Coast([{rule: 'silence', parameters: {afterSeconds: 60}}])
  coast.pass(300, second => {
    if (second <= 60) heard(coast, second, 219_000_001, WATERS, {speed: 0})
    heard(coast, second, 219_000_002, {lon: 14, lat: 55.3})
    seen(coast, second, WATERS)
  })

  expect(coast.said('silence')).toEqual([])
})

const MEETING = {rule: 'rendezvous', parameters: {afterSeconds: 300}} as const

/** Two vessels that drift 200 m from each other. */
function meet(coast: Coast, seconds: number, more: {place?: Position; first?: object; metres?: number} = {}): void {
  const place = more.place ?? WATERS
  coast.pass(seconds, second => {
    heard(coast, second, 219_000_001, place, {speed: 0.5, ...more.first})
    heard(coast, second, 219_000_002, destination(place, more.metres ?? 200, 90), {speed: 0.5})
  })
}

test('[RV1] two that lie close and slow for the time are told, and when they part', () => {
  const coast = new Coast([MEETING])
  meet(coast, 280)
  expect(coast.said('rendezvous')).toEqual([])
  meet(coast, 60)
  expect(coast.said('rendezvous')).toEqual(['begins alert'])
  expect(coast.found[0]?.rows).toHaveLength(2)
  meet(coast, 60, {metres: 2_000})
  expect(coast.said('rendezvous')).toEqual(['begins alert', 'ends alert'])
})

test('[RV1] the time begins anew for two that part in between', () => {
  const coast = new Coast([MEETING])
  meet(coast, 200)
  meet(coast, 100, {metres: 2_000})
  meet(coast, 250)

  expect(coast.said('rendezvous')).toEqual([])
})

test.each([
  ['moored', {first: {status: 5}}, {}],
  ['a pilot', {}, {shipType: 50}],
  ['a ferry', {}, {shipType: 60}],
])('[RV2] not when one is %s', (_what, options, said) => {
  const coast = new Coast([MEETING])
  coast.named(AIS, 219_000_001, {mmsi: '219000001', ...said})
  meet(coast, 600, options)

  expect(coast.said('rendezvous')).toEqual([])
})

test('[RV2] not when both fish, but when one of them does', () => {
  const both = new Coast([MEETING])
  for (const mmsi of [219_000_001, 219_000_002]) both.named(AIS, mmsi, {shipType: 30})
  meet(both, 600)
  expect(both.said('rendezvous')).toEqual([])

  const one = new Coast([MEETING])
  one.named(AIS, 219_000_001, {shipType: 30})
  meet(one, 600)
  expect(one.said('rendezvous')).toEqual(['begins alert'])
})

test('[RV3] not beside land, nor outside the rule’s zones', () => {
  const coast = new Coast([MEETING])
  meet(coast, 600, {place: {lon: 15.98, lat: 55.3}})
  expect(coast.said('rendezvous')).toEqual([])

  const zoned = new Coast([{...MEETING, zones: RESERVE}])
  meet(zoned, 600)
  expect(zoned.said('rendezvous')).toEqual([])
})

test('[RD1] distress is an alarm at once, once', () => {
  const coast = new Coast()
  coast.pass(60, second => heard(coast, second, 970_000_001, WATERS, {flags: ReportFlag.DISTRESS, status: 14}))

  expect(coast.said('distress')).toEqual(['begins alert'])
  expect(coast.found[0]).toMatchObject({priority: 1, situation: 'distress:mmsi:970000001'})
})

test('[RD2] without a place too; not on test', () => {
  const coast = new Coast()
  coast.ais(970_000_001, {lon: NaN, lat: NaN}, {flags: ReportFlag.DISTRESS, status: 14})
  expect(coast.found).toMatchObject([
    {phase: 'begins', alert: true, priority: 1, rows: [], situation: 'distress:mmsi:970000001'},
  ])

  const test = new Coast()
  test.ais(970_000_001, WATERS, {flags: ReportFlag.DISTRESS, status: 15})
  expect(test.found).toEqual([])
})

test('[RD3] a vessel’s safety text is an alert, MAYDAY an alarm, a coast station’s and a test events', () => {
  const coast = new Coast()
  coast.ais(219_000_001, WATERS)
  const say = (id: number, text: string) =>
    coast.picture.text({feed: AIS, id, at: coast.now, flags: 0, text, safety: true})
  say(219_000_001, 'LOST CONTAINER 55 18 N')
  say(219_000_001, 'MAYDAY TAKING WATER')
  say(2_190_064, 'GALE WARNING')
  say(219_000_001, 'TEST PLEASE IGNORE')

  expect(coast.found.map(each => [each.alert, each.priority])).toEqual([
    [true, 2],
    [true, 1],
    [false, 3],
    [false, 3],
  ])
})

test('[RD4] [RU5] over after ten minutes without the mark; losing sight of it does not end it', () => {
  const coast = new Coast()
  coast.ais(219_000_001, WATERS, {flags: ReportFlag.DISTRESS})
  coast.pass(590, second => heard(coast, second, 219_000_001, WATERS))
  expect(coast.said('distress')).toEqual(['begins alert'])
  coast.pass(20, second => heard(coast, second, 219_000_001, WATERS))
  expect(coast.said('distress')).toEqual(['begins alert', 'ends alert'])

  const lost = new Coast()
  lost.ais(219_000_001, WATERS, {flags: ReportFlag.DISTRESS})
  lost.pass(1_000)
  expect(lost.rows()).toEqual([])
  expect(lost.said('distress')).toEqual(['begins alert'])
})

test('[RU2] a situation keeps its name when the object gets one', () => {
  const coast = new Coast([{rule: 'zone-entry', zones: RESERVE}])
  coast.pass(60, second => seen(coast, second, {lon: 13.1, lat: 55.55}))
  coast.pass(60, second => {
    heard(coast, second, 219_000_001, {lon: 13.1, lat: 55.55}, {speed: 0})
    seen(coast, second, {lon: 13.1, lat: 55.55})
  })
  coast.pass(30, second => heard(coast, second, 219_000_001, {lon: 13.1, lat: 55.65}, {speed: 0}))

  const found = coast.found.filter(each => each.rule === 'zone-entry')
  expect(found.map(each => each.phase)).toEqual(['begins', 'ends'])
  expect(found[1]?.situation).toBe(found[0]?.situation)
})
