import type {NationCode, TrackId} from '../../shared/base/id.ts'
import type {TransferMode} from '../../shared/model/agreement.ts'
import type {ObjectKind} from '../../shared/model/object.ts'

export const NATIONS = ['SE', 'DK', 'PL'] as const satisfies readonly string[] as unknown as readonly NationCode[]

/** Something that the three nations have on their screens. */
export type Drifter = {
  readonly key: string
  readonly track: TrackId
  readonly kind: ObjectKind
  /** Whose waters it is in. */
  waters: NationCode
}

/** From a decision to the disk, ms at most. */
const COMMIT_MS = 5

/** What is outside the nodes: the objects, and what the pairs have agreed on. */
export class Sea {
  readonly drifters: readonly Drifter[]
  readonly transfer: TransferMode
  /** Whether offers meet the standard conditions of the agreements: they are accepted by themselves. */
  readonly isStandard: boolean
  /** Counts what changed of the agreements: each message carries the number under which it was released. */
  policy = 1
  readonly #policyUntil = new Map<number, number>()
  readonly #ended = new Set<string>()

  constructor(transfer: TransferMode, kinds: readonly ObjectKind[], isStandard = false) {
    this.isStandard = isStandard
    this.transfer = transfer
    this.drifters = kinds.map((kind, index) => ({
      key: `mmsi:26500000${index}`,
      track: (5 + index) as TrackId,
      kind,
      waters: NATIONS[index % NATIONS.length] as NationCode,
    }))
  }

  agree(one: NationCode, other: NationCode): boolean {
    return !this.#ended.has(pairOf(one, other))
  }

  /** Ends the pair's agreement, or puts it in force again. */
  turnAgreement(one: NationCode, other: NationCode, now: number): void {
    const pair = pairOf(one, other)
    if (!this.#ended.delete(pair)) this.#ended.add(pair)
    this.#policyUntil.set(this.policy++, now)
  }

  /** Whether what was released under that number may reach the disk now: what was decided just before may be on its way. */
  isOfNow(policy: number, now: number): boolean {
    return policy === this.policy || now - (this.#policyUntil.get(policy) ?? -Infinity) <= COMMIT_MS
  }

  ofKey(key: string | undefined): Drifter | undefined {
    return this.drifters.find(drifter => drifter.key === key)
  }

  ofTrack(track: TrackId): Drifter | undefined {
    return this.drifters.find(drifter => drifter.track === track)
  }
}

export function pairOf(one: NationCode, other: NationCode): string {
  return one < other ? `${one}-${other}` : `${other}-${one}`
}
