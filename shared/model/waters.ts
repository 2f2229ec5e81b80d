import type {NationCode} from '../base/id.ts'
import type {ZoneKind} from './zone.ts'

/** What the law calls a place, the innermost first. */
export const WATERS = [
  'land',
  'internal-waters',
  'territorial-sea',
  'contiguous-zone',
  'exclusive-economic-zone',
  'high-seas',
] as const
export type WatersKind = (typeof WATERS)[number]

/** `drawn`: by an area of the configuration; `distance`: computed from the coast by the limits that the law data gives. */
export type WatersSource = 'drawn' | 'distance'

/** Whose waters or land a place is, as the configuration has it. Two claims and more: disputed, and named neutrally. */
export type Waters = {
  /** `unknown`: no area says. */
  readonly kind: WatersKind | 'unknown'
  /** What each nation holds it to be, in the order of the codes. */
  readonly claims: readonly {readonly nation: NationCode; readonly kind: WatersKind}[]
  readonly name: string
  readonly indicative: boolean
  readonly source: WatersSource
}

/** An area as far as the law of a place is concerned. */
export type ClaimedArea = {
  readonly kind: ZoneKind
  readonly nation: NationCode | undefined
  readonly claimedBy?: readonly NationCode[] | undefined
  readonly name: string
  readonly indicative: boolean
}

const UNKNOWN: Waters = {kind: 'unknown', claims: [], name: '', indicative: false, source: 'drawn'}

/** What the areas that a place lies in make of it: of each nation its innermost one counts. */
export function watersOf(areas: readonly ClaimedArea[]): Waters {
  const claims = new Map<NationCode, WatersKind>()
  let innermost: ClaimedArea | undefined
  for (const area of areas) {
    const kind = watersKindOf(area)
    if (kind === undefined) continue
    for (const nation of area.claimedBy ?? (area.nation === undefined ? [] : [area.nation])) {
      const held = claims.get(nation)
      if (held === undefined || depthOf(kind) < depthOf(held)) claims.set(nation, kind)
    }
    const known = innermost === undefined ? undefined : watersKindOf(innermost)
    if (known === undefined || depthOf(kind) < depthOf(known)) innermost = area
  }
  const disputed = areas.find(area => area.kind === 'disputed')
  const shown = disputed ?? innermost
  if (shown === undefined) return UNKNOWN
  return {
    kind: watersKindOf(innermost ?? shown) ?? 'unknown',
    claims: [...claims].map(([nation, kind]) => ({nation, kind})).sort((a, b) => (a.nation < b.nation ? -1 : 1)),
    name: shown.name,
    indicative: areas.some(area => area.indicative && watersKindOf(area) !== undefined),
    source: 'drawn',
  }
}

/** More than one nation claims the place. */
export function isDisputed({claims}: Pick<Waters, 'claims'>): boolean {
  return claims.length > 1
}

/** Whose it is; undefined where nobody's, disputed or not known. */
export function holderOf({claims}: Pick<Waters, 'claims'>): NationCode | undefined {
  return claims.length === 1 ? claims[0]?.nation : undefined
}

/** Where a nation is sovereign: land, internal waters and territorial sea. */
export function isTerritory(kind: WatersKind | 'unknown'): boolean {
  return kind === 'land' || kind === 'internal-waters' || kind === 'territorial-sea'
}

/** The nation whose territory a place is, `disputed` where more than one claims it as theirs, else undefined. */
export function territoryOf({claims}: Pick<Waters, 'claims'>): NationCode | 'disputed' | undefined {
  const sovereign = claims.filter(({kind}) => isTerritory(kind))
  if (sovereign.length === 0) return undefined
  return claims.length > 1 ? 'disputed' : sovereign[0]?.nation
}

function depthOf(kind: WatersKind): number {
  return WATERS.indexOf(kind)
}

/** A disputed area counts as what its claimants hold it to be: their territory, unless another area says more. */
function watersKindOf({kind}: ClaimedArea): WatersKind | undefined {
  if (kind === 'disputed') return 'territorial-sea'
  return WATERS.find(one => one === kind)
}
