import {expect, test} from 'vitest'
import type {CommandId, TaskId} from '../../../shared/base/id.ts'
import type {OutboxEntry} from '../../../client/field/outbox.ts'
import {undoOffer} from '../../../client/field/undo-offer.ts'

const entries = [
  pressed('a', {status: 'received', heldUntil: 9_000}),
  pressed('b', {heldUntil: 4_000}),
  pressed('c', {status: 'kept'}),
]

test('with a link the bar counts the seconds until the press is sent', () => {
  expect(undoOffer(entries, {wall: 0, link: 'live'})).toEqual({id: 'b', pressed: 'task.en-route', sentInSeconds: 4})
  expect(undoOffer(entries, {wall: 3_001, link: 'live'})?.sentInSeconds).toBe(1)
})

test.each(['connecting', 'late', 'none', 'returning'] as const)(
  'link %s: the press waits, nothing counts down',
  link => {
    expect(undoOffer(entries, {wall: 0, link})).toEqual({id: 'b', pressed: 'task.en-route', sentInSeconds: undefined})
  },
)

test('after its time, and for what was sent, nothing is offered', () => {
  expect(undoOffer(entries, {wall: 4_000, link: 'live'})).toBeUndefined()
  expect(undoOffer(entries, {wall: 4_000, link: 'none'})).toBeUndefined()
})

function pressed(id: string, part: Partial<OutboxEntry>): OutboxEntry {
  const command = {type: 'task.en-route', task: 'task-0001' as TaskId} as const
  return {id: id as CommandId, command, pressedAt: 0, status: 'kept', ...part}
}
