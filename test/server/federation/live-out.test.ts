import fc from 'fast-check'
import {expect, test} from 'vitest'
import {manualClock} from '../../../shared/base/clock.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {destination, distance} from '../../../shared/geo/distance.ts'
import {emptyLiveRecord, readLiveFrame} from '../../../server/federation/live-frame.ts'
import {LiveOut} from '../../../server/federation/live-out.ts'
import {handlesIn, sides, TestSource} from './sides.ts'

const METRES_NORTH = 1 / 111_195

test('[LO1] handles are dense in the order of release, and what is not released leaves no hole', () => {
  const {se, pass} = sides()
  for (let row = 1; row <= 10; row++) {
    if (row % 2 === 1) se.source.hidden.add(row)
    se.source.put(row, {}, {details: {name: `row ${row}`}})
  }
  pass(2_000)
  se.source.hidden.delete(3)
  se.link.releaseChanged([3])
  pass(1_000)
  expect(describedIn(se)).toEqual([...[2, 4, 6, 8, 10].map((row, index) => [index + 1, `row ${row}`]), [6, 'row 3']])
})

test('[LO1] what is not released changes no byte of what the partner gets', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.constantFrom(5, 20, 20_000), (seed, recordsPerSecond) => {
      /** The same released rows, with so many others between them. */
      function bytesBeside(secrets: number): string[] {
        const way = sides({seed, recordsPerSecond})
        const released = seededRandom(seed)
        const secret = seededRandom(seed + secrets)
        for (let turn = 0; turn < 15; turn++) {
          for (let row = 0; row < secrets; row++) {
            way.se.source.hidden.add(1_000 + row)
            way.se.source.put(1_000 + row, {lon: secret.unit(), lat: secret.unit(), flags: 1})
            if (secret.unit() < 0.2) way.se.source.watched.add(1_000 + row)
            if (secret.unit() < 0.2) way.se.source.end(1_000 + row)
          }
          for (let row = 0; row < 8; row++)
            if (released.unit() < 0.7) way.se.source.put(row, {lon: released.unit(), lat: released.unit()})
          if (released.unit() < 0.2) way.se.source.end(Math.floor(released.unit() * 8))
          if (released.unit() < 0.2) way.se.link.releaseChanged()
          if (turn === 5) way.pair.cut()
          if (turn === 7) way.pair.heal()
          way.pass(500)
        }
        return way.se.carrier.sent.map(sent => Buffer.from(sent.bytes).toString('base64'))
      }
      const alone = bytesBeside(0)
      expect(alone.length).toBeGreaterThan(10)
      expect(bytesBeside(30)).toEqual(alone)
    }),
    {seed: 20_260_102, numRuns: 12},
  )
})

test('[LO2] a source track is told at most hz times a second', () => {
  for (const hz of [1, 2]) {
    const {se, pass} = sides({hz})
    pass(2_000)
    const before = se.carrier.frames().length
    for (let turn = 0; turn < 100; turn++) {
      se.source.put(1, {lat: 60 + turn * 100 * METRES_NORTH})
      pass(100)
    }
    expect(handlesIn(se.carrier.frames().slice(before)), `${hz} Hz`).toHaveLength(10 * hz)
  }
})

test('[LO2] a watched one is told with each tick', () => {
  const {se, pass} = sides()
  se.source.watched.add(1)
  pass(2_000)
  const before = se.carrier.frames().length
  for (let turn = 0; turn < 20; turn++) {
    se.source.put(1, {lat: 60 + turn * 100 * METRES_NORTH})
    pass(100)
  }
  expect(handlesIn(se.carrier.frames().slice(before))).toHaveLength(20)
})

test('[LO2] what has not changed is not told', () => {
  const {se, pass} = sides()
  se.source.put(1, {})
  pass(3_000)
  const before = se.carrier.of('live').length
  pass(30_000)
  expect(se.carrier.of('live')).toHaveLength(before)
})

test('[LO2] of what waits for its turn the newest state is told', () => {
  const {se, fi, pass} = sides()
  pass(1_000)
  for (const north of [0, 1_000, 2_000, 3_000]) {
    se.source.put(1, {lat: 60 + north * METRES_NORTH})
    pass(100)
  }
  pass(2_000)
  expect(fi.sink.intake.reports.map(report => Math.round((report.lat - 60) / METRES_NORTH))).toEqual([0, 3_000])
})

test('[LO3] what the partner reckons is never 25 m off what was measured, and most is not told', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.constantFrom(3, 8, 20), (seed, speed) => {
      const {se, fi, pass} = sides({seed})
      const random = seededRandom(seed)
      let place = {lon: 20, lat: 60}
      let course = 90
      for (let turn = 0; turn < 120; turn++) {
        se.source.put(1, {...place, course, speed})
        pass(1_000)
        const shown = fi.sink.intake.reports.at(-1)
        const measured = se.source.rows.get(1)
        if (shown === undefined || measured === undefined) throw new Error('nothing was told')
        const reckoned = destination(shown, (shown.speed * (measured.at - shown.at)) / 1_000, shown.course)
        // Beyond the 25 m: what an age in steps of 20 ms and a course in steps of 0.01° are worth.
        expect(distance(reckoned, measured)).toBeLessThan(25 + 0.05 * speed + 0.5)
        expect(measured.at - shown.at).toBeLessThanOrEqual(10_000)
        place = destination(place, speed, course)
        if (random.unit() < 0.05) course = (course + 360 + (random.unit() - 0.5) * 60) % 360
      }
      expect(fi.sink.intake.reports.length).toBeLessThan(60)
    }),
    {seed: 20_260_103, numRuns: 10},
  )
})

