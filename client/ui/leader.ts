import type {Clock, Stop} from '../../shared/base/clock.ts'

const SAY_MS = 1_000
const FORGET_MS = 3_000

/** What windows of one person tell each other. */
export type Word = {readonly from: string; readonly able: boolean; readonly said?: unknown}
export type Channel = {readonly post: (word: Word) => void; readonly listen: (hear: (word: Word) => void) => Stop}

/**
 * Finds out which of a person's windows makes the sound: of those that can, the one with the lowest name. Every
 * window says each second that it is there; one that has been silent for three seconds has gone.
 */
export class Leader {
  readonly #heard = new Map<string, {at: number; able: boolean}>()
  readonly #options: {
    readonly clock: Clock
    readonly name: string
    readonly channel: Channel
    readonly isAble: () => boolean
    readonly onWord: (said: unknown) => void
  }
  readonly #stops: readonly Stop[]

  constructor(options: {
    readonly clock: Clock
    readonly name: string
    readonly channel: Channel
    readonly isAble: () => boolean
    readonly onWord: (said: unknown) => void
  }) {
    this.#options = options
    const {clock, channel} = options
    this.#stops = [channel.listen(word => this.#hear(word)), clock.every(SAY_MS, () => this.#say())]
    this.#say()
  }

  /** Whether this window is the one that sounds. */
  get leads(): boolean {
    const {clock, name, isAble} = this.#options
    if (!isAble()) return false
    const limit = clock.monotonic() - FORGET_MS
    for (const [other, {at, able}] of this.#heard) if (able && at >= limit && other < name) return false
    return true
  }

  /** Tells the person's other windows something. */
  tell(said: unknown): void {
    this.#options.channel.post({from: this.#options.name, able: this.#options.isAble(), said})
  }

  stop(): void {
    for (const stop of this.#stops) stop()
  }

  #say(): void {
    this.#options.channel.post({from: this.#options.name, able: this.#options.isAble()})
  }

  #hear(word: Word): void {
    this.#heard.set(word.from, {at: this.#options.clock.monotonic(), able: word.able})
    if (word.said !== undefined) this.#options.onWord(word.said)
  }
}

/** The browser's own channel between windows of one origin; silent where there is none. */
export function broadcast(name: string): Channel {
  if (typeof BroadcastChannel === 'undefined') return {post: () => undefined, listen: () => () => undefined}
  const channel = new BroadcastChannel(name)
  return {
    post: word => channel.postMessage(word),
    listen(hear) {
      channel.onmessage = (event: MessageEvent<Word>) => hear(event.data)
      return () => channel.close()
    },
  }
}
