import type {NationCode} from '../../shared/base/id.ts'
import {
  type Agreement,
  type Basis,
  CLASSIFICATIONS,
  type Classification,
  type Purpose,
} from '../../shared/model/agreement.ts'
import type {Person} from '../../shared/operations/person.ts'
import {covers} from './fields.ts'
import {decide, decideForAny, type Facts, type Grant, type Permit} from './decide.ts'

export const PURPOSES = [
  'BorderMonitoring',
  'BorderOperation',
  'SAR',
  'Safety',
  'CustomsMonitoring',
  'CustomsOperation',
  'FisheriesMonitoring',
  'FisheriesOperation',
  'LawEnforcementMonitoring',
  'LawEnforcementOperation',
] as const satisfies readonly Purpose[]

/** What one reader may have of one source track. */
export type Projection = {readonly permit: Permit; readonly position: Grant}
/** Which parts of a track's record every reader of a block may have. `naming`: something of who the object is. */
export type BlockFields = Readonly<
  Record<'position' | 'speed' | 'course' | 'heading' | 'altitude' | 'kind' | 'distress' | 'naming', boolean>
>
type Entry = {readonly facts: Facts; projections: ReadonlyMap<string, Projection>; fields: BlockFields}

const NAMING = ['mmsi', 'name', 'callsign', 'hex', 'registration', 'identity'] as const
const ALL_FIELDS = blockFieldsBy(() => true)
const NO_FIELDS = blockFieldsBy(() => false)

/** 0 is nobody; 1 to 4 are the own nation's data by level. */
const FIRST_OPEN = 1 + CLASSIFICATIONS.length
const MOST = 0xffff

/**
 * Sets of readers with what each may have, as small integers. One stands for all things of which the same facts are
 * true, so that agreements are read once per kind of thing, not per report; when they change, every number means
 * something else at once, narrower or wider, and no row has to be touched.
 */
export class Audiences {
  /** How often agreements were read. */
  decisions = 0
  readonly #nation: NationCode
  readonly #partners: readonly NationCode[]
  readonly #agreements: () => readonly Agreement[]
  readonly #now: () => number
  readonly #ids = new Map<string, number>()
  readonly #entries: Entry[] = []

  constructor(options: {
    nation: NationCode
    partners: readonly NationCode[]
    agreements: () => readonly Agreement[]
    now: () => number
  }) {
    this.#nation = options.nation
    this.#partners = options.partners
    this.#agreements = options.agreements
    this.#now = options.now
  }

  static own(level: Classification): number {
    return 1 + CLASSIFICATIONS.indexOf(level)
  }

  get size(): number {
    return this.#entries.length
  }

  /** The number that stands for `key`; `facts` are asked for only when it is new. 0 when there are no numbers left. */
  of(key: string, facts: () => Facts): number {
    const held = this.#ids.get(key)
    if (held !== undefined) return held
    const id = FIRST_OPEN + this.#entries.length
    if (id > MOST) return 0
    const known = facts()
    const projections = this.#project(known)
    this.#entries.push({facts: known, projections, fields: blockFieldsOf(projections)})
    this.#ids.set(key, id)
    return id
  }

  /** A partner's, for an own thing. */
  forPartner(audience: number, partner: NationCode): Projection | undefined {
    return this.#entries[audience - FIRST_OPEN]?.projections.get(partner)
  }

  readersOf(audience: number): Iterable<string> {
    return this.#entries[audience - FIRST_OPEN]?.projections.keys() ?? []
  }

