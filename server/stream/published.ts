import type {TrackId} from '../../shared/base/id.ts'
import {
  ageCode,
  cellOf,
  CELLS_ACROSS,
  contentHash,
  emptyRecord,
  NO_SEAT,
  RECORD_BYTES,
  tenths,
  writeRecord,
} from '../../shared/protocol/frame.ts'
import {emptyMove, readFields} from '../../shared/protocol/move.ts'
import {predict} from '../../shared/protocol/prediction.ts'
import {rankOf, RANKS} from '../../shared/protocol/rank.ts'
import type {Released} from '../policy/released.ts'
import type {Block} from './block.ts'
import {Heard} from './heard.ts'
import type {PictureSource, PolicySource, TrackChanges, TrackView} from './ports.ts'
import {isAsPredicted} from './suppression.ts'
import {TickMoves} from './tick-moves.ts'

const WORDS = RECORD_BYTES / 4
/** Departures are remembered so long; who is further behind gets everything anew. */
const MEMORY_TICKS = 700
const MEMORY_ENTRIES = 50_000
/** After a change of policy so many rows are published anew in one tick. */
const RENEWED_PER_TICK = 20_000

/** An audience's tracks of one rank: what a window reads or does not. */
export function shareOf(audience: number, rank: number): number {
  return audience * RANKS + rank
}

/** A track left a block: for another one, or for good. */
export type Departure = {
  readonly tick: number
  readonly id: TrackId
  readonly from: Block
  readonly to: Block | undefined
}

/**
 * What has been told to the world: the record of each row as it was last published, sorted into blocks of cell, audience
 * and rank. A row is in one block, encoded once; who may read a block may read every byte of it.
 */
