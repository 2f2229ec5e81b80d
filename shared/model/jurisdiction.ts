import type {AgreementId, NationCode} from '../base/id.ts'
import type {Agreement} from './agreement.ts'
import {
  type Act,
  ACTS,
  type Centre,
  CENTRE_ROLES,
  type CentreRole,
  type FlagSide,
  type From,
  type LawBook,
  type LegalRight,
  type PursuitTerms,
  type Whose,
} from './law.ts'
import {holderOf, isDisputed, type Waters} from './waters.ts'

/** An object's flag; `none`: it shows none and claims none; undefined: not known. */
export type Flag = NationCode | 'none' | undefined

/** What one act rests on at a place, or why it rests on nothing. */
export type ActStanding = {
  readonly act: Act
  readonly bases: readonly {
    readonly right: string
    readonly citation: string
    readonly agreement?: AgreementId | undefined
    readonly example: boolean
    /** Codes under `law.condition.`: what has to be true besides. */
    readonly conditions: readonly string[]
  }[]
  /** Code under `law.why.`, where there is no basis. */
  readonly why?: {readonly code: string; readonly values: Readonly<Record<string, string>>} | undefined
}

/** Acts that nobody may do to another without a basis; the others disturb nobody. */
export const TAKING_ACTS: readonly Act[] = ['stop', 'board', 'arrest', 'pursue', 'inspect-fishing', 'customs-control']

/** Every right that holds for a nation: the law of all, and what the agreements in force give to their parties. */
export function rightsFor(nation: NationCode, law: LawBook, agreements: readonly Agreement[]): From<LegalRight>[] {
  return [
    ...law.rights.map(right => ({...right, example: law.example})),
    ...agreements.flatMap(({id, example, parties, rights}) =>
      isParty(parties, nation) ? (rights ?? []).map(right => ({...right, agreement: id, example})) : [],
    ),
  ]
}

/** Under what a nation's officers may go on into another's territory. */
export function pursuitsFor(
  of: {readonly from: NationCode; readonly to: NationCode},
  law: LawBook,
  agreements: readonly Agreement[],
): From<PursuitTerms>[] {
  const {from, to} = of
  return [
    ...agreements.flatMap(({id, example, parties, handoff}) =>
      isParty(parties, from) && isParty(parties, to)
        ? (handoff?.pursuit ?? []).map(terms => ({...terms, agreement: id, example}))
        : [],
    ),
    ...law.pursuits.map(terms => ({...terms, example: law.example})),
  ].filter(terms => isParty(terms.from, from) && isParty(terms.to, to))
}

/**
 * What a nation may do about an object at a place, act by act. Where several nations claim the place, what only its
 * holder may do has no basis that all of them recognise.
 */
export function standingOf(of: {
  readonly waters: Waters
  readonly acting: NationCode
  readonly flag: Flag
  readonly rights: readonly From<LegalRight>[]
}): readonly ActStanding[] {
  return ACTS.map(act => {
    const bases = of.rights
      .filter(right => right.acts.includes(act) && covers(right, of))
      .map(({id, citation, agreement, example, conditions}) => ({
        right: id,
        citation,
        ...(agreement === undefined ? {} : {agreement}),
        example,
        conditions: conditions ?? [],
      }))
    return bases.length > 0 ? {act, bases} : {act, bases, why: whyNot(of)}
  })
}

/** The centres of a nation that agreements name, each once. */
export function centresOf(
  nation: NationCode,
  agreements: readonly Agreement[],
): readonly (Centre & {readonly role: CentreRole; readonly nation: NationCode; readonly agreement: AgreementId})[] {
  return CENTRE_ROLES.flatMap(role => {
    for (const {id, contacts} of agreements) {
      const centre = contacts?.[nation]?.[role]
      if (centre !== undefined) return [{...centre, role, nation, agreement: id}]
    }
    return []
  })
}

type Asked = {readonly waters: Waters; readonly acting: NationCode; readonly flag: Flag}

function covers(right: LegalRight, {waters, acting, flag}: Asked): boolean {
  const {kind} = waters
  if (kind === 'unknown' || !right.waters.includes(kind)) return false
  const whose = whoseOf(waters, acting)
  // Who acts takes no side: in disputed waters only what may be done in anybody's waters has a basis.
  if (whose === 'disputed') return right.whose.includes('own') && right.whose.includes('other')
  if (!right.whose.includes(whose)) return false
  return right.flags === undefined || right.flags.includes(flagSideOf(waters, acting, flag))
}

function whoseOf(waters: Waters, acting: NationCode): Whose | 'disputed' {
  if (isDisputed(waters)) return 'disputed'
  const holder = holderOf(waters)
  if (holder === undefined) return 'nobodys'
  return holder === acting ? 'own' : 'other'
}

function flagSideOf(waters: Waters, acting: NationCode, flag: Flag): FlagSide {
  if (flag === undefined) return 'unknown'
  if (flag === 'none') return 'stateless'
  if (flag === acting) return 'own'
  return flag === holderOf(waters) ? 'coastal' : 'other'
}

function whyNot({waters, acting, flag}: Asked): ActStanding['why'] {
  if (waters.kind === 'unknown') return {code: 'not-charted', values: {}}
  if (isDisputed(waters))
    return {code: 'disputed', values: {nations: waters.claims.map(({nation}) => nation).join(', ')}}
  const holder = holderOf(waters)
  const values = {waters: waters.kind, nation: holder ?? '', flag: flag ?? ''}
  if (holder !== undefined && holder !== acting) return {code: 'not-your-waters', values}
  return {code: flag === undefined || flag === 'none' ? 'no-right-here' : 'no-right-over-flag', values}
}

function isParty(parties: readonly NationCode[] | '*', nation: NationCode): boolean {
  return parties === '*' || parties.includes(nation)
}
