import {expect, test} from 'vitest'
import type {ContactId} from '../../../shared/base/id.ts'
import {destination} from '../../../shared/geo/distance.ts'
import {kindCode} from '../../../shared/model/object.ts'
import {Coast} from './coast.ts'

const NORTH = {lon: 13, lat: 55.02}
const CONTACT = {contact: 'SE-K7QF3M2ABC' as ContactId, label: 'SE-K7QF', identity: 'of-interest'} as const

/** Sails a named vessel south at 10 m/s, a report every ten seconds. */
function southward(coast: Coast, seconds: number, from = NORTH, mmsi = 219_000_001): void {
  coast.pass(seconds, second => {
    if (second % 10 === 0) coast.ais(mmsi, destination(from, second * 10, 180), {speed: 10, course: 180})
  })
}

/** The same, seen by radar alone. */
function unseenSouthward(coast: Coast, seconds: number, from = NORTH): void {
  coast.pass(seconds, second => {
    if (second % 3 === 0) coast.plot(coast.seen(destination(from, second * 10, 180), 20))
  })
}

test('[RC1] [RC3] [RU1] a named vessel that crosses is an event at the report that shows it, not an alert', () => {
  const coast = new Coast()
  southward(coast, 600)

  const [found] = coast.found
  expect(coast.said('crossing')).toEqual(['begins'])
  expect(found).toMatchObject({rule: 'crossing', from: 'SE', to: 'DK', alert: false, priority: 3})
  expect(found?.evidence[0]).toEqual({code: 'crossed', values: {from: 'SE', to: 'DK'}})
  // 2,224 m to the line and 100 beyond it, at 100 m a report.
  expect(found?.place?.lat).toBeLessThan(55 - 0.0009)
  expect(found?.place?.lat).toBeGreaterThan(55 - 0.0019)
})

test('[RC3] an object that nothing names is an alert', () => {
  const coast = new Coast()
  unseenSouthward(coast, 420)

  expect(coast.said('crossing')).toEqual(['begins alert'])
  expect(coast.found.find(each => each.rule === 'crossing')?.evidence.map(each => each.code)).toContain('unidentified')
})

test('[RC3] a contact is an alert, and so is everybody on a line marked so', () => {
  const contact = new Coast()
  southward(contact, 20)
  contact.picture.setContact(contact.only(), CONTACT)
  southward(contact, 420)
  expect(contact.said('crossing')).toEqual(['begins alert'])

  const every = new Coast([], {everyCrossing: true})
  southward(every, 420)
  expect(every.said('crossing')).toEqual(['begins alert'])
})

test('[RC3] a silent vessel that radar holds is an alert', () => {
  const coast = new Coast()
  const at = (second: number) => destination(NORTH, second * 10, 180)
  coast.pass(420, second => {
    if (second <= 60 && second % 10 === 0) coast.ais(219_000_001, at(second), {speed: 10, course: 180})
    if (second % 3 === 0) coast.plot(coast.seen(at(second), 20))
  })

  expect(coast.said('crossing')).toEqual(['begins alert'])
  expect(coast.found.find(each => each.rule === 'crossing')?.evidence.map(each => each.code)).toContain('silent')
})

test('[RC2] one that runs along the line does not cross it again and again', () => {
  const coast = new Coast()
  coast.pass(1_800, second => {
    if (second % 10 !== 0) return
    const place = destination({lon: 13, lat: 55}, second * 8, 90)
    coast.ais(219_000_001, destination(place, 60 * Math.sin(second / 30), 0), {speed: 8, course: 90})
  })

  expect(coast.said('crossing')).toEqual([])
})

test('[RC2] what is known badly must be farther across', () => {
  const coast = new Coast()
  const report = {feed: 4, id: 7, kind: kindCode('vessel'), interval: 10_000, accuracy: 300}
  for (const metres of [500, -200, -500, -700]) {
    coast.now += 10_000
    coast.report({...report, ...destination({lon: 13, lat: 55}, metres, 0)})
  }

  expect(coast.found.filter(each => each.rule === 'crossing').map(each => each.place?.lat.toFixed(4))).toEqual([
    '54.9937',
  ])
})

