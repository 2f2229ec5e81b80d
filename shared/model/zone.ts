import type {NationCode, ZoneId} from '../base/id.ts'

/** A ring is closed: its last place repeats its first. Pairs are [lon, lat], as GeoJSON wants them. */
export type Ring = readonly (readonly [number, number])[]
/** Outer ring, then holes. */
export type Polygon = readonly Ring[]
export type MultiPolygon = readonly Polygon[]
export type Line = readonly (readonly [number, number])[]

/** What an area means. */
export type ZoneKind =
  /** Where a nation keeps watch: land, internal waters and sea. The frontier is where two of them meet. */
  | 'area-of-responsibility'
  /** Up to 12 nm. */
  | 'territorial-sea'
  /** Land and internal waters. */
  | 'land'
  /** Landward of the baseline. */
  | 'internal-waters'
  /** 12 to 24 nm. */
  | 'contiguous-zone'
  /** Beyond the territorial sea, up to 200 nm. */
  | 'exclusive-economic-zone'
  /** Known to be nobody's: what no area covers is not known. */
  | 'high-seas'
  /** Where a nation co-ordinates search and rescue; says nothing of sovereignty. */
  | 'sar-region'
  /** Claimed by more than one nation (`claimedBy`), besides what overlapping areas tell. */
  | 'disputed'
  /** Any area that rules or agreements speak of. */
  | 'watch'

export type Zone = {
  readonly id: ZoneId
  readonly kind: ZoneKind
  readonly name: string
  readonly nation?: NationCode
  /** Of a disputed area: who claims it, in the order of the codes. */
  readonly claimedBy?: readonly NationCode[]
  readonly area: MultiPolygon
  /** Lines from an approximation say so. */
  readonly indicative: boolean
}

/** Where the areas of two nations meet. */
export type Frontier = {
  readonly id: string
  readonly between: readonly [NationCode, NationCode]
  readonly lines: readonly Line[]
  readonly indicative: boolean
  /** Every crossing becomes an alert, not only those of contacts and silent or unidentified objects. */
  readonly everyCrossing: boolean
}
