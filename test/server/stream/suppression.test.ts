import fc from 'fast-check'
import {expect, test} from 'vitest'
import {destination, distance} from '../../../shared/geo/distance.ts'
import {latOf, lonOf} from '../../../shared/geo/mercator.ts'
import type {Position} from '../../../shared/geo/position.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import type {TrackTable} from '../../../client/state/track-table.ts'
import {somebody, TestNation} from './nation.ts'
import {BALTIC, window} from './window.ts'

const METRES = 25
/** Steps of the wire, and a metre's length that is taken for the whole of a row of latitude. */
const LEEWAY = 1
const TICKS = 400

/** A vessel that reports every so many ticks, turns at times, and whose receiver errs by some metres. */
type Vessel = {
  readonly every: number
  readonly speed: number
  readonly turns: number
  readonly errs: number
  readonly row: number
  course: number
  place: Position
}

const vessel = fc.record({
  every: fc.integer({min: 1, max: 60}),
  speed: fc.oneof(fc.constant(0), fc.double({min: 0.5, max: 20, noNaN: true})),
  turns: fc.oneof(fc.constant(0), fc.double({min: -2, max: 2, noNaN: true})),
  errs: fc.double({min: 0, max: 20, noNaN: true}),
  course: fc.integer({min: 0, max: 359}),
  lon: fc.double({min: 12.2, max: 14.8, noNaN: true}),
})

function sail(nation: TestNation, vessel: Vessel, tick: number): void {
  vessel.course = (vessel.course + vessel.turns / 10 + 360) % 360
  vessel.place = destination(vessel.place, vessel.speed / 10, vessel.course)
  if (tick % vessel.every !== 0) return
  const seen = destination(vessel.place, vessel.errs, (tick * 137) % 360)
  nation.report(vessel.row, seen.lon, seen.lat, vessel.speed, vessel.course)
}

function toldPlace(tracks: TrackTable, slot: number): Position {
  return {lon: lonOf(tracks.place[slot * 2] ?? 0), lat: latOf(tracks.place[slot * 2 + 1] ?? 0)}
}

test('[FR13][FR14][FR15] nothing is told to be further than 25 m from where it reported, nor heard a second later than it was; what is looked at is exact; the digest holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(vessel, {minLength: 3, maxLength: 12}), fc.nat(), async (sailing, which) => {
      const nation = new TestNation()
      const vessels: Vessel[] = sailing.map(({lon, ...rest}) => ({
        ...rest,
        row: nation.add(lon, 55),
        place: {lon, lat: 55},
      }))
      const looked = vessels[which % vessels.length]?.row ?? 0
      const anna = await window(nation, undefined, {...BALTIC, focus: [nation.idOf(looked)]})
      anna.tracks.setFocus(new Set([nation.idOf(looked)]))
      const reported = new Map<number, number>()
      for (let tick = 1; tick <= TICKS; tick++) {
        for (const each of vessels) sail(nation, each, tick)
        nation.tick()
        await anna.draw()
        for (const {row} of vessels) {
          const slot = anna.tracks.slotOf(nation.idOf(row))
          const at = anna.tracks.at[slot] ?? NaN
          const [lon, lat] = [nation.table.lon[row] ?? NaN, nation.table.lat[row] ?? NaN]
          const off = distance(toldPlace(anna.tracks, slot), {lon, lat})
          const measured = nation.table.at[row] ?? NaN
          if (row === looked) {
            expect([at, off < LEEWAY]).toEqual([measured, true])
            continue
          }
          // Told as of the last report, it is near to where that was; older, it was heard within a second.
          if (at === measured) expect(off).toBeLessThan(METRES + LEEWAY)
          else expect(nation.pictureTime - (reported.get(row) ?? nation.pictureTime)).toBeLessThanOrEqual(1_000)
          reported.set(row, at === measured ? nation.pictureTime : (reported.get(row) ?? nation.pictureTime))
        }
      }
    }),
    {numRuns: 40},
  )
})

test('[FR13] a vessel that holds its course takes a fraction of the bytes; one in distress is told exactly', async () => {
  const bytes = async (mark: boolean, roughMetres: number) => {
    const nation = new TestNation(undefined, 1_000, {roughMetres})
    const vessels = Array.from({length: 300}, (_, index): Vessel => {
      const lon = 12.5 + index / 150
      const row = nation.add(lon, 55)
      nation.mark(row, mark)
      return {every: 100, speed: 6, turns: 0, errs: 5, course: 90, row, place: {lon, lat: 55}}
    })
    const anna = await window(nation)
    nation.tick()
    await anna.draw()
    const first = anna.wire.frames.length
    for (let tick = 1; tick <= TICKS; tick++) {
      for (const each of vessels) sail(nation, each, tick)
      nation.tick()
      await anna.draw()
    }
    return anna.wire.frames.slice(first).reduce((sum, frame) => sum + frame.length, 0)
  }
  const [told, all, marked] = [await bytes(false, 25), await bytes(false, 0), await bytes(true, 25)]
  expect(told).toBeLessThan(all * 0.65)
  expect(marked / all).toBeCloseTo(1, 1)
})

test('[FR15] what is looked at no more stands where all are told that it is', async () => {
  const nation = new TestNation()
  const row = nation.add(13, 55)
  const id = nation.idOf(row)
  nation.report(row, 13, 55, 5, 90)
  const anna = await window(nation, undefined, {...BALTIC, focus: [id]})
  anna.tracks.setFocus(new Set([id]))
  const bo = await window(nation, somebody('bo', [1]))
  const both = async () => {
    nation.tick()
    await anna.draw()
    await bo.draw()
  }
  await both()
  for (let count = 0; count < 50; count++) await both()
  const placeIn = (tracks: TrackTable) => toldPlace(tracks, tracks.slotOf(id))
  const expected = destination({lon: 13, lat: 55}, 5 * 5, 90)
  const near = destination(expected, 15, 0)
  nation.report(row, near.lon, near.lat, 5, 90)
  await both()
  expect(distance(placeIn(anna.tracks), near)).toBeLessThan(LEEWAY)
  expect(distance(placeIn(bo.tracks), near)).toBeGreaterThan(10)
  for (let count = 0; count < 12; count++) await both()
  expect(distance(placeIn(anna.tracks), near)).toBeLessThan(LEEWAY)
  expect(anna.tracks.at[anna.tracks.slotOf(id)]).toBe(bo.tracks.at[bo.tracks.slotOf(id)])

  anna.tracks.setFocus(new Set())
  expect(placeIn(anna.tracks)).toEqual(placeIn(bo.tracks))
  expect(anna.tracks.digest()).toEqual(bo.tracks.digest())
})

test('[FR13] what is newly of interest is told at once though it goes as predicted', async () => {
  const nation = new TestNation()
  const row = nation.add(13, 55)
  const anna = await window(nation)
  nation.tick()
  await anna.draw()
  nation.tick()
  nation.report(row, 13.00001, 55, 5, 90)
  nation.mark(row, true)
  nation.tick()
  await anna.draw()
  expect(anna.tracks.flags(0)).toBe(ReportFlag.DISTRESS)
})
