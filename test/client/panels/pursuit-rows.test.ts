import {expect, test} from 'vitest'
import type {NationCode} from '../../../shared/base/id.ts'
import type {PursuitThing} from '../../../shared/protocol/things.ts'
import {buttonsOf, clocksOf, isPressing, shownPursuits, withPursuit} from '../../../client/panels/pursuit-rows.ts'

const [SE, DK] = ['SE', 'DK'] as NationCode[] as [NationCode, NationCode]
const HOUR = 3_600_000
const pursuit = {
  id: 'pursuit-0001',
  status: 'ACROSS',
  from: SE,
  host: DK,
  basis: 'SCHENGEN_41',
  citation: 'art. 41',
  example: true,
  acts: ['pursue', 'stop'],
  mayDetain: true,
  signalNeeded: false,
  limits: {maxMs: 2 * HOUR, maxMetres: 10_000, warnMs: [], noticeMs: 10_000, longestMs: 24 * HOUR},
  startedAt: 0,
  crossed: {at: 1_000},
  beyond: {at: 2_000, metres: 8_500},
  warned: [],
  noticeLate: false,
} as unknown as PursuitThing

test('clocks run from the crossing by the node’s time; what is near its end is said so', () => {
  expect(clocksOf(pursuit, 61_000)).toEqual([
    {clock: 'time', leftMs: 2 * HOUR - 60_000},
    {clock: 'distance', metres: 8_500, ofMetres: 10_000},
    {clock: 'across', forMs: 60_000, at: 1_000},
  ])
  expect(clocksOf(pursuit, 61_000).map(isPressing)).toEqual([false, true, false])
  expect(clocksOf({...pursuit, status: 'ENDED'}, 61_000)).toEqual([])
})

test('the authorisation clock presses once its first warning has come', () => {
  const urgent = {
    ...pursuit,
    limits: {...pursuit.limits, maxMs: undefined, maxMetres: undefined, authorisationMs: 5 * HOUR},
  }
  const first = (warned: number[]) => clocksOf({...urgent, warned} as PursuitThing, 4 * HOUR + 2_000)[0]
  expect(first([])).toEqual({clock: 'authorisation', leftMs: HOUR - 1_000, isWarned: false})
  const warned = first([4 * HOUR])
  expect(warned !== undefined && isPressing(warned)).toBe(true)
})

test('FROM ends it, the host asks for its end and authorises what has to be authorised', () => {
  expect(buttonsOf(pursuit, SE)).toEqual(['tell', 'interrupt', 'call-off'])
  expect(buttonsOf(pursuit, DK)).toEqual(['request-stop'])
  const urgent = {...pursuit, limits: {...pursuit.limits, authorisationMs: HOUR}}
  expect(buttonsOf(urgent, DK)).toEqual(['request-stop', 'authorise'])
  expect(buttonsOf({...pursuit, status: 'ENDED'}, DK)).toEqual(['noted'])
})

test('an ended one stays until somebody has noted it', () => {
  const ended = {...pursuit, status: 'ENDED'} as PursuitThing
  expect(shownPursuits([ended], new Set())).toHaveLength(1)
  expect(shownPursuits([ended], new Set([ended.id]))).toHaveLength(0)
  expect(shownPursuits([pursuit], new Set([pursuit.id]))).toHaveLength(1)
})

test('beyond the line an own pursuit gives the basis; after its end it says why there is none', () => {
  const standing = {act: 'stop' as const, bases: [], why: {code: 'not-your-waters', values: {}}}
  expect(withPursuit(standing, pursuit, SE).bases).toMatchObject([{citation: 'art. 41'}])
  expect(withPursuit(standing, {...pursuit, status: 'ENDED'}, SE).why?.code).toBe('pursuit-ended')
  expect(withPursuit(standing, pursuit, DK)).toEqual(standing)
})
