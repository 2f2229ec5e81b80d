import {expect, test} from 'vitest'
import type {ContactId, NationCode} from '../../../shared/base/id.ts'
import {destination} from '../../../shared/geo/distance.ts'
import {kindCode} from '../../../shared/model/object.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import {AIS, AIS_TOO, LINK, PATROL, Sea} from './sea.ts'

const HERE = {lon: 13, lat: 55}
const CONTACT = {contact: 'SE-K7QF3M2ABC' as ContactId, label: 'SE-K7QF', identity: 'of-interest'} as const

test('[PI1] what is not available stays so', () => {
  const sea = new Sea()
  sea.ais(219_000_001, HERE, {speed: NaN, course: NaN})

  const {tracks} = sea.picture
  const row = sea.only()
  expect([tracks.lon[row], tracks.lat[row]]).toEqual([13, 55])
  expect([tracks.speed[row], tracks.course[row], tracks.heading[row], tracks.altitude[row]]).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
  ])
})

test('[PI2] a place off the globe is dropped, the rest of the message counts', () => {
  const sea = new Sea()
  sea.ais(219_000_001, HERE, {status: 0})
  const {at} = sea.picture.tracks
  const measured = at[sea.only()]
  sea.now += 10_000
  sea.ais(219_000_001, {lon: 200, lat: 55}, {status: 7})

  const row = sea.only()
  expect(sea.picture.refused.position).toBe(1)
  expect([sea.picture.tracks.lon[row], sea.picture.tracks.status[row], at[row]]).toEqual([13, 7, measured])
  expect(sea.picture.heardAt(sea.picture.leaderOf(row))).toBe(sea.now)
})

test('[PI3] an older report does not move what is known', () => {
  const sea = new Sea()
  sea.ais(219_000_001, HERE)
  sea.ais(219_000_001, {lon: 13.01, lat: 55}, {at: sea.now - 5_000})

  expect(sea.picture.tracks.lon[sea.only()]).toBe(13)
  expect(sea.picture.refused.late).toBe(1)
})

test('[PI4] a name that comes before the first place is there when the place comes', () => {
  const sea = new Sea()
  sea.named(AIS, 219_000_001, {mmsi: '219000001', name: 'FREYA'})
  expect(sea.rows()).toEqual([])
  sea.pass(600)
  sea.ais(219_000_001, HERE)

  expect(sea.picture.labelOf(sea.only())).toBe('FREYA')
})

test('[PI6] when the tables are full, known objects go on', () => {
  const sea = new Sea({capacity: 3})
  for (let index = 0; index < 5; index++) sea.ais(219_000_001 + index, {lon: 13 + index, lat: 55})
  sea.now += 1_000
  sea.ais(219_000_001, {lon: 13.001, lat: 55})

  expect(sea.rows()).toHaveLength(3)
  expect(sea.picture.refused.full).toBeGreaterThan(0)
  expect(sea.picture.tracks.lon[sea.picture.rowOfSubject('mmsi:219000001')]).toBe(13.001)
})

test('[PI7] distress without a place is told as a text of its sender', () => {
  const sea = new Sea()
  const said: unknown[] = []
  sea.picture.onText(({track, report}) => said.push([track, report.id, report.safety]))
  sea.ais(970_000_001, {lon: NaN, lat: NaN}, {flags: ReportFlag.DISTRESS})

  expect(said).toEqual([[-1, 970_000_001, true]])
})

test('[PI10] one vessel that two stations and a partner hear is one track with three sources', () => {
  const sea = new Sea()
  sea.ais(219_000_001, HERE)
  sea.ais(219_000_001, HERE, {feed: AIS_TOO})
  sea.report({feed: LINK, id: 5, lon: 13.001, lat: 55, interval: 10_000})
  sea.named(LINK, 5, {mmsi: '219000001'})

  const row = sea.only()
  expect([...sea.picture.sourcesOf(row)]).toHaveLength(3)
  expect([...sea.picture.sourcesOf(row)].map(source => sea.picture.feedOf(source).origin).sort()).toEqual([
    'DK',
    'SE',
    'SE',
  ])
  expect(sea.picture.subjectKey(row)).toBe('mmsi:219000001')
})

