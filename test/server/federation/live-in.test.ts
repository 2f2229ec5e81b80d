import fc from 'fast-check'
import {expect, test} from 'vitest'
import {destination, distance} from '../../../shared/geo/distance.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import {type Envelope, NO_HASH, seal} from '../../../server/federation/envelope.ts'
import {emptyLiveRecord, LiveFlag, LiveFrameWriter} from '../../../server/federation/live-frame.ts'
import type {LiveDescriptor} from '../../../server/federation/ports.ts'
import {FI, KEYS, SE, sides} from './sides.ts'

type Way = ReturnType<typeof sides>

const HOUR = 3_600_000
/** GONE after max(8 T, 3 min) and ten minutes, T = 10 s; what is known of a source is kept a minute longer. */
const FORGOTTEN_AFTER = 14 * 60_000

test('[LI1] a record is a report of the feed of its world, its age counted back from the own now', () => {
  const {se, fi, pass} = sides({delayMs: 40, aheadMs: HOUR})
  pass(3_000)
  const put = {lon: 20.5, lat: 60.5, speed: 5, course: 90, altitude: 12.5, status: 3, flags: ReportFlag.EXERCISE}
  se.source.put(1, {...put, at: se.source.now() - 4_000}, {world: 'exercise', accuracyMetres: 30})
  const measuredAt = fi.sink.now() - 4_000
  pass(1_000)
  expect(fi.sink.intake.reports).toEqual([
    {...put, feed: 11, id: 1, kind: 1, at: measuredAt, accuracy: 30, interval: 10_000, heading: NaN},
  ])
})

test('[LI1] the same state told again is one report; another status of the same measurement is another', () => {
  const {se, fi, pass} = sides()
  pass(3_000)
  const at = se.source.now()
  se.source.put(1, {at, status: 0})
  pass(3_000)
  fi.restart()
  pass(3_000)
  fi.sink.intake.reports.splice(0)
  se.restart()
  pass(3_000)
  se.source.put(1, {at, status: 5})
  pass(3_000)
  expect(fi.sink.intake.reports.map(report => report.status)).toEqual([0, 5])
})

test('[LI2] a source that says its MMSI or ICAO address is the same source after the partner has started anew', () => {
  const {se, fi, pass} = sides()
  se.source.put(1, {}, {details: {mmsi: '265000001'}})
  se.source.put(2, {}, {details: {hex: '4ac9e1'}})
  se.source.put(3, {}, {details: {name: 'SAYS ONLY A NAME'}})
  pass(3_000)
  const before = idsAt({se, fi}, [1, 2, 3])
  se.restart()
  pass(3_000)
  const after = idsAt({se, fi}, [1, 2, 3])
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2))
  expect(before).not.toContain(after[2])
})

test('[LI8] what the partner takes back is let go of at once; a lost link takes nothing back', () => {
  const {se, fi, pair, pass} = sides()
  se.source.put(1, {})
  se.source.put(2, {})
  pass(3_000)
  const [, second = -1] = idsAt({se, fi}, [1, 2])
  se.source.hidden.add(2)
  se.link.releaseChanged([2])
  pass(1_000)
  expect(fi.sink.dropped).toEqual([second])

  pair.cut()
  pass(60_000)
  expect(fi.sink.dropped).toEqual([second])
})

test('[LI2] of two that say the same MMSI each stays a source of its own', () => {
  const {se, fi, pass} = sides()
  se.source.put(1, {}, {details: {mmsi: '265000001'}})
  se.source.put(2, {}, {details: {mmsi: '265000001'}})
  pass(3_000)
  se.restart()
  pass(3_000)
  expect(new Set(idsAt({se, fi}, [1, 2])).size).toBe(2)
})

test('[LI2] a source that has said another MMSI since is not taken for the one that says the first', () => {
  const {se, fi, pass} = sides()
  se.source.put(1, {}, {details: {mmsi: '265000001'}})
  pass(3_000)
  se.source.put(1, {}, {details: {mmsi: '265000002'}})
  pass(3_000)
  const [before] = idsAt({se, fi}, [1])
  se.source.end(1)
  pass(1_000)
  se.source.put(2, {}, {details: {mmsi: '265000001'}})
  pass(3_000)
  expect(idsAt({se, fi}, [2])).not.toContain(before)
})

