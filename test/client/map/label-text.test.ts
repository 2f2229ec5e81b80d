import {expect, test} from 'vitest'
import {handoffLine, type LabelFacts, labelLines} from '../../../client/map/label-text.ts'
import type {LabelWords} from '../../../client/map/label-words.ts'
import {labelSize} from '../../../client/map/labels.ts'
import {pauseFor} from '../../../client/map/pace.ts'
import type {NationCode, TrackId} from '../../../shared/base/id.ts'
import {kindCode} from '../../../shared/model/object.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import {TrackFlag} from '../../../shared/protocol/frame.ts'
import type {HandoffThing} from '../../../shared/protocol/things.ts'

const words: LabelWords = {
  coasting: 'C',
  lost: 'LOST',
  seen: 'seen',
  noAnswer: 'no answer',
  recalled: 'recalled',
  failed: 'failed',
  limit: () => 'limit',
  kind: kind => `a ${kind}`,
  reason: code => code.toLowerCase(),
}

const vessel: LabelFacts = {
  name: {id: 1 as TrackId, label: 'NORDLICHT', kind: 'vessel', identity: 'identified', world: 'real', flag: 'DE'},
  kind: kindCode('vessel'),
  flags: 0,
  freshness: 'live',
  ageMs: 4_000,
  at: Date.UTC(2026, 0, 1, 2, 9, 10),
  speed: 11.678,
  course: 95,
  altitude: NaN,
  uncertainty: 3_334,
}

const offer = {
  status: 'PROPOSED',
  from: 'SE',
  fromPost: 'SE-01',
  to: 'DK',
  toPost: 'DK-01',
  delivered: true,
  seen: true,
} as HandoffThing

test('the order is fixed: what it is called, how it moves, what else is known', () => {
  expect(labelLines(vessel, 'full', words)).toEqual(['NORDLICHT', '22.7kn 095°', 'DE'])
  expect(labelLines(vessel, 'normal', words)).toEqual(['NORDLICHT', '22.7kn 095°'])
  expect(labelLines(vessel, 'small', words)).toEqual(['NORDLICHT'])
})

test('a drone tells its height and metres per second', () => {
  const drone = {...vessel, kind: kindCode('drone'), speed: 21, altitude: 120}
  expect(labelLines(drone, 'normal', words)).toEqual(['NORDLICHT', '120m 21m/s'])
})

test('age stands beside a late speed, and in the place of one that is only predicted or lost', () => {
  const second = (freshness: LabelFacts['freshness']) =>
    labelLines({...vessel, freshness, ageMs: 42_000}, 'normal', words)[1]
  expect(second('late')).toBe('22.7kn 095° 0:42')
  expect(second('coasting')).toBe('C 0:42 ±1.8nm')
  expect(second('lost')).toBe('LOST 02:09:10Z')
})

test('an exercise and a partner are named in the first line', () => {
  expect(labelLines({...vessel, flags: ReportFlag.EXERCISE}, 'small', words)).toEqual(['EX NORDLICHT'])
  const name = {...vessel.name, partners: ['SE']} as LabelFacts['name']
  expect(labelLines({...vessel, name, flags: TrackFlag.PARTNER}, 'small', words)).toEqual(['SE·NORDLICHT'])
  // What the own nation holds too is its own.
  expect(labelLines({...vessel, name}, 'small', words)).toEqual(['NORDLICHT'])
})

test('what a partner tells of without a name is called by its kind', () => {
  const name = {...vessel.name, label: '', partners: ['DK']} as LabelFacts['name']
  expect(labelLines({...vessel, name, flags: TrackFlag.PARTNER}, 'small', words)).toEqual(['DK·a vessel'])
})

test('the line of a handoff counts down for both sides, and says afterwards how it ended', () => {
  const wallNow = Date.UTC(2026, 0, 1, 2, 14, 12)
  const line = (changes: Partial<HandoffThing>, nation: string, isFrozen = false) =>
    handoffLine({...offer, ...changes} as HandoffThing, {nation: nation as NationCode, wallNow, isFrozen}, words)
  const deadline = {timer: 'reply', at: wallNow + 47_000, length: 60_000}
  const steps = [{status: 'x', at: wallNow - 1_000, by: {nation: 'DK' as NationCode, role: 'system' as const}}]

  expect(line({deadline}, 'DK')).toBe('«DK-01 0:47 [A]')
  expect(line({deadline}, 'SE')).toBe('»DK-01 0:47 seen')
  expect(line({deadline}, 'SE', true)).toBe('»DK-01 ?')
  expect(line({status: 'COMPLETED', steps}, 'SE')).toBe('✓ DK-01 02:14:11Z')
  expect(line({status: 'REJECTED', reason: {code: 'CAPACITY'}}, 'SE')).toBe('× DK-01 capacity')
  expect(line({status: 'EXPIRED'}, 'SE')).toBe('… DK-01 no answer')
  expect(line({status: 'CANCELLED'}, 'DK')).toBe('× SE-01 recalled')
})

test('the size of a label follows from its letters alone', () => {
  expect(labelSize({lines: ['12345', '12'], handoff: undefined, tone: 'plain'})).toEqual({width: 51.25, height: 36})
})

test('the map is drawn when something is new, when a symbol has moved half a pixel, and once a second', () => {
  const still = {isSoftware: false, isChanged: false, isSettling: false, pixelsPerSecond: 0}
  expect(pauseFor(still)).toBe(1_000)
  expect(pauseFor({...still, pixelsPerSecond: 2})).toBe(250)
  expect(pauseFor({...still, isChanged: true})).toBe(33)
  expect(pauseFor({...still, isSettling: true, isSoftware: true})).toBe(250)
})
