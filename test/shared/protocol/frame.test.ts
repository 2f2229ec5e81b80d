import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {TrackId} from '../../../shared/base/id.ts'
import {latOf, lonOf} from '../../../shared/geo/mercator.ts'
import {
  cellOf,
  contentHash,
  emptyRecord,
  frameBytes,
  FrameFlag,
  isInside,
  NOT_AVAILABLE,
  readHeader,
  readRecord,
  RECORD_BYTES,
  tenths,
  type TrackRecord,
  writeHeader,
  writeRecord,
} from '../../../shared/protocol/frame.ts'

const PICTURE = Date.UTC(2026, 10, 24, 12)
const orNaN = (value: fc.Arbitrary<number>) =>
  fc.oneof({weight: 4, arbitrary: value}, {weight: 1, arbitrary: fc.constant(NaN)})
const within = (min: number, max: number) => fc.double({min, max, noNaN: true})

const records: fc.Arbitrary<TrackRecord> = fc.record({
  id: fc.nat(0xffff_ffff).map(id => id as TrackId),
  lon: within(-180, 179.999_999),
  lat: within(-85, 85),
  speed: orNaN(within(0, 1_300)),
  course: orNaN(within(0, 359.99)),
  heading: orNaN(within(0, 359.99)),
  altitude: orNaN(within(-999, 30_000)),
  at: orNaN(within(PICTURE - 6_000_000, PICTURE)),
  interval: orNaN(within(0, 180_000)),
  kind: fc.nat(255),
  identity: fc.nat(255),
  flags: fc.nat(0xffff),
})

test('a record comes back as it was written, to the grain of the wire; what is not available stays so', () => {
  fc.assert(
    fc.property(records, record => {
      const view = new DataView(new ArrayBuffer(RECORD_BYTES))
      writeRecord(view, 0, record, PICTURE)
      const back = readRecord(view, 0, PICTURE)

      expect(back.id).toBe(record.id)
      expect(Math.abs(lonOf(back.x) - record.lon)).toBeLessThan(2e-6)
      expect(Math.abs(latOf(back.y) - record.lat)).toBeLessThan(2e-6)
      same(back.speed, record.speed, 0.011)
      same(angleBetween(back.course, record.course), record.course - record.course, 0.051)
      same(angleBetween(back.heading, record.heading), record.heading - record.heading, 0.051)
      same(back.altitude, record.altitude, 0.26)
      same(back.at, record.at, 101)
      same(back.interval, record.interval, 51)
      expect([back.kind, back.identity, back.flags]).toEqual([record.kind, record.identity, record.flags])
    }),
  )
})

test('an age longer than the wire can say is said as very old, never as new; a future one as new', () => {
  const view = new DataView(new ArrayBuffer(RECORD_BYTES))
  const ageOf = (at: number) => {
    writeRecord(view, 0, {...emptyRecord(), lon: 0, lat: 0, at}, PICTURE)
    return view.getUint16(18, true)
  }
  expect(ageOf(PICTURE - 86_400_000)).toBe(NOT_AVAILABLE - 1)
  expect(ageOf(PICTURE + 5_000)).toBe(0)
  expect(ageOf(NaN)).toBe(NOT_AVAILABLE)
})

test('numbers off the scale are cut to it and never become another meaning', () => {
  const view = new DataView(new ArrayBuffer(RECORD_BYTES))
  writeRecord(
    view,
    0,
    {
      ...emptyRecord(),
      lon: 180,
      lat: 90,
      speed: 1e9,
      course: 360,
      heading: -90,
      altitude: -5_000,
      at: PICTURE,
      interval: 1e9,
    },
    PICTURE,
  )
  const back = readRecord(view, 0, PICTURE)
  expect(back.speed).toBeCloseTo((NOT_AVAILABLE - 1) * 0.02)
  expect([back.course, back.heading, back.altitude]).toEqual([0, 270, -1_000])
  expect(back.interval).toBe((NOT_AVAILABLE - 1) * 100)
})

test('the content hash of a record does not depend on the frame it comes with', () => {
  fc.assert(
    fc.property(records, fc.nat(60_000), (record, later) => {
      const at = tenths(record.at) * 100
      const first = new DataView(new ArrayBuffer(RECORD_BYTES))
      const second = new DataView(new ArrayBuffer(RECORD_BYTES))
      const soon = Number.isNaN(at) ? PICTURE : Math.max(at, PICTURE - 500_000)
      writeRecord(first, 0, {...record, at: Math.max(at, soon - 1_000)}, soon)
      writeRecord(second, 0, {...record, at: Math.max(at, soon - 1_000)}, soon + later)
      expect(contentHash(second, 0, tenths(soon + later))).toBe(contentHash(first, 0, tenths(soon)))
    }),
  )
})

