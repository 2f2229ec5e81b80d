import type {TrackId} from '../../shared/base/id.ts'
import {
  CELLS_ACROSS,
  type CellRect,
  frameBytes,
  FrameFlag,
  type FramePlan,
  GONE_BYTES,
  placeOf,
  RECORD_BYTES,
  SEATED_BYTES,
  writeHeader,
} from '../../shared/protocol/frame.ts'
import {RANKS} from '../../shared/protocol/rank.ts'
import {LONGEST_SECTION_HEAD, SectionHeads} from '../../shared/protocol/section.ts'
import {eachCell, hasCell, NO_CELLS, sameCells, sizeOf} from './cells.ts'
import type {Block} from './block.ts'
import type {Published} from './published.ts'
import {Sight} from './sight.ts'

/** A frame that catches up ends after the cell with which it passes this many records (64 kB; a phone's 5 kB). */
const CATCH_UP_RECORDS = 2_000
const CATCH_UP_RECORDS_FIELD = 160
/** A view of more cells than this (some 30 by 20 degrees) is so wide that plain traffic has no names in it. */
const WIDE_CELLS = 600
/** Bytes from which on a copy of memory is faster than a loop. */
const LONG_SECTION = 64
/** Ticks between two digests; the level is looked at again as often. */
const DIGEST_TICKS = 50

/** Takes down which names a window is still to be told. */
export type NamesOwed = {
  wantRow(row: number): void
  /** All in the cell that are called so since after the tick. */
  wantCell(cell: number, since: number): void
  owes(cell: number): boolean
}

/**
 * What one window has been shown and is still owed. While it keeps up it gets the moves of its blocks, copied as they
 * are. When it has missed ticks, or looks elsewhere, its cells are a debt, paid cell by cell with whatever has
 * changed since the tick up to which it knew that cell: one record per track, however long it was away.
 */
export class TrackReader {
  #rect: CellRect = NO_CELLS
  readonly #sight: Sight
  readonly #counts = new Int32Array(RANKS)
  /** Tracks that it showed at the last digest, and how many are many. */
  #shown = 0
  readonly #fullFrom: number
  /** Tick up to which the window knows everything that is not owed. */
  #last = 0
  /** Cell → tick up to which it is known. */
  readonly #debt = new Map<number, number>()
  /** Track → tick of the record last sent; −1 when it was told gone. */
  readonly #focus = new Map<TrackId, number>()
  /** Of these the time of measurement that was told exactly, where what all are told is not exact. */
  readonly #exactAt = new Map<TrackId, number>()
  #clear = false
  #turned = false
  #digestTick: number
  readonly #published: Published
  readonly #rowOf: (id: TrackId) => number
  readonly #names: NamesOwed
  readonly #most: number
  readonly #gone: number[] = []
  /** Blocks whose moves this frame brings, and the bytes that their sections take at most. */
  readonly #spans: Block[] = []
  #sectionBytes = 0
  readonly #heads = new SectionHeads()
  readonly #rows: number[] = []
  readonly #exact: number[] = []

  constructor(options: {
    published: Published
    allowed: ReadonlySet<number>
    rowOf: (id: TrackId) => number
    names: NamesOwed
    phase: number
    isField: boolean
    /** Tracks that a view shows at most, but for what is notable. */
    mostShown: number
  }) {
    this.#published = options.published
    this.#sight = new Sight(options.allowed, options.mostShown)
    this.#fullFrom = options.mostShown / 2
    this.#rowOf = options.rowOf
    this.#names = options.names
    this.#digestTick = options.phase % DIGEST_TICKS
    this.#most = options.isField ? CATCH_UP_RECORDS_FIELD : CATCH_UP_RECORDS
  }

  /** Whether a view has been asked for: before that there are no frames. */
  get isLooking(): boolean {
    return this.#rect !== NO_CELLS
  }

  /** Whether the window has not had all of its view yet. */
  get isOwed(): boolean {
    return this.#clear || this.#turned || this.#debt.size > 0
  }