export class Published {
  tick = 0
  /** Picture time of the tick, ms: ages of all its records, early or late served, are counted from it. */
  pictureTime = 0
  /** The blocks with changes of this tick, and their moves. */
  dirty: Block[] = []
  readonly moves = new TickMoves()
  /** Tick in which something of a cell last changed. */
  readonly cellTick = new Uint32Array(CELLS_ACROSS * CELLS_ACROSS)
  /** Where that is this tick: the place in `dirty` of the first of its changed blocks, and of what follows each; −1: none. */
  readonly firstDirty = new Int32Array(CELLS_ACROSS * CELLS_ACROSS)
  nextDirty = new Int32Array(1_024)
  /** The share of each changed block: said apart from it, so that who does not read it passes it by. */
  dirtyShare = new Int32Array(1_024)
  /** The record of each row, in the bytes of the wire; its age is the one at publication. */
  readonly records: Uint8Array
  readonly #words: Uint32Array
  readonly #view: DataView
  /** Tick of publication per row; 0 while not published. */
  readonly tickOf: Uint32Array
  /** Tick since which the row is in its block under its present name. */
  readonly namedTick: Uint32Array
  readonly next: Int32Array
  readonly #previous: Int32Array
  readonly #blockOf: (Block | undefined)[] = []
  readonly #hash: Uint32Array
  readonly #seat: Uint16Array
  readonly #measured: Float64Array
  /** Blocks by cell, and the cells that have any. */
  readonly #blocks: (Block[] | undefined)[] = new Array<Block[] | undefined>(CELLS_ACROSS * CELLS_ACROSS).fill(
    undefined,
  )
  readonly #cells: number[] = []
  /** Of each block its sum of content hashes, its tracks and share, and which follows it in its cell; one more is first. */
  #blockCount = 0
  #sums = new Uint32Array(1_024)
  #counts = new Int32Array(1_024)
  #shares = new Int32Array(1_024)
  #nextInCell = new Int32Array(1_024)
  readonly #firstInCell = new Int32Array(CELLS_ACROSS * CELLS_ACROSS)
  readonly #perAudience: number[] = []
  readonly #views: (Released<TrackView> | undefined)[] = []
  readonly #record = emptyRecord()
  readonly #picture: PictureSource
  readonly #policy: Pick<PolicySource, 'view'>
  readonly #before = emptyMove()
  readonly #after = emptyMove()
  readonly #nameOf: (share: number) => number
  #departures: Departure[] = []
  #forgottenTick = 0
  /** What a row reports, before it is known whether that is told. */
  readonly #reported = new DataView(new ArrayBuffer(RECORD_BYTES))
  readonly #reportedWords = new Uint32Array(this.#reported.buffer)
  readonly #predicted = emptyMove()
  readonly #heard: Heard
  readonly #metres: number
  /** Rows whose reports were not told at once. */
  suppressed = 0
  /** The next row to be published anew, and how many are still to be looked at. */
  #renewAt = 0
  #renewLeft = 0

  /** `nameOf`: what readers call the block of a share. `metres`: so far from its place a track may be told to be. */
  constructor(
    picture: PictureSource,
    policy: Pick<PolicySource, 'view'>,
    nameOf: (share: number) => number,
    metres: number,
  ) {
    const {capacity} = picture.tracks
    this.#nameOf = nameOf
    this.#metres = metres
    this.#heard = new Heard(capacity)
    this.#picture = picture
    this.#policy = policy
    this.records = new Uint8Array(capacity * RECORD_BYTES)
    this.#words = new Uint32Array(this.records.buffer)
    this.#view = new DataView(this.records.buffer)
    this.tickOf = new Uint32Array(capacity)
    this.namedTick = new Uint32Array(capacity)
    this.next = new Int32Array(capacity).fill(-1)
    this.#previous = new Int32Array(capacity).fill(-1)
    this.#hash = new Uint32Array(capacity)
    this.#seat = new Uint16Array(capacity).fill(NO_SEAT)
    this.#measured = new Float64Array(capacity)
  }

  /** Takes in what one tick changed. */
  publish(changes: TrackChanges, pictureTime: number): void {
    this.tick++
    this.pictureTime = pictureTime
    for (const block of this.dirty) block.arrivals = block.named = block.crossed = EMPTY
    this.dirty = []
    this.moves.begin()
    for (const {row, id} of changes.goneTracks) if (this.idAt(row) === id) this.#withdraw(row)
    // Before they move: what comes new is told its name by its coming.
    for (const row of changes.renamed) this.#rename(row)
    for (let index = 0; index < changes.tracks.count; index++)
      this.#publishRow(changes.tracks.rows[index] ?? -1, pictureTime)
    this.#renew(pictureTime)
    this.#heard.take(this.tick, this.#tellHeard)
    this.moves.assemble(this.dirty)
    this.#forgetOld()
  }

  /** The block that a row is published in. */
  blockOf(row: number): Block | undefined {
    return this.#blockOf[row]
  }

  /** Of the record, so it is as its readers are told. */
  isNotable(row: number): boolean {
    const block = this.#blockOf[row]
    return block !== undefined && block.share % RANKS === RANKS - 1
  }

  /** Undefined while the row is not published. */
  idAt(row: number): TrackId | undefined {
    return this.#blockOf[row] === undefined ? undefined : ((this.#words[row * WORDS] ?? 0) as TrackId)
  }

  blocksIn(cell: number): readonly Block[] {
    return this.#blocks[cell] ?? NONE
  }

  /** Cells that hold or have held something. */
  get cells(): readonly number[] {
    return this.#cells
  }

  /**
   * Adds to `into` how many tracks of a cell somebody reads, and the sum of their content hashes; `reads`: 1 for each share.
   * Asked for each cell of a wide view: columns, not objects.
   */
  digestOf(cell: number, reads: Uint8Array, into: {sum: number; count: number}): void {
    const [shares, sums, counts, next] = [this.#shares, this.#sums, this.#counts, this.#nextInCell]
    for (let index = (this.#firstInCell[cell] ?? 0) - 1; index >= 0; index = next[index] ?? -1) {
      if (reads[shares[index] ?? 0] !== 1) continue
      into.sum = (into.sum + (sums[index] ?? 0)) >>> 0
      into.count += counts[index] ?? 0
    }
  }

  /** Adds to `into`, by rank, how many tracks of a cell somebody may read; `mayRead`: 1 for each share. */
  countOf(cell: number, mayRead: Uint8Array, into: Int32Array): void {
    const [shares, counts, next] = [this.#shares, this.#counts, this.#nextInCell]
    for (let index = (this.#firstInCell[cell] ?? 0) - 1; index >= 0; index = next[index] ?? -1) {
      const share = shares[index] ?? 0
      if (mayRead[share] === 1) into[share % RANKS] = (into[share % RANKS] ?? 0) + (counts[index] ?? 0)
    }
  }

  /** How many tracks an audience may see. */
  countFor(audience: number): number {
    return this.#perAudience[audience] ?? 0
  }

  /** The record of a row with its age at the tick's picture time, its seat and block, at `at` in `into`. */
  copyRecord(row: number, into: DataView, at: number): void {
    const word = row * WORDS
    for (let index = 0; index < WORDS; index++) into.setUint32(at + index * 4, this.#words[word + index] ?? 0, true)
    into.setUint16(at + 18, ageCode(this.#measured[row] ?? NaN, tenths(this.pictureTime)), true)
    into.setUint16(at + RECORD_BYTES, this.#seat[row] ?? NO_SEAT, true)
    into.setUint16(at + RECORD_BYTES + 2, this.#blockOf[row]?.name ?? 0, true)
  }

  /** Whether it is told only to be about where it is. */
  isRough(row: number): boolean {
    return this.#heard.isRough[row] === 1
  }

  /** When it was measured where it reports to be, tenths since 1970. */
  exactAt(row: number): number {
    const heard = this.#heard.at[row] ?? 0
    return heard === 0 ? (this.#measured[row] ?? NaN) : heard
  }

  /**
   * The record of a row as it reports, whatever has been told of it, at `at` in `into`; as it was told where the audience
   * in which it was told may not have it any more.
   */
  copyExact(row: number, into: DataView, at: number): void {
    const block = this.#blockOf[row]
    const record = this.#record
    record.id = this.#picture.idOf(row)
    const isTold = block !== undefined && this.#viewOf(block.audience).record(row, record)
    if (isTold && !Number.isNaN(record.lon) && !Number.isNaN(record.lat))
      writeRecord(into, at, record, this.pictureTime)
    else
      for (let word = 0; word < WORDS; word++) into.setUint32(at + word * 4, this.#words[row * WORDS + word] ?? 0, true)
  }

  /** Policy has changed: each audience's sight is asked for anew, and with the next ticks every record is made by it. */
  policyChanged(): void {
    this.#views.length = 0
    this.#renewLeft = this.#picture.tracks.capacity
  }

  /** Departures after `tick`, the oldest first; undefined when that is longer ago than is remembered. */
  departuresSince(tick: number): readonly Departure[] | undefined {
    if (tick < this.#forgottenTick) return undefined
    let first = this.#departures.length
    while (first > 0 && (this.#departures[first - 1]?.tick ?? 0) > tick) first--
    return first === 0 ? this.#departures : this.#departures.slice(first)
  }

  #renew(pictureTime: number): void {
    const {tracks} = this.#picture
    for (let made = 0; this.#renewLeft > 0 && made < RENEWED_PER_TICK; this.#renewLeft--) {
      const row = this.#renewAt
      this.#renewAt = (row + 1) % tracks.capacity
      if (tracks.held[row] !== 1 || this.#picture.rowOf(this.#picture.idOf(row)) !== row) continue
      this.#publishRow(row, pictureTime, true)
      made++
    }
  }

  /** `isAnew`: it is told as it reports, whatever has been told. */
  #publishRow(row: number, pictureTime: number, isAnew = false): void {
    if (row < 0 || this.tickOf[row] === this.tick) return
    const {tracks} = this.#picture
    const audience = tracks.audience[row] ?? 0
    const record = this.#record
    record.id = this.#picture.idOf(row)
    if (this.idAt(row) !== record.id) this.#withdraw(row)
    if (tracks.held[row] !== 1 || audience === 0 || !this.#viewOf(audience).record(row, record)) {
      this.#withdraw(row)
      return
    }
    if (Number.isNaN(record.lon) || Number.isNaN(record.lat)) {
      this.#withdraw(row)
      return
    }
    const at = row * RECORD_BYTES
    const picture = tenths(pictureTime)
    const measured = Math.min(tenths(record.at), picture)
    const reported = this.#reported
    writeRecord(reported, 0, record, pictureTime)
    const rank = rankOf(record.id, reported.getUint16(22, true), reported.getUint16(24, true))
    const share = shareOf(audience, rank)
    const old = this.#blockOf[row]
    if (old !== undefined) {
      const [told, says] = [this.#before, this.#after]
      readFields(this.#view, at, told)
      readFields(reported, 0, says)
      told.age = picture - (this.#measured[row] ?? NaN)
      const isKept = !isAnew && this.#metres > 0 && rank < RANKS - 1 && old.share === share
      if (isKept && isAsPredicted(told, says, this.#metres, this.#predicted)) {
        this.#heard.hear(row, old, measured)
        this.suppressed++
        return
      }
    }
    this.#heard.clear(row)
    for (let word = 0; word < WORDS; word++) this.#words[row * WORDS + word] = this.#reportedWords[word] ?? 0
    const hash = contentHash(reported, 0, picture)
    const cell = cellOf(this.#words[row * WORDS + 1] ?? 0, this.#words[row * WORDS + 2] ?? 0)
    if (old !== undefined && old.cell === cell && old.share === share && this.#hash[row] === hash) {
      this.#measured[row] = measured
      return
    }
    const block = this.#move(row, old, cell, share, record.id, hash)
    this.#measured[row] = measured
    this.tickOf[row] = this.tick
    this.#touch(block)
    const seat = this.#seat[row] ?? NO_SEAT
    if (old !== block || seat === NO_SEAT) block.arrivals = withRow(block.arrivals, row)
    else this.moves.move(block, seat, this.#before, this.#after)
    if (old === block) return
    this.namedTick[row] = block.namedTick = this.tick
    // Of another rank: in a wide view it had no name so far.
    if (old?.share !== share) block.named = withRow(block.named, row)
    else {
      block.crossed = withRow(block.crossed, row)
      block.crossed.push(old.cell)
    }
  }

  /** It was heard, and is where it was said to be going: its place and time move on, at both ends alike. */
  readonly #tellHeard = (row: number, block: Block, measured: number): void => {
    if (this.#blockOf[row] !== block) return
    const at = row * RECORD_BYTES
    const picture = tenths(this.pictureTime)
    const predicted = this.#predicted
    readFields(this.#view, at, predicted)
    predict(predicted, measured - (this.#measured[row] ?? NaN))
    // In another cell it is told whole.
    if (cellOf(predicted.x, predicted.y) !== block.cell) {
      this.#publishRow(row, this.pictureTime, true)
      return
    }
    const age = ageCode(measured, picture)
    this.#view.setUint32(at + 4, predicted.x, true)
    this.#view.setUint32(at + 8, predicted.y, true)
    this.#view.setUint16(at + 18, age, true)
    const hash = contentHash(this.#view, at, picture)
    this.#addTo(block, 0, hash - (this.#hash[row] ?? 0))
    this.#hash[row] = hash
    this.#measured[row] = measured
    this.#heard.at[row] = 0
    this.tickOf[row] = this.tick
    this.#touch(block)
    const seat = this.#seat[row] ?? NO_SEAT
    if (seat === NO_SEAT) block.arrivals = withRow(block.arrivals, row)
    else this.moves.heard(block, seat, age)
  }

  /** It is called otherwise now, to whoever sees it. */
  #rename(row: number): void {
    const block = this.#blockOf[row]
    if (block === undefined) return
    this.#touch(block)
    this.namedTick[row] = block.namedTick = this.tick
    block.named = withRow(block.named, row)
  }

  #touch(block: Block): void {
    if (block.dirtyTick === this.tick) return
    block.dirtyTick = this.tick
    block.dirtyCount = block.dirtyBytes = 0
    const at = this.dirty.push(block) - 1
    if (at === this.nextDirty.length) {
      this.nextDirty = longer(this.nextDirty)
      this.dirtyShare = longer(this.dirtyShare)
    }
    const {cell} = block
    this.nextDirty[at] = this.cellTick[cell] === this.tick ? (this.firstDirty[cell] ?? -1) : -1
    this.dirtyShare[at] = block.share
    this.firstDirty[cell] = at
    this.cellTick[cell] = this.tick
  }

  /** Sorts a row into its block and keeps the sums right. */
  #move(row: number, old: Block | undefined, cell: number, share: number, id: TrackId, hash: number): Block {
    const stays = old !== undefined && old.cell === cell && old.share === share
    const block = stays ? old : this.#block(cell, share)
    if (stays) this.#addTo(block, 0, -(this.#hash[row] ?? 0))
    else {
      if (old !== undefined) {
        this.#unlink(row, old)
        this.#departures.push({tick: this.tick, id, from: old, to: block})
      }
      this.#link(row, block)
    }
    this.#addTo(block, 0, hash)
    this.#hash[row] = hash
    return block
  }

  #withdraw(row: number): void {
    const block = this.#blockOf[row]
    if (block === undefined) return
    const id = (this.#words[row * WORDS] ?? 0) as TrackId
    this.#unlink(row, block)
    this.tickOf[row] = 0
    this.#departures.push({tick: this.tick, id, from: block, to: undefined})
  }

  #link(row: number, block: Block): void {
    this.next[row] = block.head
    this.#previous[row] = -1
    if (block.head >= 0) this.#previous[block.head] = row
    block.head = row
    this.#addTo(block, 1, 0)
    this.#blockOf[row] = block
    this.#seat[row] = block.freeSeats.pop() ?? (block.seats < NO_SEAT ? block.seats++ : NO_SEAT)
    this.#perAudience[block.audience] = this.countFor(block.audience) + 1
  }

  #unlink(row: number, block: Block): void {
    const before = this.#previous[row] ?? -1
    const after = this.next[row] ?? -1
    if (before >= 0) this.next[before] = after
    else block.head = after
    if (after >= 0) this.#previous[after] = before
    this.#addTo(block, -1, -(this.#hash[row] ?? 0))
    block.leftTick = this.tick
    const seat = this.#seat[row] ?? NO_SEAT
    if (seat !== NO_SEAT) block.freeSeats = withRow(block.freeSeats, seat)
    this.#seat[row] = NO_SEAT
    this.#heard.clear(row)
    this.#blockOf[row] = undefined
    this.#perAudience[block.audience] = this.countFor(block.audience) - 1
  }

  #addTo(block: Block, rows: number, hash: number): void {
    block.count += rows
    this.#counts[block.index] = block.count
    this.#sums[block.index] = (this.#sums[block.index] ?? 0) + hash
  }

  /** The next block's place among the sums, in the chain of its cell. */
  #newIndex(cell: number, share: number): number {
    const index = this.#blockCount++
    if (index === this.#sums.length) {
      this.#sums = new Uint32Array(longer(this.#sums))
      this.#counts = longer(this.#counts)
      this.#shares = longer(this.#shares)
      this.#nextInCell = longer(this.#nextInCell)
    }
    this.#shares[index] = share
    this.#nextInCell[index] = (this.#firstInCell[cell] ?? 0) - 1
    this.#firstInCell[cell] = index + 1
    return index
  }

  #block(cell: number, share: number): Block {
    const inCell = this.#blocks[cell] ?? []
    if (inCell.length === 0) this.#cells.push(cell)
    const held = inCell.find(block => block.share === share)
    if (held !== undefined) return held
    const audience = Math.floor(share / RANKS)
    const group = (inCell.find(each => each.audience === audience)?.group ?? []) as Block[]
    const block: Block = {
      cell,
      audience,
      share,
      group,
      head: -1,
      count: 0,
      index: this.#newIndex(cell, share),
      name: this.#nameOf(share),
      seats: 0,
      freeSeats: EMPTY,
      dirtyTick: 0,
      dirtyAt: 0,
      dirtyBytes: 0,
      dirtyCount: 0,
      arrivals: EMPTY,
      named: EMPTY,
      crossed: EMPTY,
      heard: [],
      namedTick: 0,
      leftTick: 0,
    }
    group.push(block)
    inCell.push(block)
    this.#blocks[cell] = inCell
    return block
  }

  #viewOf(audience: number): Released<TrackView> {
    const view = this.#views[audience] ?? this.#policy.view(this.#picture.tracks, audience)
    this.#views[audience] = view
    return view
  }

  #forgetOld(): void {
    const oldest = this.#departures[0]
    const tooMany = this.#departures.length > MEMORY_ENTRIES
    if (oldest === undefined || (!tooMany && this.tick - oldest.tick <= 2 * MEMORY_TICKS)) return
    const from = tooMany ? Math.floor(MEMORY_ENTRIES / 2) : 0
    const kept = this.#departures.filter((one, index) => index >= from && this.tick - one.tick <= MEMORY_TICKS)
    const first = this.#departures.length - kept.length
    this.#forgottenTick = this.#departures[first - 1]?.tick ?? this.#forgottenTick
    this.#departures = kept
  }
}

const NONE: readonly Block[] = []
/** Most blocks have nothing to tell in most ticks: they share this. Never written to. */
const EMPTY: number[] = []

function withRow(rows: number[], row: number): number[] {
  if (rows === EMPTY) return [row]
  rows.push(row)
  return rows
}

function longer(numbers: Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(numbers.length * 2)
  twice.set(numbers)
  return twice
}