test('[PI11] one MMSI in two seas is two tracks', () => {
  const sea = new Sea()
  sea.ais(219_000_001, HERE)
  sea.ais(219_000_001, {lon: 18, lat: 57}, {feed: AIS_TOO})

  expect(sea.rows()).toHaveLength(2)
})

test('[PI11] in one feed a leap is believed from its second report, and both stay apart', () => {
  const sea = new Sea()
  const there = {lon: 18, lat: 57}
  sea.ais(219_000_001, HERE)
  sea.now += 5_000
  sea.ais(219_000_001, there)
  expect(sea.rows()).toHaveLength(1)
  expect(sea.picture.tracks.lon[sea.only()]).toBe(13)

  sea.now += 5_000
  sea.ais(219_000_001, HERE)
  sea.ais(219_000_001, there)
  expect(
    sea
      .rows()
      .map(row => sea.picture.tracks.lon[row])
      .sort(),
  ).toEqual([13, 18])
  sea.named(AIS, 219_000_001, {mmsi: '219000001', name: 'TWICE'})
  expect(sea.rows().map(row => sea.picture.labelOf(row))).toEqual(['TWICE', 'TWICE'])
})

test('[PI11] a vessel that was out of reach for an hour is the same where it can have gone', () => {
  const sea = new Sea()
  sea.ais(219_000_001, HERE, {speed: 10, interval: 180_000})
  sea.now += 600_000
  sea.ais(219_000_001, destination(HERE, 25_000, 90))

  expect(sea.rows()).toHaveLength(1)
})

test('[PI12] a unit is own by its transmitter or by its patrol report, as one track', () => {
  const sea = new Sea()
  sea.ais(265_000_001, HERE)
  sea.report({feed: PATROL, id: 1, ...HERE})
  sea.named(PATROL, 1, {device: 'SE-KBV1'})

  const row = sea.only()
  expect(sea.picture.unitOf(row)).toBe('SE-KBV1')
  expect(sea.picture.identityOf(row)).toBe('own')
  expect((sea.picture.tracks.flags[row] ?? 0) & ReportFlag.OWN).toBe(ReportFlag.OWN)
  sea.ais(265_000_001, HERE)
  const marks = [...sea.picture.sourcesOf(row)].map(source => (sea.picture.sources.flags[source] ?? 0) & ReportFlag.OWN)
  expect(marks).toEqual([ReportFlag.OWN, ReportFlag.OWN])
})

test('[PI13] what radar holds is named by the AIS that is first heard there, and keeps its id', () => {
  const sea = new Sea()
  sea.pass(30, second => second % 3 === 0 && sea.plot(sea.seen(HERE, 20)))
  const id = sea.picture.idOf(sea.only())
  expect(sea.picture.identityOf(sea.only())).toBe('unidentified')
  sea.ais(219_000_001, HERE, {speed: 0})

  expect(sea.picture.idOf(sea.only())).toBe(id)
  expect(sea.picture.subjectKey(sea.only())).toBe('mmsi:219000001')
  expect(sea.picture.identityOf(sea.only())).toBe('identified')
})

test('[PI14] the own word comes before a partner’s, whatever the order; each value says whose it is', () => {
  const sea = new Sea()
  sea.ais(219_000_001, HERE)
  sea.named(AIS, 219_000_001, {name: 'FREYA'})
  sea.report({feed: LINK, id: 5, ...HERE})
  sea.now += 1_000
  sea.named(LINK, 5, {mmsi: '219000001', name: 'FREJA', callsign: 'OXYZ'})

  const said = sea.picture.saidOf(sea.only())
  expect([said.get('name')?.value, said.get('name')?.origin]).toEqual(['FREYA', 'SE'])
  expect([said.get('callsign')?.value, said.get('callsign')?.origin]).toEqual(['OXYZ', 'DK'])
})

test('[PI15] a device’s number is no identity', () => {
  const sea = new Sea()
  sea.report({feed: PATROL, id: 9, ...HERE, kind: kindCode('drone')})
  sea.named(PATROL, 9, {device: 'drone-9'}, 'drone')

  expect(sea.picture.identityOf(sea.only())).toBe('unidentified')
})

