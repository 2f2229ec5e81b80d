import {expect, test} from 'vitest'
import {
  incomingHandoffs,
  NO_THINGS,
  openAlerts,
  openSituations,
  outgoingHandoffs,
  withThings,
} from '../../../client/state/things.ts'
import type {NationCode} from '../../../shared/base/id.ts'
import type {AlertThing, HandoffThing, Thing} from '../../../shared/protocol/things.ts'

const alert = (id: string, more: Partial<AlertThing> = {}) =>
  ({
    kind: 'alert',
    id,
    version: 1,
    priority: 2,
    status: 'UNACK',
    raisedAt: 0,
    tracks: [],
    ...more,
  }) as unknown as AlertThing
const handoff = (id: string, from: string, to: string, status = 'PROPOSED') =>
  ({kind: 'handoff', id, version: 1, from, to, status, steps: []}) as unknown as HandoffThing
const of = (...upserts: Thing[]) => withThings(NO_THINGS, {snapshot: false, upserts, removed: []})

test('alerts stand unacknowledged first, then by priority, then the oldest; ended and shelved ones are not in the queue', () => {
  const state = of(
    alert('acknowledged', {status: 'ACK', priority: 1}),
    alert('young', {raisedAt: 9}),
    alert('old', {raisedAt: 3}),
    alert('urgent', {priority: 1, raisedAt: 10}),
    alert('over-unseen', {status: 'CLEARED_UNACK', priority: 3}),
    alert('shelved', {status: 'SHELVED'}),
    alert('over', {status: 'CLEARED'}),
    alert('given', {status: 'TRANSFERRED'}),
  )
  expect(openAlerts(state).map(one => one.id)).toEqual(['urgent', 'old', 'young', 'over-unseen', 'acknowledged'])
})

test('what a batch does not touch stays the same object, so that nothing is drawn again for it', () => {
  const before = of(alert('a'), handoff('h', 'SE', 'DK'))
  const after = withThings(before, {snapshot: false, upserts: [alert('b')], removed: []})
  expect(after.handoff).toBe(before.handoff)
  expect(outgoingHandoffs(after, 'SE' as NationCode)).toBe(outgoingHandoffs(before, 'SE' as NationCode))
  expect(openAlerts(after)).not.toBe(openAlerts(before))
  expect(before.alert.size).toBe(1)
})

test('an older version changes nothing, a removal takes away, a snapshot begins anew', () => {
  const state = of(alert('a', {version: 3, status: 'ACK'}), alert('b'))
  const older = withThings(state, {snapshot: false, upserts: [alert('a', {version: 2})], removed: []})
  expect(older.alert.get('a')?.status).toBe('ACK')
  expect([
    ...withThings(state, {
      snapshot: false,
      upserts: [],
      removed: [
        {kind: 'alert', id: 'b'},
        {kind: 'other', id: 'x'},
      ],
    }).alert.keys(),
  ]).toEqual(['a'])
  const anew = withThings(state, {snapshot: true, upserts: [alert('c')], removed: []})
  expect([[...anew.alert.keys()], anew.complete]).toEqual([['c'], true])
})

test('handoffs are incoming or outgoing by nation while they run', () => {
  const state = of(
    handoff('in', 'DK', 'SE'),
    handoff('out', 'SE', 'DE'),
    handoff('ended', 'DK', 'SE', 'COMPLETED'),
    handoff('others', 'DK', 'DE'),
  )
  expect(incomingHandoffs(state, 'SE' as NationCode).map(one => one.id)).toEqual(['in'])
  expect(outgoingHandoffs(state, 'SE' as NationCode).map(one => one.id)).toEqual(['out'])
})

test('what a partner tells of the same situation stands under the own alert, and alone where there is none', () => {
  const basis = {agreement: 'A', rule: 'r'} as never
  const own = {...alert('own'), rule: 'distress', tracks: [7], raisedAt: 5} as unknown as AlertThing
  const copy = {
    ...alert('copy'),
    rule: 'distress',
    tracks: [7],
    raisedAt: 1,
    origin: 'DK',
    basis,
  } as unknown as AlertThing
  const other = {...alert('other'), rule: 'silence', tracks: [7], origin: 'DK', basis} as unknown as AlertThing
  const state = withThings(NO_THINGS, {snapshot: true, upserts: [copy, own, other], removed: []})

  expect(
    openAlerts(state)
      .map(one => one.id)
      .sort(),
  ).toEqual(['other', 'own'])
  expect(
    openSituations(state)
      .told.get('own')
      ?.map(one => one.id),
  ).toEqual(['copy'])
  const without = withThings(state, {snapshot: false, upserts: [], removed: [{kind: 'alert', id: 'own'}]})
  expect(
    openAlerts(without)
      .map(one => one.id)
      .sort(),
  ).toEqual(['copy', 'other'])
})
