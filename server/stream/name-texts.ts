import {deflateRawSync} from 'node:zlib'
import type {Person} from '../../shared/operations/person.ts'
import {NAME_BLOCK} from '../../shared/protocol/name-block.ts'
import type {PolicySource} from './ports.ts'
import type {Block} from './block.ts'
import type {Published} from './published.ts'

/** A group's names as they go out, and the tick up to which they are known in it. */
export type BlockNames = {readonly bytes: Buffer; readonly tick: number}

/** All that is kept of blocks, bytes. */
const MOST_KEPT_BYTES = 48_000_000
const MARK = Buffer.from([NAME_BLOCK])

/**
 * Names as they go out, made once for all who are told the same: a row's for the tick, a whole group's, deflated, until
 * a row leaves it. `sight` says who is told the same (`PolicySource.sightOf`).
 */
export class NameTexts {
  readonly #published: Published
  readonly #policy: Pick<PolicySource, 'releaseName'>
  readonly #ofRows = new Map<string, Map<number, string | undefined>>()
  readonly #ofGroups = new Map<string, Map<Block['group'], BlockNames>>()
  #tick = 0
  #keptBytes = 0

  constructor(published: Published, policy: Pick<PolicySource, 'releaseName'>) {
    this.#published = published
    this.#policy = policy
  }

  /** The JSON of a row's name; undefined where policy releases none. */
  ofRow(row: number, person: Person, sight: string): string | undefined {
    if (this.#tick !== this.#published.tick) this.#ofRows.clear()
    this.#tick = this.#published.tick
    const known = mapOf(this.#ofRows, sight)
    const held = known.get(row)
    if (held !== undefined || known.has(row)) return held
    const name = this.#policy.releaseName(row, person)
    const text = name === undefined ? undefined : JSON.stringify(name)
    known.set(row, text)
    return text
  }

  /** The names of all rows of a block's group that were there at its tick; of those that came since each has to be told. */
  ofGroup({group}: Block, person: Person, sight: string): BlockNames {
    const kept = mapOf(this.#ofGroups, sight)
    const held = kept.get(group)
    if (held !== undefined && group.every(block => held.tick >= block.leftTick)) return held
    if (held !== undefined) this.#keptBytes -= held.bytes.length
    const made = {bytes: this.#pack(group, person), tick: this.#published.tick}
    this.#keptBytes += made.bytes.length
    if (this.#keptBytes > MOST_KEPT_BYTES) this.forget()
    mapOf(this.#ofGroups, sight).set(group, made)
    return made
  }

  /** What anybody may see is something else now. */
  forget(): void {
    this.#ofRows.clear()
    this.#ofGroups.clear()
    this.#keptBytes = 0
  }

  #pack(group: Block['group'], person: Person): Buffer {
    const texts: string[] = []
    for (const {head} of group)
      for (let row = head; row >= 0; row = this.#published.next[row] ?? -1) {
        const name = this.#policy.releaseName(row, person)
        if (name !== undefined) texts.push(JSON.stringify(name))
      }
    return Buffer.concat([MARK, deflateRawSync(namesJson(texts), {level: 1})])
  }
}

/** The message `names` of these. */
export function namesJson(texts: readonly string[]): string {
  return `{"names":[${texts.join(',')}]}`
}

function mapOf<K, V>(of: Map<string, Map<K, V>>, key: string): Map<K, V> {
  const held = of.get(key)
  if (held !== undefined) return held
  const made = new Map<K, V>()
  of.set(key, made)
  return made
}
