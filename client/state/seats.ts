import {NO_SEAT} from '../../shared/protocol/frame.ts'

const FIRST_SEATS = 64

/**
 * Which track of the table sits where: moves name a track by cell, block and seat. A seat that somebody has left may be
 * somebody else's before the window hears of it, so only who still sits there can leave it.
 */
export class Seats {
  /** Slots by block and seat; −1 where nobody sits. */
  readonly #blocks = new Map<number, Int32Array>()
  /** Block and seat per slot. */
  #blockOf: Uint32Array
  #seatOf: Uint16Array

  constructor(capacity: number) {
    this.#blockOf = new Uint32Array(capacity)
    this.#seatOf = new Uint16Array(capacity).fill(NO_SEAT)
  }

  /** Slots of a block by seat; undefined where nobody has ever sat. */
  of(cell: number, block: number): Int32Array | undefined {
    return this.#blocks.get(keyOf(cell, block))
  }

  sit(slot: number, cell: number, block: number, seat: number): void {
    this.leave(slot)
    if (seat === NO_SEAT) return
    const key = keyOf(cell, block)
    this.#withRoom(key, seat)[seat] = slot
    this.#blockOf[slot] = key
    this.#seatOf[slot] = seat
  }

  leave(slot: number): void {
    const seat = this.#seatOf[slot] ?? NO_SEAT
    const slots = seat === NO_SEAT ? undefined : this.#blocks.get(this.#blockOf[slot] ?? 0)
    if (slots?.[seat] === slot) slots[seat] = -1
    this.#seatOf[slot] = NO_SEAT
  }

  /** The track of one slot is found in another from now on. */
  moveTo(from: number, to: number): void {
    const seat = this.#seatOf[from] ?? NO_SEAT
    const key = this.#blockOf[from] ?? 0
    const slots = seat === NO_SEAT ? undefined : this.#blocks.get(key)
    if (slots?.[seat] === from) slots[seat] = to
    this.#blockOf[to] = key
    this.#seatOf[to] = seat
    this.#seatOf[from] = NO_SEAT
  }

  clear(): void {
    this.#blocks.clear()
    this.#seatOf.fill(NO_SEAT)
  }

  grow(capacity: number): void {
    const [blockOf, seatOf] = [this.#blockOf, this.#seatOf]
    this.#blockOf = new Uint32Array(capacity)
    this.#blockOf.set(blockOf)
    this.#seatOf = new Uint16Array(capacity).fill(NO_SEAT)
    this.#seatOf.set(seatOf)
  }

  #withRoom(key: number, seat: number): Int32Array {
    const held = this.#blocks.get(key)
    if (held !== undefined && seat < held.length) return held
    const slots = new Int32Array(Math.max(FIRST_SEATS, 2 * (held?.length ?? 0), seat + 1)).fill(-1)
    if (held !== undefined) slots.set(held)
    this.#blocks.set(key, slots)
    return slots
  }
}

function keyOf(cell: number, block: number): number {
  return ((cell << 16) | block) >>> 0
}
