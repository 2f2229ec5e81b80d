import type {NationCode, UnitId} from '../../../shared/base/id.ts'
import {type Random, seededRandom} from '../../../shared/base/random.ts'
import {destination} from '../../../shared/geo/distance.ts'
import type {Position} from '../../../shared/geo/position.ts'
import {kindCode, type ObjectKind} from '../../../shared/model/object.ts'
import {emptyReport, type IdentityReport, type Report} from '../../../shared/model/observation.ts'
import {type FeedDescriptor, Picture} from '../../../server/picture/picture.ts'

export const START = Date.UTC(2026, 0, 1, 12)
export const AIS = 0
export const RADAR = 1
export const AIS_TOO = 2
export const LINK = 3
export const PATROL = 4

const own = {origin: 'SE' as NationCode, world: 'real', trust: 'B'} as const
const FEEDS: readonly FeedDescriptor[] = [
  {...own, name: 'ais', kind: 'ais'},
  {...own, name: 'radar', kind: 'observations', sensor: 'radar'},
  {...own, name: 'ais-2', kind: 'ais'},
  {...own, name: 'DK', kind: 'link', origin: 'DK' as NationCode},
  {...own, name: 'patrol', kind: 'observations', sensor: 'patrol'},
]

/** A picture of Sweden with two AIS stations, a radar, a link with Denmark and its patrols; time moves when told. */
export class Sea {
  readonly picture: Picture
  readonly random: Random
  now = START
  readonly #report: Report = emptyReport(0)

  constructor(options: {capacity?: number; feeds?: readonly FeedDescriptor[]; seed?: number} = {}) {
    this.random = seededRandom(options.seed ?? 1)
    this.picture = new Picture({
      nation: 'SE' as NationCode,
      capacity: options.capacity ?? 1_000,
      now: () => this.now,
      feeds: options.feeds ?? FEEDS,
      units: [{id: 'SE-KBV1' as UnitId, reportsAs: '265000001'}],
      random: seededRandom(7),
    })
  }

  /** Gives the picture one report, as a feed would: by the same record again and again. */
  report(report: Partial<Report> & {feed: number; id: number}): void {
    Object.assign(this.#report, emptyReport(report.feed), {at: this.now, kind: kindCode('vessel')}, report)
    this.picture.report(this.#report)
  }

  ais(mmsi: number, place: Position, more: Partial<Report> = {}): void {
    this.report({feed: AIS, id: mmsi, ...place, accuracy: 10, interval: 10_000, speed: 5, course: 90, ...more})
  }

  plot(place: Position, more: Partial<Report> = {}): void {
    const plot = {kind: kindCode('contact'), interval: 3_000, accuracy: 30}
    this.report({feed: RADAR, id: 0, ...plot, ...place, ...more})
  }

  named(feed: number, id: number, details: Partial<IdentityReport>, kind: ObjectKind = 'vessel'): void {
    this.picture.identity({feed, id, kind: kindCode(kind), at: this.now, flags: 0, ...details})
  }

  /** Time passes, with the picture's sweep once a second. */
  pass(seconds: number, each: (second: number) => void = () => undefined): void {
    for (let second = 1; second <= seconds; second++) {
      this.now += 1_000
      each(second)
      this.picture.drain()
      this.picture.sweep()
    }
  }

  rows(): number[] {
    return [...this.picture.rows()]
  }

  /** The one confirmed track. */
  only(): number {
    const rows = this.rows()
    if (rows.length !== 1)
      throw new Error(`expected one track, got ${rows.map(row => this.picture.subjectKey(row)).join(', ')}`)
    return rows[0] ?? -1
  }

  /** A value of the normal distribution, mean 0 (Box and Muller). */
  normal(sigma: number): number {
    return sigma * Math.sqrt(-2 * Math.log(1 - this.random.unit())) * Math.cos(2 * Math.PI * this.random.unit())
  }

  /** Where a sensor with that error sees something. */
  seen(place: Position, sigma: number): Position {
    return destination(destination(place, this.normal(sigma), 90), this.normal(sigma), 0)
  }
}
