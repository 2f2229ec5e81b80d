import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {NationCode} from '../../shared/base/id.ts'
import type {Files, Turn} from './files.ts'
import {type Batch, type Lane, type Ledger, type NewEvent, type ThingKey} from './ledger.ts'

/** Acts of so long go to disk together, ms. */
const WINDOW_MS = 3

type Writable<T> = {-readonly [K in keyof T]: T[K] extends readonly (infer Each)[] ? Each[] : T[K]}
/** What a turn writes besides what happened to its things. */
export type Beside = Partial<Pick<Batch, 'results' | 'outbox' | 'inbox' | 'rejected' | 'sent'>>

export type Committed = {
  readonly position: number
  readonly things: ReadonlySet<ThingKey>
  /** Lanes with something new for a partner. */
  readonly outgoing: readonly {readonly partner: NationCode; readonly lane: Lane}[]
}

/**
 * Several acts, one wait for the disk. What an act promised is told when its batch is on disk; when the disk refuses,
 * nothing is told any more and the process has to end.
 */
export class GroupCommit {
  readonly #ledger: Ledger
  readonly #files: Files
  readonly #clock: Clock
  readonly #now: () => number
  readonly #onCommitted: (committed: Committed) => void
  readonly #onFatal: (error: unknown) => void
  #events: NewEvent[] = []
  #things = new Set<ThingKey>()
  #beside = emptyBeside()
  #waiting: (() => void)[] = []
  #due: Stop | undefined
  #failed = false

  constructor(options: {
    ledger: Ledger
    files: Files
    clock: Clock
    now: () => number
    onCommitted: (committed: Committed) => void
    onFatal: (error: unknown) => void
  }) {
    this.#ledger = options.ledger
    this.#files = options.files
    this.#clock = options.clock
    this.#now = options.now
    this.#onCommitted = options.onCommitted
    this.#onFatal = options.onFatal
  }

  /** Takes in what a turn did. `then` is called when it is on disk. */
  add(turn: Turn, beside: Beside, then?: () => void): void {
    this.#events.push(...turn.events)
    for (const thing of turn.things) this.#things.add(thing)
    if (beside.results !== undefined) this.#beside.results.push(...beside.results)
    if (beside.outbox !== undefined) this.#beside.outbox.push(...beside.outbox)
    if (beside.inbox !== undefined) this.#beside.inbox.push(...beside.inbox)
    if (beside.rejected !== undefined) this.#beside.rejected.push(...beside.rejected)
    if (beside.sent !== undefined) this.#beside.sent.push(...beside.sent)
    if (then !== undefined) this.#waiting.push(then)
    if (!this.#failed) this.#due ??= this.#clock.after(WINDOW_MS, () => this.flush())
  }

  /** Now, without waiting for more. */
  flush(): void {
    this.#due?.()
    this.#due = undefined
    if (this.#failed) return
    const at = Math.max(this.#now(), this.#ledger.lastAt)
    const things = this.#things
    const beside = this.#beside
    const waiting = this.#waiting
    const batch: Batch = {
      at,
      events: this.#events,
      states: [...things].map(thing => this.#files.row(thing, at)),
      timers: new Map([...things].map(thing => [thing, this.#files.timers(thing)])),
      ...beside,
    }
    if (isEmpty(batch) && waiting.length === 0) return
    this.#events = []
    this.#things = new Set()
    this.#beside = emptyBeside()
    this.#waiting = []
    try {
      if (!isEmpty(batch)) this.#ledger.commit(batch)
    } catch (error) {
      this.#failed = true
      this.#onFatal(error)
      return
    }
    this.#onCommitted({position: this.#ledger.position, things, outgoing: lanesOf(beside.outbox)})
    for (const then of waiting) then()
  }
}

function emptyBeside(): Writable<Required<Beside>> {
  return {results: [], outbox: [], inbox: [], rejected: [], sent: []}
}

function isEmpty(batch: Batch): boolean {
  const {events, states, results, outbox, inbox, rejected, sent} = batch
  return [events, states, results, outbox, inbox, rejected, sent].every(list => list.length === 0)
}

function lanesOf(outbox: Batch['outbox']): {partner: NationCode; lane: Lane}[] {
  return [...new Map(outbox.map(({partner, lane}) => [`${partner}/${lane}`, {partner, lane}])).values()]
}