  /** The longest delay of a reader, ms. */
  delayOf(audience: number): number {
    let longest = 0
    for (const {position} of this.#entries[audience - FIRST_OPEN]?.projections.values() ?? [])
      longest = Math.max(longest, position.delayS * 1_000)
    return longest
  }

  /** A person's, for a partner's thing. Undefined for own data, where the level alone decides. */
  forPerson(audience: number, person: Person): Projection | undefined {
    const entry = this.#entries[audience - FIRST_OPEN]
    if (entry === undefined || !isCleared(person, entry.facts.marking.level)) return undefined
    const own = entry.projections.get(person.purpose)
    // Lives at risk set the purpose by themselves.
    return own ?? (entry.facts.livesAtRisk ? entry.projections.get('SAR') : undefined)
  }

  isOwn(audience: number): boolean {
    return audience > 0 && audience < FIRST_OPEN
  }

  mayReadOwn(audience: number, person: Person): boolean {
    return this.isOwn(audience) && isCleared(person, CLASSIFICATIONS[audience - 1] ?? 'SECRET')
  }

  /**
   * Numbers of tracks whose records the person may read whole: own data up to the clearance; partners' where the purpose
   * gives all that a reader of the block gets.
   */
  *readableBy(person: Person): Iterable<number> {
    for (const level of CLASSIFICATIONS) if (isCleared(person, level)) yield Audiences.own(level)
    for (let id = FIRST_OPEN; id < FIRST_OPEN + this.#entries.length; id++) {
      if (this.#entries[id - FIRST_OPEN]?.facts.from === this.#nation) continue
      if (this.forPerson(id, person) !== undefined) yield id
    }
  }

  /** What every reader of a block may have. */
  fieldsOf(audience: number): BlockFields {
    if (this.isOwn(audience)) return ALL_FIELDS
    return this.#entries[audience - FIRST_OPEN]?.fields ?? NO_FIELDS
  }

  /** Reads the agreements anew for every number. True when one means something else now. */
  recompile(): boolean {
    let changed = false
    for (const entry of this.#entries) {
      const projections = this.#project(entry.facts)
      changed ||= textOf(projections) !== textOf(entry.projections)
      entry.projections = projections
      entry.fields = blockFieldsOf(projections)
    }
    return changed
  }

  #project(facts: Facts): ReadonlyMap<string, Projection> {
    const found = new Map<string, Projection>()
    const request = {...facts, action: 'view', clearance: undefined, at: this.#now()} as const
    const add = (reader: string, decision: ReturnType<typeof decide>) => {
      this.decisions++
      const position = decision.effect === 'permit' ? decision.fields.get('position') : undefined
      if (decision.effect === 'permit' && position !== undefined) found.set(reader, {permit: decision, position})
    }
    if (facts.from === this.#nation)
      for (const to of this.#partners) add(to, decideForAny(this.#agreements(), {...request, to}, PURPOSES))
    else {
      for (const purpose of PURPOSES) add(purpose, decide(this.#agreements(), {...request, to: this.#nation, purpose}))
      this.#finestOnly(found)
    }
    return found
  }

  /** A block is read whole: who may have the place only later or coarser than the others does not read it. */
  #finestOnly(found: Map<string, Projection>): void {
    let [delay, precision] = [Infinity, Infinity]
    for (const {position} of found.values()) {
      delay = Math.min(delay, position.delayS)
      precision = Math.min(precision, position.precisionM)
    }
    for (const [reader, {position}] of found)
      if (position.delayS > delay || position.precisionM > precision) found.delete(reader)
  }
}

export function isCleared(person: Person, level: Classification): boolean {
  return CLASSIFICATIONS.indexOf(person.clearance) >= CLASSIFICATIONS.indexOf(level)
}

export function firstBasis({permit}: Projection): Basis {
  return permit.bases[0]
}

/** A field that one of the readers may not have is for none of them: they are all told the same. */
function blockFieldsOf(projections: ReadonlyMap<string, Projection>): BlockFields {
  const all = [...projections.values()]
  return blockFieldsBy(field => all.length > 0 && all.every(({permit}) => covers(permit.fields, field)))
}

function blockFieldsBy(has: (field: string) => boolean): BlockFields {
  return {
    position: has('position'),
    speed: has('speed'),
    course: has('course'),
    heading: has('heading'),
    altitude: has('altitude'),
    kind: has('kind'),
    distress: has('distress'),
    naming: NAMING.some(has),
  }
}

function textOf(projections: ReadonlyMap<string, Projection>): string {
  return JSON.stringify([...projections].map(([reader, {permit}]) => [reader, [...permit.fields], permit.bases]))
}
