import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {ZoneId} from '../../../shared/base/id.ts'
import {contains} from '../../../shared/geo/polygon.ts'
import {Areas} from '../../../server/picture/areas.ts'
import {geography} from '../rules/coast.ts'

const areas = new Areas(geography())

test('[PI50] every place in one area of responsibility or none, as a look at every area says', () => {
  fc.assert(
    fc.property(fc.double({min: 9, max: 21, noNaN: true}), fc.double({min: 51, max: 59, noNaN: true}), (lon, lat) => {
      const naive = areas.areas.filter(area => area.kind === 'area-of-responsibility' && contains(area.shape, lon, lat))
      expect(naive.length).toBeLessThanOrEqual(1)
      expect(areas.areaAt(lon, lat)).toBe(naive[0]?.nation)
    }),
    {numRuns: 1_000},
  )
})

test('[PI51] zones by cell, with and without a margin', () => {
  const ids = (lon: number, lat: number) => areas.zonesAt(lon, lat).map(zone => zone.id)
  expect([ids(13.1, 55.55), ids(13.3, 55.55), ids(17, 56)]).toEqual([['reserve'], [], ['land']])
  const reserve = 'reserve' as ZoneId
  expect([0, 1_000, 2_000].map(metres => areas.isInZone(reserve, 13.1, 55.49, metres))).toEqual([false, false, true])
})

test('[PI51] the nearest frontier, and the first on a course', () => {
  const {metres, frontier} = areas.distanceToFrontier(13, 55.1, 20_000)
  expect(metres).toBeCloseTo(11_120, -2)
  expect(frontier?.id).toBe('DK-SE')
  expect(areas.distanceToFrontier(13, 55.1, 10_000).metres).toBe(Infinity)

  const met = areas.firstCrossing(13, 55.5, 13, 53.5)
  expect([met?.frontier.id, met?.fraction]).toEqual(['DK-SE', 0.25])
  expect(areas.firstCrossing(13, 55.5, 13, 55.2)).toBeUndefined()
})

test('[PI51] metres to land, nothing inside it', () => {
  expect(areas.distanceToKind('land', 17, 56)).toBe(0)
  expect(areas.distanceToKind('land', 15, 56) / 1_000).toBeCloseTo(62.2, 0)
  expect(areas.distanceToKind('territorial-sea', 15, 56)).toBe(Infinity)
})
