import type {AgreementId, NationCode} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Act, CentreRole, From, PursuitTerms} from '../../shared/model/law.ts'
import type {Waters} from '../../shared/model/waters.ts'

/** What operations asks of law and geometry. */
export interface LawFacts {
  /** Terms by their name, under which the own officers may go on into a nation's territory. */
  terms(to: NationCode, id: string): From<PursuitTerms> | undefined
  centre(nation: NationCode, role: CentreRole): {readonly name: string; readonly phone: string} | undefined
  waters(place: Position): Waters
  /** How far a place is beyond the line between two nations, metres; undefined on this side of it, or elsewhere. */
  beyond(place: Position, line: {readonly from: NationCode; readonly host: NationCode}): number | undefined
  /** Whose area of responsibility it is. */
  areaOf(place: Position): NationCode | undefined
  /** The flag that an object of the picture declares. */
  flagOf(key: string): NationCode | undefined
  stands(agreement: AgreementId): boolean
  /** Whether the own nation may do it there about an object under a flag; always, where no law data is configured. */
  hasBasis(place: Position, flag: NationCode | undefined, act: Act): boolean
}
