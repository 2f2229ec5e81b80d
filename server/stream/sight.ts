import {RANKS} from '../../shared/protocol/rank.ts'
import {shareOf} from './published.ts'

/** Of the most that a level may show, the next finer one has to be below this share: else it would go to and fro. */
const ROOM = 0.8

/** What one window may read, and what of it its level shows: 1 for each share. */
export class Sight {
  level = 0
  /** Whatever its person may read. */
  mayRead: Uint8Array
  /** Of the level and above. */
  reads: Uint8Array
  /** Persons of whom this is the same may read the same. */
  key: string
  readonly #most: number

  /** `most`: tracks that a view may show. */
  constructor(audiences: ReadonlySet<number>, most: number) {
    this.#most = most
    this.mayRead = marked(audiences, 0)
    this.reads = this.mayRead
    this.key = keyOf(audiences)
  }

  allow(audiences: ReadonlySet<number>): void {
    this.mayRead = marked(audiences, 0)
    this.reads = marked(audiences, this.level)
    this.key = keyOf(audiences)
  }

  /** Takes the finest level at which the view shows no more than it may; `counts`: its tracks by rank. False: as before. */
  choose(counts: Int32Array): boolean {
    const level = this.#fitting(counts)
    if (level === this.level) return false
    this.level = level
    this.reads = this.mayRead.map((may, share) => (share % RANKS >= level ? may : 0))
    return true
  }

  #fitting(counts: Int32Array): number {
    let shown = 0
    for (let level = RANKS - 1; level >= 0; level--) {
      shown += counts[level] ?? 0
      if (shown > (level < this.level ? this.#most * ROOM : this.#most)) return Math.min(RANKS - 1, level + 1)
    }
    return 0
  }
}

function keyOf(audiences: ReadonlySet<number>): string {
  return [...audiences].sort((a, b) => a - b).join()
}

function marked(audiences: ReadonlySet<number>, level: number): Uint8Array {
  const marks = new Uint8Array(shareOf(Math.max(0, ...audiences) + 1, 0))
  for (const audience of audiences) marks.fill(1, shareOf(audience, level), shareOf(audience + 1, 0))
  return marks
}
