import type {NationCode} from '../../shared/base/id.ts'
import {watersOf} from '../../shared/model/waters.ts'
import type {LawFacts} from '../../server/operations/law-facts.ts'

/** Nobody may go on anywhere, and every place is uncharted. */
export const NO_LAW_FACTS: LawFacts = {
  terms: () => undefined,
  centre: () => undefined,
  waters: () => watersOf([]),
  beyond: () => undefined,
  areaOf: () => undefined,
  flagOf: () => undefined,
  stands: () => true,
  hasBasis: () => true,
}

/**
 * One coast along the meridian 12° east: `west` to the left of it, `east` to the right; territorial sea of both.
 * Metres beyond the line are a thousand for each hundredth of a degree.
 */
export function twoSides(west: NationCode, east: NationCode): LawFacts {
  const of = (lon: number) => (lon < 12 ? west : east)
  return {
    ...NO_LAW_FACTS,
    terms: (_to, id) => ({
      id,
      basis: id === 'at-sea' ? 'UNCLOS_111' : id === 'observe' ? 'SCHENGEN_40_2' : 'SCHENGEN_41',
      citation: `terms ${id}`,
      from: '*',
      to: '*',
      startsIn: ['territorial-sea'],
      ...(id === 'pursue' ? {maxDistanceM: 10_000, maxDurationS: 7_200} : {}),
      ...(id === 'observe' ? {authorisationWithinS: 18_000, warnAtS: [14_400, 17_100]} : {}),
      noticeWithinS: 10,
      longestS: 86_400,
      mayDetain: true,
      acts: ['observe', 'pursue', 'stop'],
      signalNeeded: id === 'at-sea',
      endsInTerritorialSea: id === 'at-sea',
      contact: 'ncc',
      example: true,
    }),
    centre: () => ({name: 'NCC', phone: '+00 1'}),
    waters: ({lon}) =>
      watersOf([{kind: 'territorial-sea', nation: of(lon), name: 'territorial sea', indicative: true}]),
    beyond: ({lon}, {host}) => (of(lon) === host ? Math.abs(lon - 12) * 100_000 : undefined),
    areaOf: ({lon}) => of(lon),
    flagOf: () => undefined,
    stands: () => true,
    hasBasis: ({lon}, _flag, act) => act === 'observe' || of(lon) === west,
  }
}
