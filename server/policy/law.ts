import type {NationCode} from '../../shared/base/id.ts'
import {NAUTICAL_MILE} from '../../shared/geo/distance.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Agreement} from '../../shared/model/agreement.ts'
import {centresOf, type Flag, pursuitsFor, rightsFor, standingOf} from '../../shared/model/jurisdiction.ts'
import type {Act, From, LawBook, PursuitTerms} from '../../shared/model/law.ts'
import type {Waters, WatersKind} from '../../shared/model/waters.ts'
import type {Jurisdiction} from '../../shared/protocol/jurisdiction.ts'
import type {Areas} from '../picture/areas.ts'
import type {Treaties} from './treaties.ts'

/** What law and agreements in force say of a place, for one nation. Whose waters is one thing, who answers another. */
export class Law {
  readonly #nation: NationCode
  readonly #partners: readonly NationCode[]
  readonly #treaties: Treaties
  readonly #areas: Areas
  readonly #book: LawBook

  constructor(options: {
    nation: NationCode
    partners: readonly NationCode[]
    treaties: Treaties
    areas: Areas
    book: LawBook
  }) {
    this.#nation = options.nation
    this.#partners = options.partners
    this.#treaties = options.treaties
    this.#areas = options.areas
    this.#book = options.book
  }

  /** As the areas have it; where none is drawn and the law data gives limits, by the distance from the nearest coast. */
  watersAt({lon, lat}: Position): Waters {
    const drawn = this.#areas.watersAt(lon, lat)
    const {limits} = this.#book
    if (drawn.kind !== 'unknown' || limits === undefined) return drawn
    const {metres, area} = this.#areas.nearestOfKind('land', lon, lat)
    const bands: readonly (readonly [WatersKind, number])[] = [
      ['land', 0],
      ['territorial-sea', limits.territorialSeaNm],
      ['contiguous-zone', limits.contiguousZoneNm],
      ['exclusive-economic-zone', limits.exclusiveEconomicZoneNm],
    ]
    const kind = bands.find(([, miles]) => metres <= miles * NAUTICAL_MILE)?.[0]
    if (kind === undefined || area?.nation === undefined) return drawn
    return {kind, claims: [{nation: area.nation, kind}], name: area.name, indicative: true, source: 'distance'}
  }

  /** What holds at a place for the own nation, about an object under a flag. `act`: only of this one. */
  at(asked: {readonly place: Position; readonly flag: Flag; readonly act?: Act | undefined}): Jurisdiction {
    const {place, flag, act} = asked
    const {lon, lat} = place
    const agreements = this.#inForce()
    const waters = this.watersAt(place)
    const responsible = this.#areas.areaAt(lon, lat)
    const sarRegion = this.#areas.sarRegionAt(lon, lat)
    const answering = [...new Set([responsible, sarRegion])].filter(nation => nation !== undefined)
    const rights = rightsFor(this.#nation, this.#book, agreements)
    const standing = standingOf({waters, acting: this.#nation, flag, rights})
    return {
      lon,
      lat,
      nation: this.#nation,
      ...(flag === undefined ? {} : {flag}),
      waters: {...waters, claims: [...waters.claims]},
      ...(responsible === undefined ? {} : {responsible}),
      ...(sarRegion === undefined ? {} : {sarRegion}),
      centres: answering.flatMap(nation => [...centresOf(nation, agreements)]),
      acts: standing
        .filter(one => act === undefined || one.act === act)
        .map(one => ({
          act: one.act,
          bases: one.bases.map(basis => ({...basis, conditions: [...basis.conditions]})),
          ...(one.why === undefined ? {} : {why: {code: one.why.code, values: {...one.why.values}}}),
        })),
      pursuits: this.#partners.flatMap(to => this.#pursuitsHere(to, waters)),
    }
  }

  /** Whether an act has a basis; always, where no law data is configured. */
  hasBasis({place, flag, act}: {readonly place: Position; readonly flag: Flag; readonly act: Act}): boolean {
    if (this.#book.rights.length === 0) return true
    return this.at({place, flag, act}).acts.some(({bases}) => bases.length > 0)
  }

  /** Under what the own officers may go on into a partner's territory. */
  pursuitsInto(to: NationCode): From<PursuitTerms>[] {
    return pursuitsFor({from: this.#nation, to}, this.#book, this.#inForce())
  }

  /** Whom to call in a nation. */
  centresOf(nation: NationCode): ReturnType<typeof centresOf> {
    return centresOf(nation, this.#inForce())
  }

  #pursuitsHere(to: NationCode, waters: Waters): Jurisdiction['pursuits'] {
    const {kind} = waters
    if (kind === 'unknown') return []
    const isOwn = waters.claims.length === 1 && waters.claims[0]?.nation === this.#nation
    if (!isOwn) return []
    return this.pursuitsInto(to)
      .filter(terms => terms.startsIn.includes(kind))
      .map(({id, basis, citation, agreement, example, mayDetain, acts, signalNeeded, ...numbers}) => ({
        to,
        terms: id,
        basis,
        citation,
        ...(agreement === undefined ? {} : {agreement}),
        example,
        ...(numbers.maxDistanceM === undefined ? {} : {maxDistanceM: numbers.maxDistanceM}),
        ...(numbers.maxDurationS === undefined ? {} : {maxDurationS: numbers.maxDurationS}),
        ...(numbers.authorisationWithinS === undefined ? {} : {authorisationWithinS: numbers.authorisationWithinS}),
        mayDetain,
        acts: [...acts],
        signalNeeded,
      }))
  }

  #inForce(): readonly Agreement[] {
    return this.#treaties.all.filter(({id}) => this.#treaties.stands(id))
  }
}