test('[PI16] what is simulated is never one with what is real', () => {
  const feeds = [
    {name: 'ais', kind: 'ais', origin: 'SE' as NationCode, world: 'real', trust: 'B'},
    {name: 'game', kind: 'ais', origin: 'SE' as NationCode, world: 'simulated', trust: 'B'},
  ] as const
  const sea = new Sea({feeds})
  sea.ais(219_000_001, HERE)
  sea.ais(219_000_001, HERE, {feed: 1, flags: ReportFlag.SIMULATED})

  expect(sea.rows()).toHaveLength(2)
})

test('[PI17] an earlier name goes on leading to the track, and a contact returns with the name', () => {
  const sea = new Sea()
  sea.pass(30, second => second % 3 === 0 && sea.plot(sea.seen(HERE, 20)))
  const nameless = sea.picture.subjectKey(sea.only())
  sea.ais(219_000_001, HERE, {speed: 0})
  expect(sea.picture.rowOfSubject(nameless)).toBe(sea.only())

  sea.picture.setContact(sea.only(), CONTACT)
  sea.pass(3_600)
  expect(sea.rows()).toEqual([])
  sea.ais(219_000_001, HERE)
  expect(sea.picture.contactOf(sea.only())).toEqual(CONTACT)
  expect(sea.picture.identityOf(sea.only())).toBe('of-interest')
  expect(sea.picture.labelOf(sea.only())).toBe('SE-K7QF')
})

test('[PI30] the own fresh source leads before a partner’s, and a partner’s before nothing', () => {
  const sea = new Sea()
  sea.ais(219_000_001, HERE)
  sea.report({feed: LINK, id: 5, lon: 13.002, lat: 55, interval: 10_000})
  sea.named(LINK, 5, {mmsi: '219000001'})
  const lead = () => sea.picture.feedOf(sea.picture.leaderOf(sea.only())).name
  expect(lead()).toBe('ais')

  sea.pass(30, second => second % 10 === 0 && sea.report({feed: LINK, id: 5, lon: 13.002, lat: 55, interval: 10_000}))
  expect(lead()).toBe('DK')
  expect(sea.picture.tracks.lon[sea.only()]).toBe(13.002)
  sea.ais(219_000_001, HERE)
  expect(lead()).toBe('ais')
})

test('[PI31] distress that any source says is the track’s', () => {
  const sea = new Sea()
  sea.ais(219_000_001, HERE)
  sea.ais(219_000_001, HERE, {feed: AIS_TOO, flags: ReportFlag.DISTRESS})
  sea.now += 1_000
  sea.ais(219_000_001, HERE)

  expect((sea.picture.tracks.flags[sea.only()] ?? 0) & ReportFlag.DISTRESS).toBe(ReportFlag.DISTRESS)
})

test('[PI32] a partner’s unit is regarded as the partner’s', () => {
  const sea = new Sea()
  sea.report({feed: LINK, id: 6, ...HERE, flags: ReportFlag.OWN})
  sea.named(LINK, 6, {mmsi: '220000001'})

  expect(sea.picture.identityOf(sea.only())).toBe('partner')
  expect((sea.picture.tracks.flags[sea.only()] ?? 0) & ReportFlag.OWN).toBe(0)
})

test('[PI10] [PI26] a partner’s nameless radar track of an own vessel becomes one with it, and leaves it when it goes elsewhere', () => {
  const sea = new Sea()
  const vessel = (second: number) => destination(HERE, second * 5, 90)
  let other = 0
  sea.pass(120, second => {
    if (second % 5 === 0) sea.ais(219_000_001, vessel(second))
    const place = second < 40 ? vessel(second) : destination(vessel(40), (other += 12), 0)
    sea.report({feed: LINK, id: 8, ...sea.seen(place, 10), kind: kindCode('contact'), interval: 3_000, accuracy: 30})
    if (second === 30) expect(sea.rows()).toHaveLength(1)
  })

  expect(sea.rows()).toHaveLength(2)
})
