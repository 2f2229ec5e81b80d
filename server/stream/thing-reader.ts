import type {Thing} from '../../shared/protocol/things.ts'
import type {Released} from '../policy/released.ts'
import type {ThingChange, ThingRef} from './ports.ts'

/** More than this waiting, and the window gets a snapshot instead. */
const MOST_WAITING = 1_000
const MOST_BYTES = 256_000
/** Things in one message. */
const BATCH = 200

export type ThingBatch = {
  readonly n: number
  /** Ledger position that the batch completes; undefined while more of the same snapshot follows. */
  readonly position: number | undefined
  readonly snapshot: boolean
  readonly upserts: readonly Released<Thing>[]
  readonly removed: readonly ThingRef[]
}

type Waiting = {readonly ref: ThingRef; readonly thing: Released<Thing> | undefined; readonly bytes: number}

/**
 * The durable things of one window: released for its person, whole, in order, the last state of each. It knows what the
 * window holds, so that something no longer released is taken back and something never released is never mentioned.
 */
export class ThingReader {
  #n = 0
  #position = 0
  #snapshotDue = true
  #inSnapshot = false
  /** Number of the message before the snapshot. */
  #snapshotFrom = 0
  readonly #held = new Set<string>()
  readonly #waiting = new Map<string, Waiting>()
  #bytes = 0
  readonly #release: (thing: Thing) => Released<Thing> | undefined
  readonly #turnsOn: (kind: string) => boolean
  readonly #all: () => {readonly cursor: number; readonly things: Iterable<Thing>}

  /** `turnsOn`: whether a change of that kind may change what else is released. */
  constructor(options: {
    release: (thing: Thing) => Released<Thing> | undefined
    turnsOn: (kind: string) => boolean
    all: () => {readonly cursor: number; readonly things: Iterable<Thing>}
  }) {
    this.#release = options.release
    this.#turnsOn = options.turnsOn
    this.#all = options.all
  }

  /** Goes on where the window was. It still holds what it held then; anything that cannot be told so brings a snapshot. */
  resume(change: ThingChange | 'snapshot'): void {
    if (change === 'snapshot') return
    const released = change.upserts.map(thing => this.#release(thing))
    // What is not released now may have been: only a snapshot takes it back without naming it.
    if (change.removed.length > 0 || released.includes(undefined)) return
    // Something may be released now that was not then, without having changed itself.
    if (change.upserts.some(({kind}) => this.#turnsOn(kind))) return
    this.#snapshotDue = false
    for (const {thing} of this.#released()) this.#held.add(keyOf(thing))
    this.take(change)
  }

  /** Everything anew, beginning with the next batch. */
  startOver(): void {
    this.#snapshotDue = true
    this.#waiting.clear()
    this.#bytes = 0
  }

  take(change: ThingChange): void {
    if (this.#snapshotDue) return
    this.#position = Math.max(this.#position, change.cursor)
    let mayTurn = false
    for (const thing of change.upserts) {
      const isKnown = this.#isKnown(keyOf(thing))
      const released = this.#release(thing)
      if (released === undefined && !isKnown) continue
      this.#wait({kind: thing.kind, id: thing.id}, released)
      mayTurn ||= this.#turnsOn(thing.kind)
    }
    for (const ref of change.removed) {
      if (!this.#isKnown(keyOf(ref))) continue
      this.#wait(ref, undefined)
      mayTurn ||= this.#turnsOn(ref.kind)
    }
    if (mayTurn) this.#reconsider()
    if (!this.#inSnapshot && (this.#waiting.size > MOST_WAITING || this.#bytes > MOST_BYTES)) this.startOver()
  }

  /** The next message, undefined when nothing waits. Called only when the window can take one. */
  next(): ThingBatch | undefined {
    if (this.#snapshotDue) this.#beginSnapshot()
    else if (this.#waiting.size === 0 && !this.#inSnapshot) return undefined

    const snapshot = this.#inSnapshot && this.#n === this.#snapshotFrom
    const upserts: Released<Thing>[] = []
    const removed: ThingRef[] = []
    for (const [key, {ref, thing, bytes}] of this.#waiting) {
      if (upserts.length + removed.length >= BATCH) break
      this.#waiting.delete(key)
      this.#bytes -= bytes
      if (thing === undefined) {
        removed.push(ref)
        this.#held.delete(key)
      } else {
        upserts.push(thing)
        this.#held.add(key)
      }
    }
    const isLast = this.#waiting.size === 0
    if (isLast) this.#inSnapshot = false
    return {n: ++this.#n, position: isLast ? this.#position : undefined, snapshot, upserts, removed}
  }

  /** Whether nothing waits but where units are and how they do: what nobody waits for. */
  get isQuiet(): boolean {
    if (this.#snapshotDue || this.#inSnapshot) return false
    for (const {ref} of this.#waiting.values()) if (ref.kind !== 'unit') return false
    return true
  }

  #beginSnapshot(): void {
    this.#held.clear()
    this.#waiting.clear()
    this.#bytes = 0
    for (const {thing, bytes} of this.#released()) {
      this.#waiting.set(keyOf(thing), {ref: {kind: thing.kind, id: thing.id}, thing, bytes})
    }
    this.#position = this.#all().cursor
    this.#snapshotDue = false
    this.#inSnapshot = true
    this.#snapshotFrom = this.#n
  }

  /** What has come to be released, or no longer is, without a change of its own. */
  #reconsider(): void {
    for (const thing of this.#all().things) {
      const key = keyOf(thing)
      const waiting = this.#waiting.get(key)
      const willHold = waiting === undefined ? this.#held.has(key) : waiting.thing !== undefined
      const released = this.#release(thing)
      if ((released !== undefined) !== willHold) this.#wait({kind: thing.kind, id: thing.id}, released)
    }
  }

  *#released(): Iterable<{thing: Released<Thing>; bytes: number}> {
    for (const thing of this.#all().things) {
      const released = this.#release(thing)
      if (released !== undefined) yield {thing: released, bytes: 0}
    }
  }

  #wait(ref: ThingRef, thing: Released<Thing> | undefined): void {
    const key = keyOf(ref)
    const bytes = thing === undefined ? 64 : JSON.stringify(thing).length
    this.#bytes += bytes - (this.#waiting.get(key)?.bytes ?? 0)
    this.#waiting.delete(key)
    this.#waiting.set(key, {ref, thing, bytes})
  }

  #isKnown(key: string): boolean {
    return this.#held.has(key) || this.#waiting.has(key)
  }
}

function keyOf(ref: ThingRef): string {
  return `${ref.kind}/${ref.id}`
}
