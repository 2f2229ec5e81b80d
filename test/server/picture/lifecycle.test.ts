import {expect, test} from 'vitest'
import type {TrackId} from '../../../shared/base/id.ts'
import {freshness, goneAfter} from '../../../shared/model/freshness.ts'
import {AIS, Sea} from './sea.ts'

const HERE = {lon: 13, lat: 55}

test('[PI40] a track goes ten minutes after it is lost, and its row can be used again', () => {
  const sea = new Sea()
  const gone: TrackId[] = []
  sea.ais(219_000_001, HERE)
  const id = sea.picture.idOf(sea.only())
  const wentAt: number[] = []
  for (let second = 1; second <= 900; second++) {
    sea.now += 1_000
    sea.picture.sweep()
    for (const each of sea.picture.drain().goneTracks) {
      gone.push(each.id)
      wentAt.push(second)
    }
  }

  expect(gone).toEqual([id])
  expect(wentAt).toEqual([781]) // lost after 180 s, gone 600 s later, seen by the next sweep
  expect([sea.picture.tracks.size, sea.picture.sources.size]).toEqual([0, 0])
})

test('[PI41] while radar holds it the source that names it stays; without, both go', () => {
  const sea = new Sea()
  sea.pass(60, second => {
    if (second % 10 === 0) sea.ais(219_000_001, HERE, {speed: 0})
    if (second % 3 === 0) sea.plot(HERE)
  })
  sea.pass(7_200, second => second % 3 === 0 && sea.plot(HERE))
  expect(sea.picture.subjectKey(sea.only())).toBe('mmsi:219000001')

  sea.pass(900)
  expect(sea.rows()).toEqual([])
})

test('[PI42] a changed row is told once a tick', () => {
  const sea = new Sea()
  for (let second = 0; second < 5; second++) {
    sea.now += 1_000
    sea.ais(219_000_001, HERE)
  }
  const {tracks, sources, renamed} = sea.picture.drain()

  expect([tracks.count, sources.count, renamed]).toEqual([1, 1, [sea.only()]])
  expect(sea.picture.drain().tracks.count).toBe(0)
})

test('[PI43] an id of the past leads nowhere', () => {
  const sea = new Sea({capacity: 1})
  sea.ais(219_000_001, HERE)
  const id = sea.picture.idOf(sea.only())
  sea.pass(1_000)
  sea.ais(219_000_002, HERE)

  expect(sea.picture.rowOf(id)).toBe(-1)
  expect(sea.picture.rowOf(sea.picture.idOf(sea.only()))).toBe(sea.only())
  expect(sea.picture.rowOf(12_345 as TrackId)).toBe(-1)
})

test('[PI33] a trail is by the minute, and finer while somebody watches', () => {
  const sea = new Sea()
  const sail = (seconds: number) =>
    sea.pass(seconds, second => second % 5 === 0 && sea.ais(219_000_001, {lon: 13 + sea.now / 1e12, lat: 55}))
  sail(1_800)
  const row = sea.only()
  const times = (dots: readonly (readonly [number, number, number])[]) =>
    dots.map(([, , at]) => Math.round((sea.now - at) / 1_000))
  expect(times(sea.picture.trailOf(row))).toHaveLength(12)
  expect(times(sea.picture.trailOf(row))[0]).toBeGreaterThanOrEqual(660)

  sea.picture.watch(row)
  sail(60)
  expect(times(sea.picture.trailOf(row)).slice(-6)).toEqual([55, 45, 35, 25, 15, 5])
  sea.picture.unwatch(row)
  expect(sea.picture.trailOf(row)).toHaveLength(12)
})

test('[PI41] names of what was heard once and never placed go after an hour', () => {
  const sea = new Sea()
  sea.named(AIS, 219_000_001, {name: 'FREYA'})
  sea.pass(3_500)
  expect(sea.picture.sources.size).toBe(1)
  sea.pass(200)
  expect(sea.picture.sources.size).toBe(0)
})

test('goneAfter is where freshness says gone', () => {
  for (const interval of [1_000, 3_000, 10_000, 30_000, 180_000]) {
    expect(freshness(goneAfter(interval), interval)).toBe('lost')
    expect(freshness(goneAfter(interval) + 1, interval)).toBe('gone')
  }
})
