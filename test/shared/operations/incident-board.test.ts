import {expect, test} from 'vitest'
import {columnOf, nextClock, reportClock} from '../../../shared/operations/incident-board.ts'

test('[IN15] its column on the board follows its units while it is open, and its status otherwise', () => {
  expect(columnOf({status: 'REPORTED'}, [])).toBe('new')
  expect(columnOf({status: 'ASSIGNED'}, [{status: 'SENT'}])).toBe('assigned')
  expect(columnOf({status: 'RESPONDING'}, [{status: 'EN_ROUTE'}, {status: 'WILCO'}])).toBe('en-route')
  expect(columnOf({status: 'RESPONDING'}, [{status: 'EN_ROUTE'}, {status: 'ON_SCENE'}])).toBe('on-scene')
  expect(columnOf({status: 'RESOLVED'}, [])).toBe('closing')
  expect(columnOf({status: 'CLOSED'}, [])).toBeUndefined()
  expect(columnOf({status: 'MERGED'}, [])).toBeUndefined()
})

test('[IN15] the next clock and the one of the report say whether they are late', () => {
  const shown = {
    clocks: [
      {clock: 'ack', dueAt: 5},
      {clock: 'report', dueAt: 9},
    ],
    late: ['ack', 'report-soon'],
  } as const
  expect(nextClock(shown)).toEqual({clock: 'ack', dueAt: 5, isLate: true})
  expect(reportClock(shown)).toEqual({dueAt: 9, isSoon: true, isLate: false})
  expect(reportClock({clocks: [], late: []})).toBeUndefined()
})