test('[LI3] basis and obligations can be asked for until the picture has let go of the source', () => {
  const {se, fi, pass, clock} = sides()
  const obligations = {log: 'summary', retentionDays: 7, onward: 'consent'} as const
  se.source.put(1, {}, {obligations})
  pass(3_000)
  const [source = -1] = sourcesAt({se, fi}, [1])
  expect(fi.link.basisOf(source)).toMatchObject({basis: {agreement: 'se-fi', rule: 'r1'}, obligations})
  expect(fi.link.basisOf(source + 1)).toBeUndefined()
  expect(fi.link.basisOf(source + 10_000)).toBeUndefined()
  se.source.end(1)
  pass(1_000)
  clock.advance(FORGOTTEN_AFTER - 10_000)
  fi.link.tick()
  expect(fi.link.basisOf(source)).toMatchObject({obligations})
  clock.advance(11_000)
  fi.link.tick()
  expect(fi.link.basisOf(source)).toBeUndefined()
})

/** Something that happens to a row or to the link. */
const act = fc.record({
  what: fc.constantFrom(
    ...(['move', 'move', 'move', 'move', 'hide', 'hide', 'show', 'show', 'end', 'end', 'rename'] as const),
    ...(['move', 'move', 'move', 'move', 'hide', 'hide', 'show', 'show', 'end', 'end', 'rename'] as const),
    ...(['watch', 'policy', 'cut', 'heal', 'heal', 'restart SE', 'restart FI'] as const),
  ),
  row: fc.nat(4),
  north: fc.nat(1_000),
  ms: fc.constantFrom(100, 100, 300, 1_000, 2_500),
})

test('[LI4] whatever was lost, once bytes come through both sides hold the same', () => {
  fc.assert(
    fc.property(
      fc.record({
        seed: fc.nat(1_000_000),
        lost: fc.constantFrom(0, 0.2, 0.6),
        reordered: fc.constantFrom(0, 0.4),
        jitterMs: fc.constantFrom(0, 300),
        doubled: fc.constantFrom(0, 0.2),
        recordsPerSecond: fc.constantFrom(6, 20_000),
        acts: fc.array(act, {minLength: 1, maxLength: 40}),
      }),
      ({seed, recordsPerSecond, acts, ...faults}) => {
        const way = sides({seed, recordsPerSecond})
        const {se} = way
        Object.assign(way.pair.faults, faults)
        for (const {what, row, north, ms} of acts) {
          const {source, link} = se
          if (what === 'move') source.put(row, {lat: 60 + north * 0.001})
          if (what === 'rename') source.put(row, {}, {details: {mmsi: String(265_000_000 + (north % 6))}})
          if (what === 'hide') source.hidden.add(row)
          if (what === 'show') source.hidden.delete(row)
          if (what === 'hide' || what === 'show') link.releaseChanged([row])
          if (what === 'policy') link.releaseChanged()
          if (what === 'end') source.end(row)
          if (what === 'watch') source.watched.add(row)
          if (what === 'cut') way.pair.cut()
          if (what === 'heal') way.pair.heal()
          if (what === 'restart SE') se.restart()
          if (what === 'restart FI') way.fi.restart()
          way.pass(ms)
        }
        way.pair.heal()
        Object.assign(way.pair.faults, {lost: 0, reordered: 0, jitterMs: 0, doubled: 0})
        way.pass(12_000)
        expectTheSame(way)
      },
    ),
    {seed: 20_260_104, numRuns: 40},
  )
})

test('[LI4] a snapshot describes what it holds, also what moves meanwhile or is watched', () => {
  const way = sides({recordsPerSecond: 20})
  const {se, fi, pass} = way
  for (let row = 0; row < 40; row++) se.source.put(row, {})
  se.source.watched.add(7)
  pass(6_000)
  fi.restart()
  for (let turn = 0; turn < 80; turn++) {
    for (const row of [7, 8, 9]) se.source.put(row, {lat: 60 + turn * 0.01})
    pass(100)
  }
  pass(6_000)
  expectTheSame(way)
})

