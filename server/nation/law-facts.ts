import type {NationCode} from '../../shared/base/id.ts'
import type {LawFacts} from '../operations/law-facts.ts'
import type {Areas} from '../picture/areas.ts'
import type {Picture} from '../picture/picture.ts'
import type {Policy} from '../policy/policy.ts'

/** What law, areas and picture say of a pursuit, for its decider. */
export function lawFacts(of: {readonly policy: Policy; readonly picture: Picture; readonly areas: Areas}): LawFacts {
  const {policy, picture, areas} = of
  const {law} = policy
  return {
    terms: (to, id) => law.pursuitsInto(to).find(terms => terms.id === id),
    centre: (nation, role) => law.centresOf(nation).find(centre => centre.role === role),
    waters: place => law.watersAt(place),
    beyond({lon, lat}, {from, host}) {
      if (areas.areaAt(lon, lat) !== host) return undefined
      const line = areas.frontierBetween(from, host)
      return line === undefined ? undefined : areas.distanceToLine(line, lon, lat)
    },
    areaOf: ({lon, lat}) => areas.areaAt(lon, lat),
    flagOf(key) {
      const row = picture.rowOfSubject(key)
      return row < 0 ? undefined : (picture.detailsOf(row).flag as NationCode | undefined)
    },
    stands: agreement => policy.stands(agreement),
    hasBasis: (place, flag, act) => law.hasBasis({place, flag, act}),
  }
}