test('[LO3] where the measurement is worse the partner may be as far off, at most 100 m', () => {
  for (const [accuracyMetres, within, beyond] of [
    [0, 20, 30],
    [60, 55, 65],
    [500, 95, 105],
  ] as const) {
    const {se, fi, pass} = sides()
    se.source.put(1, {speed: NaN, course: NaN}, {accuracyMetres})
    pass(3_000)
    se.source.put(1, {lat: 60 + within * METRES_NORTH})
    pass(2_000)
    expect(fi.sink.intake.reports, `${within} m`).toHaveLength(1)
    se.source.put(1, {lat: 60 + beyond * METRES_NORTH})
    pass(2_000)
    expect(fi.sink.intake.reports, `${beyond} m`).toHaveLength(2)
  }
})

test('[LO3] a measurement after T is told, however well it was foreseen', () => {
  const {se, fi, pass} = sides()
  se.source.put(1, {speed: 0}, {intervalMs: 10_000})
  pass(9_000)
  se.source.put(1, {})
  pass(500)
  expect(fi.sink.intake.reports).toHaveLength(1)
  pass(1_000)
  se.source.put(1, {})
  pass(500)
  expect(fi.sink.intake.reports).toHaveLength(2)
})

test('[LO3] another kind, mark or status is told though the place is foreseen, and a watched one always', () => {
  const {se, fi, pass} = sides()
  se.source.put(1, {speed: 0})
  pass(2_000)
  for (const change of [{kind: 2}, {flags: 1}, {status: 5}, {altitude: 100}, {altitude: 160}, {}]) {
    const before = fi.sink.intake.reports.length
    se.source.put(1, change)
    pass(1_500)
    const isToldNow = fi.sink.intake.reports.length > before
    expect({change, isToldNow}).toEqual({change, isToldNow: Object.keys(change).length > 0})
  }
  se.source.watched.add(1)
  const before = fi.sink.intake.reports.length
  se.source.put(1, {})
  pass(1_000)
  expect(fi.sink.intake.reports).toHaveLength(before + 1)
})

test('[LO4] what is no longer released is gone with the next tick, by handle alone, and comes back under another', () => {
  const {se, pass} = sides()
  se.source.put(1, {})
  se.source.put(2, {})
  pass(2_000)
  const before = se.carrier.frames().length
  se.source.hidden.add(2)
  se.source.put(2, {lon: 21})
  se.link.releaseChanged([2])
  pass(100)
  const [frame, ...more] = se.carrier.frames().slice(before)
  expect({...frame, read: undefined}).toEqual({
    ...{flags: 0, gone: [2], described: [], rejected: 0, records: 0, read: undefined},
  })
  expect(more).toEqual([])
  expect(se.link.refsOf([2])).toEqual([])

  se.source.hidden.delete(2)
  se.link.releaseChanged([2])
  pass(100)
  expect(handlesIn(se.carrier.frames().slice(before + 1))).toEqual([3])
})

test('[LO4] a row that another object has now is gone and comes under another handle', () => {
  const {se, pass} = sides()
  se.source.put(1, {}, {details: {name: 'before'}})
  pass(2_000)
  const before = se.carrier.frames().length
  se.source.end(1)
  se.source.put(1, {}, {details: {name: 'after'}})
  pass(1_000)
  const frames = se.carrier.frames().slice(before)
  expect(frames.flatMap(frame => frame.gone)).toEqual([1])
  expect(describedIn(se)).toEqual([
    [1, 'before'],
    [2, 'after'],
  ])
})

test('[LO4] the same when nobody says that the object before it has ended', () => {
  const {se, pass} = sides()
  se.source.put(1, {})
  pass(2_000)
  const before = se.carrier.frames().length
  se.source.generations.set(1, 2)
  se.source.put(1, {})
  pass(1_000)
  const frames = se.carrier.frames().slice(before)
  expect(frames.flatMap(frame => frame.gone)).toEqual([1])
  expect(handlesIn(frames)).toEqual([2])
})

test('[LO4] however much has gone at once, no frame is larger than an envelope may be', () => {
  const clock = manualClock()
  const source = new TestSource(clock)
  const payloads: Uint8Array[] = []
  const out = new LiveOut({
    ...{source, clock, hz: 1, recordsPerSecond: 1_000_000},
    send: payload => payloads.push(payload),
  })
  for (let row = 0; row < 30_000; row++) source.put(row, {})
  out.changed(source.take())
  out.send(() => true)
  payloads.splice(0)
  for (let row = 0; row < 30_000; row++) source.end(row)
  out.changed(source.take())
  out.send(() => true)
  expect(Math.max(...payloads.map(payload => payload.length))).toBeLessThan(100_000)
  const gone = payloads.flatMap(payload => readLiveFrame(payload)?.gone ?? [])
  expect(new Set(gone).size).toBe(30_000)
})

