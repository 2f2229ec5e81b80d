import {expect, test} from 'vitest'
import type {TrackId} from '../../../shared/base/id.ts'
import {focusOf} from '../../../client/map/focus.ts'
import type {Mark} from '../../../client/map/marks.ts'
import {taskOf} from '../field/samples.ts'

test('first what needs a look now, then the objects of open tasks, then the rest; each once', () => {
  const marks = [mark(1, {isSelected: true}), mark(2, {holder: 'own'}), mark(3, {isUnit: true})]
  expect(focusOf(marks, [taskOf({id: 'a', track: 3}), taskOf({id: 'b'}), taskOf({id: 'c', track: 9})])).toEqual([
    1, 3, 9, 2,
  ])
})

test('what only lies under the pointer is not asked for', () => {
  expect(focusOf([mark(1, {isHovered: true}), mark(2, {isHovered: true, holder: 'mine'})], [])).toEqual([2])
})

test('at most two hundred are asked for, and no crowd of contacts drives out a task’s object', () => {
  const contacts = Array.from({length: 300}, (_, index) => mark(1_000 + index, {holder: 'own'}))
  const focus = focusOf(contacts, [taskOf({id: 'a', track: 7})])
  expect([focus.length, focus[0], focus[199]]).toEqual([200, 7, 1_198])
})

function mark(track: number, part: Partial<Mark>): Mark {
  return {
    ...{track: track as TrackId, isSelected: false, isHovered: false, isUnit: false},
    ...{alert: undefined, handoff: undefined, holder: undefined},
    ...part,
  }
}