test('each field of a record changes its hash', () => {
  const base = {
    ...emptyRecord(),
    id: 7 as TrackId,
    lon: 13,
    lat: 55,
    speed: 5,
    course: 90,
    heading: 91,
    altitude: 10,
    at: PICTURE,
    interval: 10_000,
    kind: 1,
    identity: 1,
    flags: 1,
  }
  const hashOf = (record: TrackRecord) => {
    const view = new DataView(new ArrayBuffer(RECORD_BYTES))
    writeRecord(view, 0, record, PICTURE + 1_000)
    return contentHash(view, 0, tenths(PICTURE + 1_000))
  }
  const changes: Partial<TrackRecord>[] = [
    {id: 8 as TrackId},
    {lon: 13.001},
    {lat: 55.001},
    {speed: NaN},
    {course: 91},
    {heading: NaN},
    {altitude: 11},
    {at: PICTURE - 100},
    {interval: 11_000},
    {kind: 2},
    {identity: 2},
    {flags: 3},
  ]
  const hashes = [base, ...changes.map(change => ({...base, ...change}))].map(hashOf)
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('a header comes back; what has not changed is not said and comes from the one before', () => {
  const plan = {
    flags: FrameFlag.CLEAR,
    tick: 4_000_000_000,
    pictureTime: PICTURE + 300,
    view: {west: 250, north: 70, width: 20, height: 9},
    level: 2,
    digest: {sum: 0xfedc_ba98, count: 300_000},
    gone: 2,
    records: 3,
    exact: 2,
    sections: 7,
  }
  const bytes = new Uint8Array(frameBytes(plan, 50))
  const places = writeHeader(new DataView(bytes.buffer), plan)
  const first = readHeader(new DataView(bytes.buffer), undefined)
  const {CLEAR, DIGEST, VIEW, GONE, RECORDS, EXACT} = FrameFlag
  expect(first).toEqual({
    flags: CLEAR | DIGEST | VIEW | GONE | RECORDS | EXACT,
    ...{
      tick: plan.tick,
      pictureTime: plan.pictureTime,
      view: plan.view,
      level: 2,
      gone: 2,
      records: 3,
      exact: 2,
      sections: 7,
    },
    ...{digest: 0xfedc_ba98, held: 300_000},
    ...places,
  })
  expect(bytes.length - places.sectionsAt).toBe(50)

  const next = {
    flags: 0,
    tick: 4_000_000_001,
    pictureTime: PICTURE + 400,
    level: 0,
    gone: 0,
    records: 0,
    exact: 0,
    sections: 1,
  }
  const small = new DataView(new ArrayBuffer(frameBytes(next, 9)))
  writeHeader(small, next)
  expect(small.byteLength).toBe(21)
  expect(readHeader(small, first)).toMatchObject({pictureTime: PICTURE + 400, view: plan.view, level: 2, sections: 1})
  expect(readHeader(small, undefined)).toBeUndefined()
})

test('bytes that are no frame, or shorter than they say, are none', () => {
  const plan = {flags: 0, tick: 1, pictureTime: PICTURE, level: 0, view: {west: 0, north: 0, width: 1, height: 1}}
  const whole = {...plan, digest: undefined, gone: 2, records: 3, exact: 1, sections: 0}
  const bytes = new Uint8Array(frameBytes(whole, 0))
  writeHeader(new DataView(bytes.buffer), whole)
  expect(readHeader(new DataView(bytes.buffer), undefined)).toBeDefined()
  for (let length = 0; length < bytes.length; length++)
    expect(readHeader(new DataView(bytes.buffer, 0, length), undefined)).toBeUndefined()
  bytes[0] = 9
  expect(readHeader(new DataView(bytes.buffer), undefined)).toBeUndefined()
})

test('the picture time of a frame that says only its low bits is the nearest one, across their turn too', () => {
  const turn = Math.ceil(tenths(PICTURE) / 2 ** 32) * 2 ** 32 * 100
  for (const [before, after] of [
    [turn - 100, turn],
    [turn, turn - 500],
    [turn + 86_400_000, turn - 100],
  ] as const) {
    const plan = {flags: 0, tick: 1, level: 0, gone: 0, records: 0, exact: 0, sections: 0}
    const first = new DataView(new ArrayBuffer(30))
    writeHeader(first, {...plan, pictureTime: before, view: {west: 0, north: 0, width: 1, height: 1}})
    const second = new DataView(new ArrayBuffer(12))
    writeHeader(second, {...plan, pictureTime: after})
    expect(readHeader(second, readHeader(first, undefined))?.pictureTime).toBe(after)
  }
})

test('random bytes are read without harm', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 400}), bytes => {
      bytes[0] = 2
      expect(() => readHeader(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), undefined)).not.toThrow()
    }),
  )
})

test('a rectangle of cells wraps at the antimeridian', () => {
  const rect = {west: 250, north: 100, width: 12, height: 2}
  const inCell = (column: number, row: number) => isInside(rect, (column << 24) >>> 0, (row << 24) >>> 0)
  expect([inCell(250, 100), inCell(255, 101), inCell(0, 100), inCell(5, 101)]).toEqual([true, true, true, true])
  expect([inCell(249, 100), inCell(6, 100), inCell(250, 99), inCell(250, 102)]).toEqual([false, false, false, false])
  expect(cellOf((250 << 24) >>> 0, (100 << 24) >>> 0)).toBe(100 * 256 + 250)
})

function same(value: number, expected: number, grain: number): void {
  if (Number.isNaN(expected)) expect(value).toBeNaN()
  else expect(Math.abs(value - expected)).toBeLessThanOrEqual(grain)
}

function angleBetween(a: number, b: number): number {
  return Math.abs(((a - b + 540) % 360) - 180)
}