test('[LO5] within the budget everyone is told at the agreed rate, and nothing is reduced', () => {
  const {se, pass} = sides({recordsPerSecond: 100})
  expect(toldIn20s({se, pass}, 50)).toEqual({least: 20, most: 20})
  expect(se.link.status().isReduced).toBe(false)
})

test('[LO5] a burst that waits less than a turn is not called reduced; one that waits longer is', () => {
  for (const [rows, isReduced] of [
    [80, false],
    [250, true],
  ] as const) {
    const {se, pass} = sides({recordsPerSecond: 100})
    pass(1_000)
    for (let row = 0; row < rows; row++) se.source.put(row, {})
    pass(2_000)
    expect(se.link.status().isReduced, `${rows} at once`).toBe(isReduced)
  }
})

test('[LO5] above the budget the rate falls evenly, and the link says so until 5 s after', () => {
  const {se, pass} = sides({recordsPerSecond: 50})
  const {least, most} = toldIn20s({se, pass}, 100)
  expect(most - least).toBeLessThanOrEqual(1)
  expect(least).toBeGreaterThanOrEqual(9)
  expect(most).toBeLessThanOrEqual(11)
  expect(se.link.status().isReduced).toBe(true)
  pass(4_000)
  expect(se.link.status().isReduced).toBe(true)
  pass(4_000)
  expect(se.link.status().isReduced).toBe(false)
})

test('[LO5] a watched one is told with each tick though the budget is short', () => {
  const {se, pass} = sides({recordsPerSecond: 10})
  se.source.watched.add(0)
  for (let row = 0; row < 100; row++) se.source.put(row, {})
  pass(12_000)
  const watched = se.link.refsOf([0]).map(ref => Number(ref.split(':')[1]))
  const before = se.carrier.frames().length
  for (let turn = 0; turn < 30; turn++) {
    for (let row = 0; row < 100; row++) se.source.put(row, {lat: 60 + turn * 100 * METRES_NORTH})
    pass(100)
  }
  const handles = handlesIn(se.carrier.frames().slice(before))
  expect(handles.filter(handle => watched.includes(handle))).toHaveLength(30)
})

test('[LO6] a descriptor comes with or before the first record, and again when it has changed', () => {
  const {se, pass} = sides()
  pass(1_000)
  const before = se.carrier.frames().length
  se.source.put(1, {}, {details: {name: 'ALMA'}})
  pass(2_000)
  se.source.put(1, {lat: 61})
  pass(2_000)
  se.source.put(1, {}, {details: {name: 'ALMA II'}})
  pass(2_000)
  const frames = se.carrier.frames().slice(before)
  expect(frames.map(frame => [frame.described.map(({descriptor}) => descriptor.details.name), frame.records])).toEqual([
    [['ALMA'], 1],
    [[], 1],
    [['ALMA II'], 1],
  ])
})

test('[LO6] a record says what it was given: age, place, movement, kind, marks and status', () => {
  const {se, pass} = sides()
  pass(1_000)
  const given = {
    ...{at: se.source.now() - 40_000, lon: -179.9999999, lat: -33.1234567, speed: 12.34, course: 359.99},
    ...{altitude: -12.5, status: 5, kind: 2, flags: 3},
  }
  const before = se.carrier.frames().length
  se.source.put(1, given)
  pass(100)
  const read = emptyLiveRecord()
  se.carrier.frames()[before]?.read(0, se.source.now(), read)
  expect(read).toEqual(given)
})

type Side = ReturnType<typeof sides>['se']

/** Handle and name of each descriptor, in the order of sending; a repeat counts once. */
function describedIn(side: Side): (string | number | undefined)[][] {
  const described = side.carrier.frames().flatMap(frame => frame.described)
  return [...new Map(described.map(({handle, descriptor}) => [handle, [handle, descriptor.details.name]])).values()]
}

/** How often the least and the most told of so many rows was told while all of them leap each second. */
function toldIn20s({se, pass}: {se: Side; pass: (ms: number) => void}, rows: number): {least: number; most: number} {
  for (let row = 0; row < rows; row++) se.source.put(row, {})
  pass(10_000)
  const before = se.carrier.frames().length
  for (let turn = 0; turn < 20; turn++) {
    for (let row = 0; row < rows; row++) se.source.put(row, {lat: 60 + (turn + 1) * 100 * METRES_NORTH})
    pass(1_000)
  }
  const counts = new Map<number, number>()
  for (const handle of handlesIn(se.carrier.frames().slice(before))) counts.set(handle, (counts.get(handle) ?? 0) + 1)
  expect(counts.size).toBe(rows)
  return {least: Math.min(...counts.values()), most: Math.max(...counts.values())}
}
