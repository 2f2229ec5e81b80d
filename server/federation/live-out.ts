import type {Clock} from '../../shared/base/clock.ts'
import type {Changes} from '../picture/changes.ts'
import {emptyLiveRecord, LiveFlag, LiveFrameWriter} from './live-frame.ts'
import type {LiveRecord, LiveSource} from './ports.ts'
import {RowQueue} from './row-queue.ts'
import {isForeseen, type Told} from './suppression.ts'

/** One frame holds about so much; a tick may need several. */
const FRAME_BYTES = 96_000
/** The chip goes on saying REDUCED for so long after the rate last fell. */
const REDUCED_FOR = 5_000
/** A snapshot is not begun again before the last has been over for so long. */
const SNAPSHOT_EVERY = 2_000

/** What the partner knows of one row. */
type Known = {
  readonly handle: number
  readonly generation: number
  readonly told: Told
  describedAt: number
  intervalMs: number
  accuracyMetres: number
}

/**
 * The own source tracks as one partner may have them: each under a handle, told when it changes, at most `hz`, not while
 * the partner foresees it, within a budget. What has no turn waits with its newest state. SPEC.md, LO.
 */
export class LiveOut {
  readonly #source: LiveSource
  readonly #clock: Clock
  readonly #send: (payload: Uint8Array) => void
  readonly #periodMs: number
  readonly #perSecond: number
  readonly #known = new Map<number, Known>()
  readonly #gone: number[] = []
  /** Watched rows and those whose release has changed; they wait for nothing. */
  readonly #first = new RowQueue()
  readonly #rest = new RowQueue()
  readonly #snapshot = new RowQueue()
  #isInSnapshot = false
  #mustBegin = false
  #snapshotOverAt = -Infinity
  readonly #writer = new LiveFrameWriter()
  readonly #record: LiveRecord = emptyLiveRecord()
  #handles = 0
  #tokens: number
  #filledAt: number
  /** Since when the budget has left something over with each tick; a burst that waits less than a turn is no less told. */
  #shortSince: number | undefined
  #isShort = false
  #reducedAt = -Infinity

  constructor(options: {
    source: LiveSource
    clock: Clock
    send: (payload: Uint8Array) => void
    hz: number
    recordsPerSecond: number
  }) {
    this.#source = options.source
    this.#clock = options.clock
    this.#send = options.send
    this.#periodMs = 1_000 / options.hz
    this.#perSecond = options.recordsPerSecond
    this.#tokens = options.recordsPerSecond / 10
    this.#filledAt = options.clock.monotonic()
  }

  /** The budget is too small for what moves: everything is told more seldom. */
  get isReduced(): boolean {
    return this.#clock.monotonic() - this.#reducedAt < REDUCED_FOR
  }

  /** How many source tracks the partner has. */
  get size(): number {
    return this.#known.size
  }

  /** Handle of a row, where the partner has it; 0 where not. */
  handleOf(row: number): number {
    const known = this.#known.get(row)
    return known !== undefined && known.generation === this.#source.generationOf(row) ? known.handle : 0
  }

