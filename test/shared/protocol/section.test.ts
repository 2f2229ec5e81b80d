import fc from 'fast-check'
import {expect, test} from 'vitest'
import {cellAt, CELLS_ACROSS, type CellRect, placeOf} from '../../../shared/protocol/frame.ts'
import {MoveReader} from '../../../shared/protocol/move.ts'
import {LONGEST_SECTION_HEAD, SectionHeads, SectionReader} from '../../../shared/protocol/section.ts'

const rects = fc
  .record({west: fc.nat(255), north: fc.nat(255), width: fc.integer({min: 1, max: 256})})
  .chain(rect => fc.integer({min: 1, max: 256 - rect.north}).map(height => ({...rect, height})))

type Head = {readonly place: number; readonly block: number; readonly moves: number}

function written(heads: readonly Head[]): Uint8Array {
  const bytes = new Uint8Array(heads.length * LONGEST_SECTION_HEAD)
  const writer = new SectionHeads()
  let at = 0
  writer.begin()
  for (const {place, block, moves} of heads) {
    const from = at
    at = writer.write(bytes, at, place, block, moves)
    expect(at - from).toBeLessThanOrEqual(LONGEST_SECTION_HEAD)
  }
  return bytes.slice(0, at)
}

function readerOf(bytes: Uint8Array, view: CellRect): SectionReader {
  return new SectionReader(new MoveReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0), view)
}

test('each cell of a rectangle has its place in it, across the antimeridian too', () => {
  fc.assert(
    fc.property(rects, fc.nat(), (rect, any) => {
      const place = any % (rect.width * rect.height)
      expect(placeOf(rect, cellAt(rect, place))).toBe(place)
    }),
  )
  expect(cellAt({west: 255, north: 2, width: 3, height: 2}, 4)).toBe(3 * CELLS_ACROSS)
})

test('heads come back as they were written', () => {
  const heads = (rect: CellRect) =>
    fc
      .array(
        fc.record({
          place: fc.nat(rect.width * rect.height - 1),
          block: fc.oneof(fc.constantFrom(7, 65_535), fc.nat(65_535)),
          moves: fc.oneof(fc.constant(1), fc.nat(65_535)),
        }),
        {maxLength: 200},
      )
      .map(all => all.sort((a, b) => a.place - b.place))
  fc.assert(
    fc.property(
      rects.chain(rect => fc.tuple(fc.constant(rect), heads(rect))),
      ([rect, all]) => {
        const reader = readerOf(written(all), rect)
        for (const {place, block, moves} of all) {
          expect(reader.next()).toBe(true)
          expect({cell: reader.cell, block: reader.block, moves: reader.moves}).toEqual({
            cell: cellAt(rect, place),
            block,
            moves,
          })
        }
        expect(() => reader.next()).toThrow(RangeError)
      },
    ),
  )
})

test('a block that has been named and has one move takes two bytes', () => {
  const first = {place: 3, block: 4_711, moves: 1}
  expect(written([first]).length).toBe(4)
  expect(written([first, {place: 90, block: 4_711, moves: 1}]).length).toBe(6)
  expect(written([first, {place: 90, block: 4_711, moves: 2}]).length).toBe(7)
})

test('a head for a cell outside the view, or for a block that has not been named, is none', () => {
  const view = {west: 0, north: 0, width: 2, height: 2}
  expect(readerOf(written([{place: 4, block: 1, moves: 1}]), view).next()).toBe(false)
  expect(readerOf(Uint8Array.of(0, 2), view).next()).toBe(false)
})