test('[RC4] where it is first seen is no crossing, and crossings that do not touch the own nation are others’', () => {
  const coast = new Coast()
  southward(coast, 600, {lon: 13, lat: 54.02})

  expect(coast.said('crossing')).toEqual([])
})

test('[RP1] [RP2] an unidentified object that heads for the line is told in time, with minutes and direction', () => {
  const coast = new Coast()
  unseenSouthward(coast, 150, {lon: 13, lat: 55.1})

  const [found] = coast.found.filter(each => each.rule === 'crossing-predicted')
  expect(coast.said('crossing-predicted')[0]).toBe('begins alert')
  expect(found).toMatchObject({from: 'SE', to: 'DK', priority: 2})
  expect(found?.inSeconds).toBeGreaterThan(800)
  expect(found?.inSeconds).toBeLessThan(1_400)
})

test('[RP2] not before it has held for the time', () => {
  const told = (afterSeconds: number) => {
    const coast = new Coast([{rule: 'crossing-predicted', parameters: {afterSeconds}}])
    unseenSouthward(coast, 240, {lon: 13, lat: 55.1})
    return coast.found.find(each => each.phase === 'begins')?.at ?? NaN
  }

  expect((told(90) - told(20)) / 1_000).toBeGreaterThanOrEqual(65)
  expect((told(90) - told(20)) / 1_000).toBeLessThanOrEqual(75)
})

test('[RP1] an inbound one is told as well', () => {
  const coast = new Coast()
  coast.pass(150, second => {
    if (second % 3 === 0) coast.plot(coast.seen(destination({lon: 13, lat: 54.95}, second * 10, 0), 20))
  })

  expect(coast.found.find(each => each.rule === 'crossing-predicted')).toMatchObject({from: 'DK', to: 'SE'})
})

test('[RP3] a named vessel is not told, unless the line asks for everybody', () => {
  const usual = new Coast()
  southward(usual, 120, {lon: 13, lat: 55.1})
  expect(usual.said('crossing-predicted')).toEqual([])

  const every = new Coast([], {everyCrossing: true})
  southward(every, 120, {lon: 13, lat: 55.1})
  expect(every.said('crossing-predicted')[0]).toBe('begins alert')
})

test('[RP2] [RU2] over when it turns away; one situation from first to last', () => {
  const coast = new Coast()
  unseenSouthward(coast, 150, {lon: 13, lat: 55.1})
  const turned = destination({lon: 13, lat: 55.1}, 1_500, 180)
  coast.pass(150, second => {
    if (second % 3 === 0) coast.plot(coast.seen(destination(turned, second * 10, 0), 20))
  })

  const found = coast.found.filter(each => each.rule === 'crossing-predicted')
  expect(found.map(each => each.phase).filter(phase => phase !== 'continues')).toEqual(['begins', 'ends'])
  expect(new Set(found.map(each => each.situation)).size).toBe(1)
})

test('[RP2] [RU5] over when nobody sees it any more', () => {
  const coast = new Coast()
  unseenSouthward(coast, 150, {lon: 13, lat: 55.1})
  coast.pass(150)

  expect(coast.said('crossing-predicted').at(-1)).toBe('ends alert')
})

test('[RU3] a rule that is off says nothing; kinds limit it', () => {
  const off = new Coast([{rule: 'crossing', on: false}])
  southward(off, 420)
  expect(off.said('crossing')).toEqual([])

  const aircraft = new Coast([{rule: 'crossing', kinds: ['aircraft']}])
  southward(aircraft, 420)
  expect(aircraft.said('crossing')).toEqual([])
})

test('[RU4] the configuration decides what becomes an alert', () => {
  const always = new Coast([{rule: 'crossing', alert: 'always', priority: 1}])
  southward(always, 420)
  expect(always.found.map(each => [each.alert, each.priority])).toEqual([[true, 1]])

  const never = new Coast([{rule: 'crossing', alert: 'never'}])
  unseenSouthward(never, 420)
  expect(never.said('crossing')).toEqual(['begins'])
})