  /** What a tick has changed. Sends nothing. */
  changed({sources, goneSources}: Pick<Changes, 'sources' | 'goneSources'>): void {
    for (const {row, generation} of goneSources) if (this.#known.get(row)?.generation === generation) this.#forget(row)
    for (let index = 0; index < sources.count; index++) {
      const row = sources.rows[index] ?? 0
      if (this.#source.isWatched(row)) this.#first.add(row)
      else this.#rest.add(row)
    }
  }

  /** Policy has decided anew about these rows, or about everything. */
  releaseChanged(rows?: Iterable<number>): void {
    if (rows !== undefined) {
      for (const row of rows) this.#first.add(row)
      return
    }
    for (const row of this.#known.keys()) this.#first.add(row)
    this.#source.eachReleased(row => this.#first.add(row))
  }

  /** The partner does not hold the whole. */
  snapshot(): void {
    if (this.#isInSnapshot || this.#clock.monotonic() - this.#snapshotOverAt < SNAPSHOT_EVERY) return
    this.#isInSnapshot = this.#mustBegin = true
    for (const row of this.#known.keys()) this.#snapshot.add(row)
    this.#source.eachReleased(row => this.#snapshot.add(row))
  }

  /** Sends what is due while `mayGo` says so. Called once a tick. */
  send(mayGo: () => boolean): void {
    this.#fill()
    const now = this.#source.now()
    for (const handle of this.#gone.splice(0)) {
      if (this.#writer.bytes >= FRAME_BYTES) this.#flush(0)
      this.#writer.gone(handle)
    }
    this.#first.serve(row => this.#serve(row, now, mayGo, 'first'))
    this.#snapshot.serve(row => this.#serve(row, now, mayGo, 'snapshot'))
    this.#rest.serve(row => this.#serve(row, now, mayGo, 'rest'))
    if (this.#isInSnapshot && this.#snapshot.size === 0) this.#endSnapshot()
    else if (this.#writer.bytes > 0) this.#flush(0)
    this.#judge()
  }

  /** Whether what was left over has waited for longer than a turn. */
  #judge(): void {
    const now = this.#clock.monotonic()
    this.#shortSince = this.#isShort ? (this.#shortSince ?? now) : undefined
    this.#isShort = false
    if (this.#shortSince !== undefined && now - this.#shortSince >= this.#periodMs) this.#reducedAt = now
  }

  #serve(
    row: number,
    now: number,
    mayGo: () => boolean,
    queue: 'first' | 'snapshot' | 'rest',
  ): 'done' | 'later' | 'stop' {
    if (this.#writer.bytes >= FRAME_BYTES) this.#flush(0)
    if (queue !== 'first' && this.#tokens < 1) {
      this.#isShort = true
      return 'stop'
    }
    if (!mayGo()) return 'stop'
    const known = this.#knownNow(row)
    const sinceMs = known === undefined ? Infinity : this.#clock.monotonic() - known.told.sentAt
    // Half a tick of grace: a period of ten ticks is not made eleven by their jitter.
    if (queue === 'rest' && sinceMs < this.#periodMs - 50) return 'later'
    if (!this.#source.view.record(row, this.#record)) {
      if (known !== undefined) this.#takeBack(row, known)
      return 'done'
    }
    this.#tell(row, known, now)
    return 'done'
  }

  /** A row that a snapshot still owes is described whatever else gives it its turn: the partner may not know it. */
  #tell(row: number, before: Known | undefined, now: number): void {
    const record = this.#record
    const describedAt = this.#source.describedAt(row)
    const mustDescribe = before === undefined || this.#snapshot.has(row) || before.describedAt !== describedAt
    let known = before
    if (mustDescribe) {
      known = this.#describe(row, before, describedAt)
      if (known === undefined) return
    } else if (known !== undefined && !this.#source.isWatched(row)) {
      const given = {...known, now: this.#clock.monotonic()}
      if (isForeseen(known.told, record, given)) return
    }
    if (known === undefined) return
    Object.assign(known.told, record, {sentAt: this.#clock.monotonic()})
    this.#writer.record(known.handle, record, now)
    this.#tokens--
    this.#rest.remove(row)
    this.#snapshot.remove(row)
  }

  /** A row without a descriptor is not released, whatever its record says. */
  #describe(row: number, before: Known | undefined, describedAt: number): Known | undefined {
    const descriptor = this.#source.view.descriptor(row)
    if (descriptor === undefined) {
      if (before !== undefined) this.#takeBack(row, before)
      return undefined
    }
    const known = before ?? {
      handle: ++this.#handles,
      generation: this.#source.generationOf(row),
      told: {...emptyLiveRecord(), sentAt: -Infinity},
      describedAt,
      intervalMs: 0,
      accuracyMetres: 0,
    }
    known.describedAt = describedAt
    known.intervalMs = descriptor.intervalMs
    known.accuracyMetres = descriptor.accuracyMetres ?? 0
    this.#known.set(row, known)
    this.#writer.describe(known.handle, descriptor)
    return known
  }

  /** What is known of the object that has the row now: another one's is taken back. */
  #knownNow(row: number): Known | undefined {
    const known = this.#known.get(row)
    if (known === undefined || known.generation === this.#source.generationOf(row)) return known
    this.#takeBack(row, known)
    return undefined
  }

  #takeBack(row: number, known: Known): void {
    this.#known.delete(row)
    this.#writer.gone(known.handle)
  }

  #forget(row: number): void {
    const known = this.#known.get(row)
    if (known === undefined) return
    this.#known.delete(row)
    this.#gone.push(known.handle)
  }

  #endSnapshot(): void {
    this.#flush(LiveFlag.END)
    this.#isInSnapshot = false
    this.#snapshotOverAt = this.#clock.monotonic()
  }

  #flush(flags: number): void {
    const begin = this.#mustBegin ? LiveFlag.BEGIN : 0
    this.#mustBegin = false
    this.#send(this.#writer.take(flags | begin))
  }

  #fill(): void {
    const now = this.#clock.monotonic()
    const gained = ((now - this.#filledAt) / 1_000) * this.#perSecond
    this.#tokens = Math.min(Math.max(1, this.#perSecond / 4), this.#tokens + gained)
    this.#filledAt = now
  }
}