test('[LI4] a frame that was lost is missed by the beats, and three of them later what it told has come again', () => {
  const way = sides()
  const {se, fi, pass} = way
  se.source.put(1, {})
  pass(5_000)
  let left = 1
  se.carrier.loses = ({lane}) => lane === 'live' && left-- > 0
  se.source.put(1, {lat: 61})
  pass(100)
  expect(left).toBe(0)
  pass(3_100)
  expect(fi.sink.intake.reports.at(-1)?.lat).toBe(61)
})

test('[LI4] when the link was down a snapshot is asked for, though nothing that was told is missing', () => {
  const {se, pair, pass} = sides()
  se.source.put(1, {})
  pass(5_000)
  pair.cut()
  pass(3_000)
  const before = se.carrier.frames().length
  pair.heal()
  pass(3_000)
  const frames = se.carrier.frames().slice(before)
  expect(frames.map(({flags, records}) => ({flags, records}))).toEqual([
    {flags: LiveFlag.BEGIN | LiveFlag.END, records: 1},
  ])
})

test('[LI4] what was taken back in a frame that was lost is let go of after the snapshot', () => {
  const way = sides()
  const {se, fi, pass} = way
  se.source.put(1, {})
  se.source.put(2, {})
  pass(5_000)
  const [, second = -1] = idsAt(way, [1, 2])
  let left = 1
  se.carrier.loses = ({lane}) => lane === 'live' && left-- > 0
  se.source.end(2)
  pass(100)
  expect({left, live: fi.link.status().live.in}).toEqual({left: 0, live: 2})
  pass(5_000)
  expect(fi.sink.dropped).toEqual([second])
  expectTheSame(way)
})

test('[LI4] live records lost one in two leave the newest place at most a few seconds old', () => {
  const {se, fi, pair, pass} = sides()
  pass(2_000)
  pair.faults.lost = 0.5
  for (let turn = 0; turn < 60; turn++) {
    se.source.put(1, {lat: 60 + turn * 0.01})
    pass(1_000)
  }
  const ages = fi.sink.intake.reports
    .slice(1)
    .map((report, index) => report.at - (fi.sink.intake.reports[index]?.at ?? 0))
  expect(fi.sink.intake.reports.length).toBeGreaterThan(20)
  expect(Math.max(...ages)).toBeLessThan(15_000)
  expect(fi.link.state).not.toBe('down')
})

test('[LI5] when the link is lost nothing is deleted', () => {
  const {se, fi, pair, pass} = sides()
  for (let row = 0; row < 5; row++) se.source.put(row, {})
  pass(3_000)
  const refs = se.link.refsOf([0, 1, 2, 3, 4])
  const held = refs.map(ref => fi.link.sourceOf(ref))
  expect(held).not.toContain(undefined)
  const told = {reports: fi.sink.intake.reports.length, identities: fi.sink.intake.identities.length}
  pair.cut()
  pass(5 * 60_000)
  expect(fi.link.status()).toMatchObject({state: 'down', live: {in: 5}})
  expect(refs.map(ref => fi.link.sourceOf(ref))).toEqual(held)
  expect(held.map(source => fi.link.basisOf(source ?? -1)?.world)).toEqual(Array(5).fill('real'))
  // Its ages run on: what was told stays as it was told.
  expect({reports: fi.sink.intake.reports.length, identities: fi.sink.intake.identities.length}).toEqual(told)
})

test('[LI6] a reference names a source of the running link; one of another run or of nothing names nothing', () => {
  const {se, fi, pass} = sides()
  se.source.put(1, {})
  pass(3_000)
  const [ref = ''] = se.link.refsOf([1])
  expect(ref).toMatch(/^[0-9a-f]{16}:1$/)
  expect(fi.link.sourceOf(ref)).toBe(100_001)
  for (const other of ['', ':', ':1', ref.replace(':1', ':2'), ref.replace(/^./, 'z'), `${ref}0`])
    expect(fi.link.sourceOf(other), other).toBeUndefined()
  se.restart()
  pass(3_000)
  expect(fi.link.sourceOf(ref)).toBeUndefined()
})