  /** Whether the window has missed a tick: its whole view is owed when its turn comes. */
  get isBehind(): boolean {
    return this.isLooking && this.#last < this.#published.tick - 1
  }

  /** Whether the view is so wide, or so full, that only what is notable is told by name. */
  get isWide(): boolean {
    return this.#sight.level > 0 || sizeOf(this.#rect) > WIDE_CELLS
  }

  get view(): CellRect {
    return this.#rect
  }

  /** What its person may read, and which level of it the view shows. */
  get sight(): Readonly<Sight> {
    return this.#sight
  }

  /** Whether the view shows what is told of the block. */
  reads({cell, share}: Block): boolean {
    return this.#sight.reads[share] === 1 && hasCell(this.#rect, cell)
  }

  /** Whether the window is told of this row, in its view or by its focus. */
  isShown(row: number): boolean {
    const block = this.#published.blockOf(row)
    if (block === undefined) return false
    if (this.reads(block)) return true
    const id = this.#published.idAt(row)
    return id !== undefined && this.#focus.has(id) && this.#mayRead(block)
  }

  look(rect: CellRect, focus: readonly TrackId[]): void {
    const wanted = new Set(focus)
    for (const id of this.#focus.keys()) {
      if (wanted.has(id)) continue
      this.#focus.delete(id)
      this.#exactAt.delete(id)
    }
    for (const id of wanted) if (!this.#focus.has(id)) this.#focus.set(id, 0)
    if (!this.isLooking) {
      this.#rect = rect
      this.startOver()
      return
    }
    if (sameCells(rect, this.#rect)) return
    const before = this.#rect
    const wasWide = this.isWide
    this.#rect = rect
    this.#turned = true
    for (const cell of this.#debt.keys()) if (!hasCell(rect, cell)) this.#debt.delete(cell)
    this.#chooseLevel()
    if (wasWide && !this.isWide) eachCell(rect, cell => hasCell(before, cell) && this.#names.wantCell(cell, 0))
    this.#owe(0, cell => !hasCell(before, cell))
  }

  /** What the person may see has changed by more than rows: everything anew. */
  allow(audiences: ReadonlySet<number>): void {
    this.#sight.allow(audiences)
    if (this.isLooking) this.startOver()
  }

  /** The window forgets everything and is told all of it. */
  startOver(): void {
    this.#clear = true
    this.#debt.clear()
    this.#last = this.#published.tick
    for (const id of this.#focus.keys()) this.#focus.set(id, 0)
    this.#exactAt.clear()
    this.#chooseLevel()
    this.#owe(0, () => true)
  }

  /**
   * The frame of this tick, or undefined when there is nothing to say. `mayCatchUp` is asked before each cell of a debt.
   * The caller sends it, or calls {@link startOver}.
   */
  frame(mayCatchUp: () => boolean): Buffer | undefined {
    const {tick} = this.#published
    this.#gone.length = this.#spans.length = this.#rows.length = this.#exact.length = this.#sectionBytes = 0
    if (this.#last < tick - 1) this.#owe(this.#last, () => true)

    // Before anything is collected: what a coarser level does not show must not be spoken of.
    if (tick >= this.#digestTick && this.#debt.size === 0 && this.#mayChangeLevel()) this.#chooseLevel()
    this.#collectGone()
    if (this.#last < tick) this.#collectChanges()
    this.#payDebt(mayCatchUp)
    this.#collectFocus()
    this.#last = tick

    const isWhole = this.#debt.size === 0
    const withDigest = isWhole && tick >= this.#digestTick
    const said = this.#spans.length + this.#rows.length + this.#exact.length + this.#gone.length
    if (said === 0 && !withDigest && !this.#clear && !this.#turned) return undefined
    return this.#write(withDigest, isWhole)
  }

  #write(withDigest: boolean, isWhole: boolean): Buffer {
    const {tick, moves, pictureTime} = this.#published
    const plan: FramePlan = {
      flags: (this.#clear ? FrameFlag.CLEAR : 0) | (isWhole ? 0 : FrameFlag.MORE),
      tick,
      pictureTime,
      view: this.#clear || this.#turned ? this.#rect : undefined,
      level: this.#sight.level,
      digest: withDigest ? this.#digest() : undefined,
      gone: this.#gone.length,
      records: this.#rows.length,
      exact: this.#exact.length,
      sections: this.#spans.length,
    }
    const out = Buffer.allocUnsafe(frameBytes(plan, this.#sectionBytes))
    const view = new DataView(out.buffer, out.byteOffset, out.byteLength)
    const {goneAt, recordsAt, exactAt, sectionsAt} = writeHeader(view, plan)
    this.#gone.forEach((id, index) => view.setUint32(goneAt + index * GONE_BYTES, id, true))
    this.#rows.forEach((row, index) => this.#published.copyRecord(row, view, recordsAt + index * SEATED_BYTES))
    this.#exact.forEach((row, index) => this.#published.copyExact(row, view, exactAt + index * RECORD_BYTES))

    let at = sectionsAt
    this.#heads.begin()
    for (const block of this.#spans) {
      at = this.#heads.write(out, at, placeOf(this.#rect, block.cell), block.name, block.dirtyCount)
      const end = block.dirtyAt + block.dirtyBytes
      // Most sections are one or two moves: making a view of them takes longer than copying them.
      if (block.dirtyBytes > LONG_SECTION) {
        out.set(moves.bytes.subarray(block.dirtyAt, end), at)
        at += block.dirtyBytes
      } else for (let from = block.dirtyAt; from < end; from++) out[at++] = moves.bytes[from] ?? 0
    }
    this.#clear = this.#turned = false
    if (withDigest) this.#digestTick = tick + DIGEST_TICKS
    return out.subarray(0, at)
  }

  /** Owes the cells of the view that hold something and are not owed more already; in an order that tells nothing. */
  #owe(since: number, isMeant: (cell: number) => boolean): void {
    const owe = (cell: number) => {
      if (!this.#debt.has(cell) && isMeant(cell) && this.#published.blocksIn(cell).length > 0)
        this.#debt.set(cell, since)
    }
    eachCell(this.#rect, owe)
  }

  #mayRead(block: Block): boolean {
    return this.#sight.mayRead[block.share] === 1
  }

  /** A view that shows all and is far from full needs no counting. */
  #mayChangeLevel(): boolean {
    return this.#sight.level > 0 || this.#shown > this.#fullFrom
  }

  /**
   * Takes the level that fits. A finer one owes what it shows beyond the last; of a coarser one the window forgets by
   * itself what it no longer shows.
   */
  #chooseLevel(): void {
    const {level} = this.#sight
    this.#counts.fill(0)
    this.#eachHeld(cell => this.#published.countOf(cell, this.#sight.mayRead, this.#counts))
    if (!this.#sight.choose(this.#counts)) return
    this.#turned = true
    if (this.#sight.level < level) {
      this.#debt.clear()
      this.#owe(0, () => true)
    }
  }

  /** Visits each cell of the view that holds or has held something. */
  #eachHeld(visit: (cell: number) => void): void {
    if (sizeOf(this.#rect) < this.#published.cells.length) eachCell(this.#rect, visit)
    else for (const cell of this.#published.cells) if (hasCell(this.#rect, cell)) visit(cell)
  }

  #collectGone(): void {
    if (this.#clear) return
    const departures = this.#published.departuresSince(this.#last)
    if (departures === undefined) {
      this.startOver()
      return
    }
    for (const {id, from, to} of departures) {
      const isInFocus = this.#focus.has(id)
      if (!this.reads(from) && !(isInFocus && this.#mayRead(from))) continue
      const stays = to !== undefined && (this.reads(to) || (isInFocus && this.#mayRead(to)))
      if (!stays) this.#gone.push(id)
    }
  }

  /**
   * Once per window and tick over every cell of its view: bare loops (`bench fanout`). Always cell after cell, never by
   * the list of what changed: its order and length tell of tracks that the person may not see.
   */
  #collectChanges(): void {
    const {dirty, tick, cellTick, firstDirty, nextDirty, dirtyShare} = this.#published
    const {west, north, width, height} = this.#rect
    if (dirty.length === 0) return
    const {reads} = this.#sight
    const owesNothing = this.#debt.size === 0
    for (let row = north; row < north + height; row++)
      for (let column = west; column < west + width; column++) {
        const cell = row * CELLS_ACROSS + (column % CELLS_ACROSS)
        if (cellTick[cell] !== tick || (!owesNothing && this.#debt.has(cell))) continue
        for (let at = firstDirty[cell] ?? -1; at >= 0; at = nextDirty[at] ?? -1) {
          const block = reads[dirtyShare[at] ?? 0] === 1 ? dirty[at] : undefined
          if (block !== undefined) this.#take(block)
        }
      }
  }

  #take(block: Block): void {
    if (block.dirtyCount > 0) {
      this.#spans.push(block)
      this.#sectionBytes += LONGEST_SECTION_HEAD + block.dirtyBytes
    }
    for (const row of block.arrivals) this.#rows.push(row)
    const isWide = this.isWide
    for (const row of block.named) if (!isWide || this.#published.isNotable(row)) this.#names.wantRow(row)
    const {crossed} = block
    for (let index = 0; index < crossed.length; index += 2) {
      const from = crossed[index + 1] ?? 0
      const row = crossed[index] ?? -1
      if (isWide && !this.#published.isNotable(row)) continue
      if (!hasCell(this.#rect, from) || this.#names.owes(from)) this.#names.wantRow(row)
    }
  }

  #payDebt(mayCatchUp: () => boolean): void {
    for (const [cell, since] of this.#debt) {
      if (this.#rows.length >= this.#most || !mayCatchUp()) return
      this.#debt.delete(cell)
      this.#names.wantCell(cell, since)
      for (const block of this.#published.blocksIn(cell)) {
        if (this.#sight.reads[block.share] !== 1) continue
        for (let row = block.head; row >= 0; row = this.#published.next[row] ?? -1) {
          if ((this.#published.tickOf[row] ?? 0) <= since) continue
          this.#rows.push(row)
          if (this.#exactAt.size > 0) this.#toldWhole(row)
        }
      }
    }
  }

  /** The window forgets with it what it was told exactly. */
  #toldWhole(row: number): void {
    const id = this.#published.idAt(row)
    if (id !== undefined) this.#exactAt.delete(id)
  }

  #collectFocus(): void {
    for (const [id, sent] of this.#focus) {
      const row = this.#rowOf(id)
      const block = row < 0 || this.#published.idAt(row) !== id ? undefined : this.#published.blockOf(row)
      if (block === undefined || !this.#mayRead(block)) {
        if (sent > 0) this.#gone.push(id)
        this.#focus.set(id, 0)
        this.#exactAt.delete(id)
        continue
      }
      const published = this.#published.tickOf[row] ?? 0
      const comesAnyway = this.reads(block) && !this.#debt.has(block.cell)
      if (!comesAnyway && published > sent) {
        this.#rows.push(row)
        this.#exactAt.delete(id)
      }
      if ((!comesAnyway || this.isWide) && (this.#published.namedTick[row] ?? 0) > sent) this.#names.wantRow(row)
      this.#focus.set(id, published)
      if (!this.#published.isRough(row)) this.#exactAt.delete(id)
      else if (this.#exactAt.get(id) !== this.#published.exactAt(row)) {
        this.#exactAt.set(id, this.#published.exactAt(row))
        this.#exact.push(row)
      }
    }
  }

  #digest(): {sum: number; count: number} {
    const digest = {sum: 0, count: 0}
    this.#eachHeld(cell => this.#published.digestOf(cell, this.#sight.reads, digest))
    this.#shown = digest.count
    return digest
  }
}
