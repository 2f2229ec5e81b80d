import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {Progress} from './talk.ts'

const SAY_MS = 500
/** So much received since the last word, and it is said at once. */
const SAY_BYTES = 64_000
/** A window that has not drawn for so long (hidden, or without a map) answers for what it has taken in. */
const HIDDEN_MS = 2_000

/** Tells the node how far this window has come, so that it is sent no more than it can take. */
export class Drawn {
  readonly #clock: Clock
  readonly #say: (tick: number) => void
  readonly #stop: Stop
  #received = 0
  #drawn = 0
  #drawnAt = -Infinity
  #said = 0
  #bytes = 0
  #isWhole = false

  constructor(options: {clock: Clock; say: (tick: number) => void}) {
    this.#clock = options.clock
    this.#say = options.say
    this.#stop = this.#clock.every(SAY_MS, () => this.#tell())
  }

  received({tick, bytes, isWhole}: Progress): void {
    this.#received = tick
    this.#bytes += bytes
    this.#isWhole = isWhole
    if (this.#bytes > SAY_BYTES) this.#tell()
  }

  /** The newest state has been drawn; true when that is a whole picture. */
  drawn(): boolean {
    this.#drawn = this.#received
    this.#drawnAt = this.#clock.monotonic()
    return this.#isWhole
  }

  /** A new connection: ticks may begin again, and the picture is not whole before its first frames. */
  reset(): void {
    this.#received = this.#drawn = this.#said = this.#bytes = 0
    this.#isWhole = false
  }

  stop(): void {
    this.#stop()
  }

  #tell(): void {
    const isDrawing = this.#clock.monotonic() - this.#drawnAt < HIDDEN_MS
    const tick = isDrawing ? this.#drawn : this.#received
    this.#bytes = 0
    if (tick === this.#said) return
    this.#said = tick
    this.#say(tick)
  }
}
