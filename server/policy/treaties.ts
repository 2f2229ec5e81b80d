import type {AgreementId, NationCode} from '../../shared/base/id.ts'
import type {Agreement, Basis, Purpose, SharingAction} from '../../shared/model/agreement.ts'
import {PURPOSES} from './audiences.ts'
import {type Decision, decideForAny, type Facts, isInForce} from './decide.ts'

/** Hours of the day in rules are looked at so often, ms. */
const MINUTE = 60_000

/** The nation's agreements as they stand now. */
export class Treaties {
  #agreements: readonly Agreement[]
  readonly #now: () => number

  /** `now`: wall time, ms. */
  constructor(agreements: readonly Agreement[], now: () => number) {
    this.#agreements = agreements
    this.#now = now
  }

  get all(): readonly Agreement[] {
    return this.#agreements
  }

  setStatus(agreement: AgreementId, status: Agreement['status']): void {
    this.#agreements = this.#agreements.map(one => (one.id === agreement ? {...one, status} : one))
  }

  /** Whether an agreement is in force still, by its name. */
  stands(agreement: AgreementId): boolean {
    return this.#agreements.some(one => one.id === agreement && isInForce(one, this.#now()))
  }

  get(agreement: AgreementId): Agreement | undefined {
    return this.#agreements.find(one => one.id === agreement)
  }

  /** Whether an agreement in force lets the two hand things over to each other: then each knows the other's posts. */
  joins(one: NationCode, other: NationCode): boolean {
    return this.handingOver(one, other).length > 0
  }

  /** What is in force between the two of handing things over. */
  handingOver(one: NationCode, other: NationCode): readonly NonNullable<Agreement['handoff']>[] {
    const binds = ({parties}: Agreement) => parties === '*' || (parties.includes(one) && parties.includes(other))
    const standing = this.#agreements.filter(agreement => binds(agreement) && isInForce(agreement, this.#now()))
    return standing.flatMap(({handoff}) => (handoff?.allowed === true ? [handoff] : []))
  }

  /** What a nation may have of a thing, whatever purpose its people declare. */
  ask(facts: Facts, to: NationCode, action: SharingAction): Decision {
    return decideForAny(this.#agreements, {...facts, to, action, clearance: undefined, at: this.#now()}, PURPOSES)
  }

  /** Whether what came under a rule is for this purpose. Rules for lives at risk set the purpose by themselves. */
  serves({agreement, rule}: Basis, purpose: Purpose): boolean {
    if (!this.stands(agreement)) return false
    const found = this.get(agreement)?.rules.find(one => one.id === rule)
    if (found === undefined) return false
    return found.purposes === '*' || found.safetyOfLife === true || found.purposes.includes(purpose)
  }

  /** Other than before when time alone may have changed what holds: the agreements in force, and the minute. */
  standing(): string {
    const now = this.#now()
    return `${this.#agreements.map(one => (isInForce(one, now) ? '1' : '0')).join('')}/${Math.floor(now / MINUTE)}`
  }
}
