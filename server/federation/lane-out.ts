import type {Clock} from '../../shared/base/clock.ts'
import {MOST_PAYLOAD} from './envelope.ts'
import type {DurableLane, LaneStore, LinkAlarm, OutboxMessage} from './ports.ts'

/** Messages that may be under way without the partner having committed them. */
const WINDOW = 256
const WINDOW_BYTES = 1_000_000
const ROWS_AT_ONCE = 32
/** Without progress for so long everything unacknowledged is sent again; twice as long each time, up to T_lam. */
const FIRST_RESEND = 1_500
const LAM = 10_000
/** A gap is answered at most so often, ms, or once a round trip. */
const GAP_EVERY = 200

/** The outgoing half of a durable lane: sends what the partner has not acknowledged, in order, again where it must. */
export class LaneOut {
  readonly #lane: DurableLane
  readonly #store: LaneStore
  readonly #clock: Clock
  readonly #send: (message: OutboxMessage) => void
  readonly #onAlarm: (alarm: LinkAlarm) => void
  /** What the partner has; unknown until it says so. */
  #acknowledged: number | undefined
  #sent = 0
  #bytes = 0
  readonly #sizes = new Map<number, number>()
  #progressAt = 0
  #wentBackAt = -Infinity
  #resendAfter = FIRST_RESEND
  #isHalted = false

  constructor(options: {
    lane: DurableLane
    store: LaneStore
    clock: Clock
    send: (message: OutboxMessage) => void
    onAlarm: (alarm: LinkAlarm) => void
  }) {
    this.#lane = options.lane
    this.#store = options.store
    this.#clock = options.clock
    this.#send = options.send
    this.#onAlarm = options.onAlarm
  }

  get sent(): number {
    return this.#sent
  }

  get acknowledged(): number {
    return this.#acknowledged ?? 0
  }

  get isHalted(): boolean {
    return this.#isHalted
  }

  /** Where to begin is asked anew: the link has been down. */
  forget(): void {
    this.#acknowledged = undefined
  }

  /**
   * The partner has committed up to `applied`. Its hash has to be that of the own row: where to begin is learnt only from
   * a word that says it.
   */
  acknowledge(applied: number, options: {gap: boolean; hash?: string; roundTripMs: number}): void {
    const isFirst = this.#acknowledged === undefined
    if (isFirst && options.hash === undefined) return
    if (
      applied > this.#store.position ||
      (isFirst && options.hash !== undefined && this.#differs(applied, options.hash))
    ) {
      this.#halt({type: 'restored', lane: this.#lane, seq: applied})
      return
    }
    if (this.#acknowledged === undefined) this.#startAt(applied)
    else {
      if (applied > this.#acknowledged) this.#advance(applied)
      if (options.gap && applied === this.#acknowledged) this.#answerGap(options.roundTripMs)
    }
    this.pump()
  }

  /** Sends what the window leaves room for. */
  pump(): void {
    if (this.#acknowledged === undefined || this.#isHalted) return
    while (this.#sent < this.#store.position) {
      const room = Math.min(ROWS_AT_ONCE, this.#acknowledged + WINDOW - this.#sent)
      if (room <= 0 || this.#bytes >= WINDOW_BYTES) return
      const rows = this.#store.after(this.#sent, room)
      if (rows[0]?.seq !== this.#sent + 1) {
        this.#halt({type: 'forgotten', lane: this.#lane, seq: this.#sent + 1})
        return
      }
      for (const row of rows) {
        if (this.#bytes >= WINDOW_BYTES) return
        if (row.body.length > MOST_PAYLOAD) return this.#halt({type: 'oversize', lane: this.#lane, seq: row.seq})
        if (this.#sent === this.#acknowledged) this.#progressAt = this.#clock.monotonic()
        this.#sent = row.seq
        this.#bytes += row.body.length
        this.#sizes.set(row.seq, row.body.length)
        this.#send(row)
      }
    }
  }

  /** Sends again what has waited too long for an acknowledgement. */
  tick(): void {
    if (this.#acknowledged === undefined || this.#isHalted || this.#sent === this.#acknowledged) return
    if (this.#clock.monotonic() - this.#progressAt < this.#resendAfter) return
    this.#resendAfter = Math.min(LAM, 2 * this.#resendAfter)
    this.#goBack()
    this.pump()
  }

  #advance(applied: number): void {
    for (let seq = this.acknowledged + 1; seq <= applied; seq++) {
      this.#bytes -= this.#sizes.get(seq) ?? 0
      this.#sizes.delete(seq)
    }
    this.#acknowledged = applied
    this.#sent = Math.max(this.#sent, applied)
    this.#progressAt = this.#clock.monotonic()
    this.#resendAfter = FIRST_RESEND
  }

  #startAt(applied: number): void {
    this.#acknowledged = applied
    this.#resendAfter = FIRST_RESEND
    this.#goBack()
  }

  #answerGap(roundTripMs: number): void {
    if (this.#clock.monotonic() - this.#wentBackAt >= Math.max(GAP_EVERY, roundTripMs)) this.#goBack()
  }

  #goBack(): void {
    this.#sent = this.acknowledged
    this.#bytes = 0
    this.#sizes.clear()
    this.#progressAt = this.#wentBackAt = this.#clock.monotonic()
  }

  #differs(seq: number, hash: string): boolean {
    const row = seq === 0 ? undefined : this.#store.after(seq - 1, 1)[0]
    return row !== undefined && row.seq === seq && Buffer.from(row.hash).toString('hex') !== hash
  }

  #halt(alarm: LinkAlarm): void {
    if (!this.#isHalted) this.#onAlarm(alarm)
    this.#isHalted = true
  }
}
