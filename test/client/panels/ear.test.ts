import {expect, test} from 'vitest'
import type {PursuitThing} from '../../../shared/protocol/things.ts'
import {Ear, type Heard} from '../../../client/panels/ear.ts'
import {NOW, SE} from './samples.ts'

const MINUTE = 60_000
const pursuit = (part: object): PursuitThing =>
  ({
    id: 'pursuit-0001',
    status: 'ACROSS',
    limits: {maxMs: 120 * MINUTE, maxMetres: 25_000, warnMs: [], noticeMs: 10_000, longestMs: 24 * 60 * MINUTE},
    crossed: {at: NOW},
    beyond: {at: NOW, metres: 1_000},
    warned: [],
    ...part,
  }) as unknown as PursuitThing

function heard(part: Partial<Heard>): Heard {
  return {
    now: 0,
    wall: NOW,
    nation: SE,
    alerts: [],
    handoffs: [],
    units: [],
    pursuits: [],
    link: 'live',
    silentUntil: -Infinity,
    flood: false,
    ...part,
  }
}

test('a pursuit sounds at each warning step of its time, once, and when it is over', () => {
  const ear = new Ear()
  const at = (minutes: number, part: object = {}) =>
    ear.hear(heard({now: minutes * MINUTE, wall: NOW + minutes * MINUTE, pursuits: [pursuit(part)]}))
  expect([0, 60, 104, 105, 106, 114, 115, 119, 119.5].map(minutes => at(minutes))).toEqual([
    undefined,
    undefined,
    undefined,
    'warning',
    undefined,
    undefined,
    'warning',
    'warning',
    undefined,
  ])
  expect(at(120, {status: 'ENDED'})).toBe('warning')
  expect(at(121, {status: 'ENDED'})).toBe(undefined)
})

test('it sounds at four fifths and nineteen twentieths of the distance, and at the declared warnings of authorisation', () => {
  const far = new Ear()
  const beyond = (metres: number) => far.hear(heard({pursuits: [pursuit({beyond: {at: NOW, metres}})]}))
  expect([19_000, 20_000, 21_000, 24_000].map(beyond)).toEqual([undefined, 'warning', undefined, 'warning'])

  const urgent = new Ear()
  const limits = {authorisationMs: 300 * MINUTE, warnMs: [240 * MINUTE, 285 * MINUTE]}
  const after = (minutes: number) =>
    urgent.hear(heard({wall: NOW + minutes * MINUTE, pursuits: [pursuit({limits, beyond: undefined})]}))
  expect([239, 240, 241, 285, 299].map(after)).toEqual([undefined, 'warning', undefined, 'warning', undefined])
})

test('one that had ended before this window was opened makes no sound', () => {
  expect(new Ear().hear(heard({pursuits: [pursuit({status: 'ENDED'})]}))).toBe(undefined)
})
