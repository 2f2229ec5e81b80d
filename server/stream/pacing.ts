import type {Clock} from '../../shared/base/clock.ts'

/** Bytes that may be on their way to a window without its having drawn them. */
const WINDOW_BYTES = 512_000
/** A window is not sent more while it has not drawn a frame older than this. */
const WINDOW_MS = 5_000
/** A window that draws nothing for so long is let go. */
export const STALLED_MS = 60_000

/** How far a window is behind what it has been sent: the reader sets the pace. */
export class Pacing {
  readonly #clock: Clock
  /** Frames sent and not yet drawn, the oldest first. */
  readonly #open: {readonly tick: number; readonly bytes: number; readonly sentAt: number}[] = []
  #bytes = 0
  #blockedSince: number | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get bytesOnTheirWay(): number {
    return this.#bytes
  }

  /** Whether one more frame may go; `writable` is what the socket says. */
  mayGo(writable: boolean): boolean {
    const oldest = this.#open[0]
    const isFree =
      writable &&
      this.#bytes < WINDOW_BYTES &&
      (oldest === undefined || this.#clock.monotonic() - oldest.sentAt < WINDOW_MS)
    if (isFree) this.#blockedSince = undefined
    else this.#blockedSince ??= this.#clock.monotonic()
    return isFree
  }

  sent(tick: number, bytes: number): void {
    this.#open.push({tick, bytes, sentAt: this.#clock.monotonic()})
    this.#bytes += bytes
  }

  /** The window has drawn everything up to this tick. */
  drawn(tick: number): void {
    while (this.#open[0] !== undefined && this.#open[0].tick <= tick) this.#bytes -= this.#open.shift()?.bytes ?? 0
  }

  get isStalled(): boolean {
    return this.#blockedSince !== undefined && this.#clock.monotonic() - this.#blockedSince > STALLED_MS
  }
}
