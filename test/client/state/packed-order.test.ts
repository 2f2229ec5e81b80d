import fc from 'fast-check'
import {expect, test} from 'vitest'
import {byKey} from '../../../client/state/packed-order.ts'
import {isUnacknowledged, queueKey} from '../../../client/state/things.ts'
import type {AlertThing} from '../../../shared/protocol/things.ts'

test('the order is that of a comparison, equal ones in the order in which they came', () => {
  fc.assert(
    fc.property(fc.array(fc.record({key: fc.integer({min: -5, max: 5}), name: fc.nat()}), {maxLength: 100}), things => {
      expect(byKey(things, thing => thing.key)).toEqual([...things].sort((a, b) => a.key - b.key))
    }),
  )
})

const alert = fc.record({
  status: fc.constantFrom('UNACK', 'CLEARED_UNACK', 'ACK'),
  priority: fc.integer({min: 1, max: 4}),
  raisedAt: fc.integer({min: Date.UTC(2020, 0), max: Date.UTC(2100, 0)}),
})

test('the queue: unacknowledged first, then priority, then the oldest', () => {
  fc.assert(
    fc.property(fc.array(alert, {maxLength: 60}), drawn => {
      const alerts = drawn as unknown as AlertThing[]
      expect(byKey(alerts, queueKey)).toEqual(
        [...alerts].sort(
          (a, b) =>
            Number(isUnacknowledged(b)) - Number(isUnacknowledged(a)) ||
            a.priority - b.priority ||
            a.raisedAt - b.raisedAt,
        ),
      )
    }),
  )
})
