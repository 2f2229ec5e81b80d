import type {Clock, Stop} from '../../shared/base/clock.ts'
import {Emitter} from '../../shared/base/emitter.ts'
import type {Random} from '../../shared/base/random.ts'
import type {Transport} from './ports.ts'

/** Bytes on their way in one direction beyond which live records wait. */
const WRITABLE_BYTES = 4_000_000
/** Beyond this bytes are lost: memory stays bounded whatever happens. */
const MOST_BYTES = 64_000_000

/** What goes wrong on the way. Shares are 0 to 1. May be changed while it runs. */
export type Faults = {
  delayMs: number
  /** Up to so much more for each, in order unless `reordered` is set. */
  jitterMs: number
  lost: number
  doubled: number
  /** Share that may overtake what was sent before. */
  reordered: number
}

export type MemoryPair = {
  readonly ends: readonly [Transport, Transport]
  readonly faults: Faults
  /** Loses what is on its way and all that follows; both ends are told. */
  cut(): void
  heal(): void
}

/** Two ends in one process, joined by copies of bytes that are handed over by the clock. */
export function memoryPair(options: {clock: Clock; random: Random; delayMs: number}): MemoryPair {
  const faults: Faults = {delayMs: options.delayMs, jitterMs: 0, lost: 0, doubled: 0, reordered: 0}
  const first = new MemoryEnd({...options, faults})
  const second = new MemoryEnd({...options, faults})
  first.join(second)
  second.join(first)
  function set(isUp: boolean): void {
    first.set(isUp)
    second.set(isUp)
  }
  return {ends: [first, second], faults, cut: () => set(false), heal: () => set(true)}
}

class MemoryEnd implements Transport {
  readonly #clock: Clock
  readonly #random: Random
  readonly #faults: Faults
  readonly #bytes = new Emitter<Uint8Array>()
  readonly #up = new Emitter<void>()
  readonly #down = new Emitter<void>()
  readonly #flying = new Set<Stop>()
  #other: MemoryEnd | undefined
  #isUp = true
  #isStopped = false
  #waiting = 0
  /** No message that keeps its order arrives before this, monotonic. */
  #notBefore = 0

  constructor(options: {clock: Clock; random: Random; faults: Faults}) {
    this.#clock = options.clock
    this.#random = options.random
    this.#faults = options.faults
  }

  join(other: MemoryEnd): void {
    this.#other = other
  }

  get isUp(): boolean {
    return this.#isUp
  }

  isWritable(): boolean {
    return this.#isUp && this.#waiting < WRITABLE_BYTES
  }

  send(bytes: Uint8Array): void {
    if (!this.#isUp || this.#isStopped || this.#waiting + bytes.length > MOST_BYTES) return
    if (this.#chance(this.#faults.lost)) return
    this.#fly(Uint8Array.from(bytes))
    if (this.#chance(this.#faults.doubled)) this.#fly(Uint8Array.from(bytes))
  }

  onBytes(listener: (bytes: Uint8Array) => void): Stop {
    return this.#bytes.on(listener)
  }

  onUp(listener: () => void): Stop {
    return this.#up.on(listener)
  }

  onDown(listener: () => void): Stop {
    return this.#down.on(listener)
  }

  stop(): void {
    this.#isStopped = true
    this.#drop()
  }

  set(isUp: boolean): void {
    if (isUp === this.#isUp) return
    this.#isUp = isUp
    if (!isUp) this.#drop()
    const told = isUp ? this.#up : this.#down
    told.emit()
  }

  #fly(bytes: Uint8Array): void {
    const {delayMs, jitterMs, reordered} = this.#faults
    const now = this.#clock.monotonic()
    const arrival = now + delayMs + (jitterMs > 0 ? this.#random.unit() * jitterMs : 0)
    const mayOvertake = this.#chance(reordered)
    const at = mayOvertake ? arrival : Math.max(arrival, this.#notBefore)
    if (!mayOvertake) this.#notBefore = at
    this.#waiting += bytes.length
    const stop = this.#clock.after(at - now, () => {
      this.#flying.delete(stop)
      this.#waiting -= bytes.length
      const other = this.#other
      if (other?.isUp === true && !other.#isStopped) other.#bytes.emit(bytes)
    })
    this.#flying.add(stop)
  }

  #drop(): void {
    for (const stop of this.#flying) stop()
    this.#flying.clear()
    this.#waiting = 0
  }

  #chance(share: number): boolean {
    return share > 0 && this.#random.unit() < share
  }
}
