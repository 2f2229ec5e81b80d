import type {Person} from '../../shared/operations/person.ts'
import type {NameTexts} from './name-texts.ts'
import type {Block} from './block.ts'
import type {Published} from './published.ts'
import type {NamesOwed, TrackReader} from './track-reader.ts'

/** Names in one message. */
export const NAMES_AT_ONCE = 250
/** So many names of a cell and audience and more go as the bytes that all windows share. */
const MANY = 24
/** Bytes of such blocks in one tick; the last may pass it. */
const BLOCK_BYTES = 64_000

/** What goes out: the texts of single names, and blocks of names. */
export type NamesToTell = {readonly texts: readonly string[]; readonly blocks: readonly Buffer[]}

/** Which names a window is still to be told: of whole cells that it has begun to see, and of single rows. */
export class NameReader implements NamesOwed {
  readonly #published: Published
  readonly #texts: NameTexts
  readonly #person: Person
  readonly #sight: string
  readonly #many: number
  /** Cell → names since after that tick. */
  readonly #cells = new Map<number, number>()
  readonly #rows = new Set<number>()

  /** `isField`: names come one by one, since even a block is long on a thin line. */
  constructor(options: {published: Published; texts: NameTexts; person: Person; sight: string; isField: boolean}) {
    this.#published = options.published
    this.#texts = options.texts
    this.#person = options.person
    this.#sight = options.sight
    this.#many = options.isField ? Infinity : MANY
  }

  wantRow(row: number): void {
    this.#rows.add(row)
  }

  wantCell(cell: number, since: number): void {
    this.#cells.set(cell, Math.min(since, this.#cells.get(cell) ?? since))
  }

  /** Whether there are cells whose names have not been told. */
  get isOwed(): boolean {
    return this.#cells.size > 0
  }

  owes(cell: number): boolean {
    return this.#cells.has(cell)
  }

  forgetAll(): void {
    this.#cells.clear()
    this.#rows.clear()
  }

  /** What goes next. `most`: single names; `mayCatchUp` is asked before each cell. Rows that are not shown fall out. */
  next(tracks: TrackReader, most: number, mayCatchUp: () => boolean): NamesToTell {
    const blocks: Buffer[] = []
    let bytes = 0
    for (const [cell, since] of this.#cells) {
      if (this.#rows.size >= most || bytes >= BLOCK_BYTES || !mayCatchUp()) break
      this.#cells.delete(cell)
      for (const block of this.#published.blocksIn(cell)) {
        if (!tracks.reads(block)) continue
        let from = since
        if (since === 0 && !tracks.isWide && tracksIn(block.group) >= this.#many) {
          const names = this.#texts.ofGroup(block, this.#person, this.#sight)
          if (block === block.group[0]) {
            blocks.push(names.bytes)
            bytes += names.bytes.length
          }
          from = names.tick
        }
        if (block.namedTick > from) this.#wantOf(block.head, from, tracks.isWide)
      }
    }
    return {blocks, texts: this.#take(tracks, most)}
  }

  #wantOf(head: number, since: number, isWide: boolean): void {
    for (let row = head; row >= 0; row = this.#published.next[row] ?? -1) {
      if ((this.#published.namedTick[row] ?? 0) <= since) continue
      if (!isWide || this.#published.isNotable(row)) this.#rows.add(row)
    }
  }

  #take(tracks: TrackReader, most: number): string[] {
    const texts: string[] = []
    let taken = 0
    for (const row of this.#rows) {
      if (taken++ >= most) break
      this.#rows.delete(row)
      const text = tracks.isShown(row) ? this.#texts.ofRow(row, this.#person, this.#sight) : undefined
      if (text !== undefined) texts.push(text)
    }
    return texts
  }
}

function tracksIn(group: Block['group']): number {
  let count = 0
  for (const block of group) count += block.count
  return count
}