test('[LI6] an earlier reference still names the source that was released again', () => {
  const {se, fi, pass} = sides()
  se.source.put(1, {}, {details: {mmsi: '265000001'}})
  pass(3_000)
  const [first = ''] = se.link.refsOf([1])
  se.source.hidden.add(1)
  se.link.releaseChanged([1])
  pass(1_000)
  se.source.hidden.delete(1)
  se.link.releaseChanged([1])
  pass(1_000)
  const [second = ''] = se.link.refsOf([1])
  expect(second).not.toBe(first)
  expect(fi.link.sourceOf(first)).toBe(fi.link.sourceOf(second))
  expect(fi.link.status().live.in).toBe(1)
})

test('[LI7] a record whose marks are not those of its world is refused', () => {
  const marks = {real: 0, exercise: ReportFlag.EXERCISE, simulated: ReportFlag.SIMULATED}
  for (const world of ['real', 'exercise', 'simulated'] as const)
    for (const mark of ['real', 'exercise', 'simulated'] as const) {
      const {fi} = sides()
      fi.link.receive(
        live(writer => {
          writer.describe(1, {...described, world})
          writer.record(1, {...emptyLiveRecord(), at: 0, lon: 20, lat: 60, kind: 1, flags: marks[mark]}, 0)
        }),
      )
      expect(fi.sink.intake.reports.length, `${mark} in ${world}`).toBe(world === mark ? 1 : 0)
      expect(fi.link.status().refused).toEqual(world === mark ? {} : {'live:world': 1})
    }
})

test('[LI7] a record of no place, no kind or no known handle is refused, and the others beside it are taken', () => {
  const {fi} = sides()
  const record = {...emptyLiveRecord(), at: 0, lon: 20, lat: 60, kind: 1}
  fi.link.receive(
    live(writer => {
      writer.describe(1, described)
      writer.record(1, {...record, lat: 91}, 0)
      writer.record(1, {...record, kind: 200}, 0)
      writer.record(2, record, 0)
      writer.record(1, record, 0)
    }),
  )
  expect(fi.link.status().refused).toEqual({'live:record': 2, 'live:handle': 1})
  expect(fi.sink.intake.reports).toHaveLength(1)
})

const described: LiveDescriptor = {
  world: 'real',
  intervalMs: 10_000,
  details: {},
  basis: {agreement: 'se-fi' as never, rule: 'r1' as never},
  obligations: {log: 'full', retentionDays: 60, onward: 'forbidden'},
}

/** A first frame that SE could send. */
function live(write: (writer: LiveFrameWriter) => void): Uint8Array {
  const writer = new LiveFrameWriter()
  write(writer)
  const envelope: Envelope = {
    ...{from: SE, to: FI, lane: 'live', run: 'abababababababab', seq: 1, issuedAt: 0, heldMs: 0},
    ...{prevHash: NO_HASH, payload: writer.take(0)},
  }
  return seal(envelope, KEYS.SE.privateKey)
}

/** FI holds what SE releases, each as SE described it, and where FI reckons it to be. */
function expectTheSame({se, fi}: Pick<Way, 'se' | 'fi'>): void {
  const released: number[] = []
  se.source.eachReleased(row => released.push(row))
  expect(se.link.status().live.out).toBe(released.length)
  expect(fi.link.status().live.in).toBe(released.length)
  for (const row of released) {
    const [source = -1] = sourcesAt({se, fi}, [row])
    expect(fi.link.basisOf(source)).toEqual(se.source.descriptors.get(row))
    const measured = se.source.rows.get(row)
    const shown = fi.sink.intake.reports.findLast(report => report.feed * 10_000 + report.id === source)
    if (measured === undefined || shown === undefined) throw new Error(`row ${row} was not told`)
    const reckoned = destination(shown, (shown.speed * (measured.at - shown.at)) / 1_000, shown.course)
    expect(distance(reckoned, measured)).toBeLessThan(26)
  }
}

function sourcesAt({se, fi}: Pick<Way, 'se' | 'fi'>, rows: number[]): (number | undefined)[] {
  return rows.map(row => fi.link.sourceOf(se.link.refsOf([row])[0] ?? ''))
}

function idsAt(way: Pick<Way, 'se' | 'fi'>, rows: number[]): (number | undefined)[] {
  return sourcesAt(way, rows).map(source => (source === undefined ? undefined : way.fi.sink.identityInFeed(source)))
}
