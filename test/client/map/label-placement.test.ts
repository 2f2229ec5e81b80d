import {expect, test} from 'vitest'
import {LabelPlacement, type LabelWish, type PlacedLabel} from '../../../client/map/label-placement.ts'
import {seededRandom} from '../../../shared/base/random.ts'

const SCREEN = {width: 1_000, height: 800}
const at = (now: number, limit = 120) => ({now, limit, reserved: []})
const wish = (id: number, x: number, y: number, isNeeded = false): LabelWish => ({
  id,
  x,
  y,
  width: 100,
  height: 36,
  isNeeded,
})

function crowd(count: number, seed: number): LabelWish[] {
  const random = seededRandom(seed)
  return Array.from({length: count}, (_, id) => wish(id, random.unit() * 1_000, random.unit() * 800, id < 5))
}

function overlaps(wishes: readonly LabelWish[], placed: readonly PlacedLabel[]): number {
  const boxes = placed.map(({id, dx, dy}) => {
    const {x = 0, y = 0, width = 0, height = 0} = wishes[Number(id)] ?? {}
    return {left: x + dx, top: y + dy, right: x + dx + width, bottom: y + dy + height}
  })
  return boxes.filter((a, index) =>
    boxes.slice(index + 1).some(b => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
  ).length
}

test.each([1, 2, 3, 4, 5])('of 300 crowded labels no two cover each other (seed %i)', seed => {
  const wishes = crowd(300, seed)
  const placed = new LabelPlacement().place(wishes, SCREEN, at(0))
  expect(overlaps(wishes, placed)).toBe(0)
  expect(placed.length).toBeGreaterThan(60)
  expect(placed.length).toBeLessThanOrEqual(120)
})

test('what must be seen is always there, and first', () => {
  const placed = new LabelPlacement().place(crowd(300, 9), SCREEN, at(0))
  expect(placed.slice(0, 5).map(label => label.id)).toEqual([0, 1, 2, 3, 4])
})

test('a label keeps its side while that is free, though a better one comes free', () => {
  const placement = new LabelPlacement()
  const [, beside] = placement.place([wish(1, 500, 400), wish(2, 500, 400)], SCREEN, at(0))
  const [alone] = placement.place([wish(2, 500, 400)], SCREEN, at(1_000))
  expect(alone?.side).toBe(beside?.side)
  expect(alone?.side).not.toBe(0)
})

test('a label that has lost its place does not jump within ten seconds; one that must be seen does', () => {
  const placement = new LabelPlacement()
  placement.place([wish(2, 500, 400)], SCREEN, at(0))
  const crowded = placement.place([wish(1, 500, 400), wish(2, 500, 400)], SCREEN, at(5_000))
  expect(crowded.map(label => label.id)).toEqual([1])
  const later = placement.place([wish(1, 500, 400), wish(2, 500, 400)], SCREEN, at(10_000))
  expect(later.map(label => label.id)).toEqual([1, 2])

  const needed = new LabelPlacement()
  needed.place([wish(2, 500, 400, true)], SCREEN, at(0))
  const both = needed.place([wish(1, 500, 400, true), wish(2, 500, 400, true)], SCREEN, at(5_000))
  expect(both.map(label => label.id)).toEqual([1, 2])
})

test('nothing is placed on the boxes of the map itself, nor outside the screen', () => {
  const reserved = [{left: 500, top: 0, right: 1_000, bottom: 800}]
  const [placed] = new LabelPlacement().place([wish(1, 490, 400)], SCREEN, {now: 0, limit: 120, reserved})
  expect((placed?.dx ?? 0) + 100).toBeLessThanOrEqual(10)
  const [corner] = new LabelPlacement().place([wish(1, 990, 10)], SCREEN, at(0))
  expect(corner).toMatchObject({side: 3})
})
