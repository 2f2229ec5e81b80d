import type {NationCode} from '../../shared/base/id.ts'
import type {Basis} from '../../shared/model/agreement.ts'
import {kindCode} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import type {World} from '../../shared/model/world.ts'
import type {Details} from '../picture/details.ts'
import type {Picture} from '../picture/picture.ts'
import {type Audiences, firstBasis, type Projection} from './audiences.ts'
import {coarse} from './coarse.ts'
import type {Obligations} from './decide.ts'
import type {Delayed} from './delayed.ts'
import {covers, grantOf, OPEN_FLAGS} from './fields.ts'
import type {Gate} from './gate.ts'
import type {Objects} from './objects.ts'
import {release, type Released} from './released.ts'

const CONTACT = kindCode('contact')

/** A measurement as a partner may have it. NaN is *not available*. */
export type LiveRecord = {
  at: number
  lon: number
  lat: number
  speed: number
  course: number
  altitude: number
  status: number
  kind: number
  flags: number
}
export type LiveDescriptor = {
  readonly world: World
  readonly intervalMs: number
  readonly accuracyMetres?: number
  readonly details: Details
  readonly basis: Basis
  readonly obligations: Obligations
}
/** One partner's sight of the table of sources. */
export interface LiveView {
  record(row: number, into: LiveRecord): boolean
  descriptor(row: number): LiveDescriptor | undefined
}

/** Own source tracks as partners may have them: of the present what is due at once, of the past what is due late. */
export class PartnerLive {
  readonly #picture: Picture
  readonly #objects: Objects
  readonly #audiences: Audiences
  readonly #delayed: Delayed
  readonly #gate: Gate
  readonly #partners: readonly NationCode[]
  readonly #pictureNow: () => number

  /** `pictureNow`: picture time, ms. */
  constructor(options: {
    picture: Picture
    objects: Objects
    audiences: Audiences
    delayed: Delayed
    gate: Gate
    partners: readonly NationCode[]
    pictureNow: () => number
  }) {
    this.#picture = options.picture
    this.#objects = options.objects
    this.#audiences = options.audiences
    this.#delayed = options.delayed
    this.#gate = options.gate
    this.#partners = options.partners
    this.#pictureNow = options.pictureNow
  }

  partnersOf(source: number): readonly NationCode[] {
    const record = emptyLive()
    return this.#partners.filter(partner => this.#record(source, partner, record))
  }

  view(partner: NationCode): Released<LiveView> {
    return release<LiveView>({
      record: (row, into) => this.#gate.fills('live', () => this.#record(row, partner, into)),
      descriptor: row => this.#gate.release('descriptor', () => this.#descriptor(row, partner)),
    })
  }

  #record(row: number, partner: NationCode, into: LiveRecord): boolean {
    const {sources} = this.#picture
    if (sources.held[row] !== 1 || !this.#objects.isOwn(row)) return false
    const present = this.#audiences.forPartner(sources.audience[row] ?? 0, partner)
    if (present?.position.delayS === 0) {
      fill(into, present, sources, row, sources.kind[row] ?? CONTACT)
      into.status = sources.status[row] ?? NaN
      return !Number.isNaN(into.lon)
    }
    const sample = this.#delayed.sample(row, sources.generation[row] ?? 0, this.#pictureNow())
    const past = sample === undefined ? undefined : this.#audiences.forPartner(sample.audience, partner)
    if (sample === undefined || past === undefined || past.position.delayS === 0) return false
    const columns = {at: [sample.at], lon: [sample.lon], lat: [sample.lat], speed: [sample.speed]}
    const rest = {course: [sample.course], altitude: [sample.altitude], flags: [sample.flags]}
    fill(into, past, {...columns, ...rest}, 0, sources.kind[row] ?? CONTACT)
    into.status = NaN
    return true
  }

  #descriptor(row: number, partner: NationCode): LiveDescriptor | undefined {
    const {sources} = this.#picture
    if (!this.#record(row, partner, emptyLive())) return undefined
    const projection = this.#audiences.forPartner(sources.audience[row] ?? 0, partner)
    if (projection === undefined) return undefined
    const {precisionM} = projection.position
    return {
      world: this.#picture.feedOf(row).world,
      intervalMs: sources.interval[row] ?? 10_000,
      ...(precisionM > 1 ? {accuracyMetres: precisionM} : {}),
      details: this.#objects.detailsOf(row, field => covers(projection.permit.fields, field)),
      basis: firstBasis(projection),
      obligations: projection.permit.obligations,
    }
  }
}

type Columns = {
  readonly [Column in 'at' | 'lon' | 'lat' | 'speed' | 'course' | 'altitude' | 'flags']: ArrayLike<number>
}

/** Kinematic fields come with the place: one that may only be had later than it is left out. */
function fill(into: LiveRecord, {permit, position}: Projection, from: Columns, row: number, kind: number): void {
  const has = (field: string) => (grantOf(permit.fields, field)?.delayS ?? Infinity) <= position.delayS
  const place = coarse(from.lon[row] ?? NaN, from.lat[row] ?? NaN, position.precisionM)
  into.at = from.at[row] ?? NaN
  into.lon = place.lon
  into.lat = place.lat
  into.speed = has('speed') ? (from.speed[row] ?? NaN) : NaN
  into.course = has('course') ? (from.course[row] ?? NaN) : NaN
  into.altitude = has('altitude') ? (from.altitude[row] ?? NaN) : NaN
  into.kind = has('kind') ? kind : CONTACT
  into.flags = (from.flags[row] ?? 0) & (OPEN_FLAGS | (has('distress') ? ReportFlag.DISTRESS : 0))
}

function emptyLive(): LiveRecord {
  return {at: NaN, lon: NaN, lat: NaN, speed: NaN, course: NaN, altitude: NaN, status: NaN, kind: 0, flags: 0}
}
