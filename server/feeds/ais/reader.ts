import type {Counts} from '../../../shared/base/metrics.ts'
import {Payload} from './payload.ts'
import {ReceiverClock} from './receiver-clock.ts'
import {type Damage, Sentence} from './sentence.ts'

/** A line longer than this is no sentence; the rest of it is skipped. The standard allows 82, tag blocks and suffixes more. */
const LONGEST_LINE = 1_024
/** Parts of a message come together; a part that waits longer is given up. */
const PARTS_WITHIN_MS = 30_000
const MOST_WAITING = 512

/** Where a message came from. Reused: copy what you keep. */
export type MessageOrigin = {
  /** 1-based number of the line of its last sentence. */
  line: number
  /** Receiver's time of its first sentence, ms since 1970; NaN when the stream has no clock. */
  time: number
  /** `VDO`: the station's own. */
  own: boolean
}

type Waiting = {
  payload: Payload
  next: number
  total: number
  time: number
  since: number
  id: number
  channel: number
  group: number
}

/**
 * Bytes in, AIS messages out: lines cut anywhere, tag blocks, checksums, multi-part messages, the receiver's clock.
 * What is damaged is counted by reason and skipped; nothing else is lost. Allocates only for multi-part messages.
 */
export class AisReader {
  readonly clock = new ReceiverClock()
  readonly #onMessage: (payload: Payload, origin: MessageOrigin) => void
  readonly #onClock: ((time: number) => void) | undefined
  readonly #counts: Counts
  readonly #now: () => number
  readonly #sentence = new Sentence()
  readonly #payload = new Payload()
  readonly #origin: MessageOrigin = {line: 0, time: NaN, own: false}
  readonly #waiting: Waiting[] = []
  #spare: Payload[] = []
  #rest: Buffer | undefined
  #skipping = false
  #lines = 0

  /** `now`: milliseconds by any steady clock, for parts that never come. */
  constructor(options: {
    onMessage: (payload: Payload, origin: MessageOrigin) => void
    counts: Counts
    now: () => number
    /** Told the receiver's time whenever a sound sentence says one. */
    onClock?: (time: number) => void
  }) {
    this.#onMessage = options.onMessage
    this.#onClock = options.onClock
    this.#counts = options.counts
    this.#now = options.now
  }

  get lines(): number {
    return this.#lines
  }

  /** Takes a piece of the stream, cut anywhere. */
  write(chunk: Uint8Array): void {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (this.#rest !== undefined) {
      bytes = Buffer.concat([this.#rest, bytes])
      this.#rest = undefined
    }
    let from = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      this.#endOfLine(bytes, from, end)
      from = end + 1
    }
    if (bytes.length - from > LONGEST_LINE) {
      if (!this.#skipping) this.#refuse('too-long')
      this.#skipping = true
    } else if (from < bytes.length) this.#rest = Buffer.from(bytes.subarray(from))
  }

  /** The stream has ended: a last line without a line feed counts too. */
  end(): void {
    const rest = this.#rest
    this.#rest = undefined
    if (rest !== undefined) this.#endOfLine(rest, 0, rest.length)
    for (const _ of this.#waiting) this.#refuse('parts')
    this.#waiting.length = 0
  }

  #endOfLine(bytes: Buffer, from: number, end: number): void {
    this.#lines++
    if (this.#skipping) {
      this.#skipping = false
      return
    }
    let to = end
    while (to > from && (bytes[to - 1] ?? 0) <= 32) to--
    let start = from
    while (start < to && (bytes[start] ?? 0) <= 32) start++
    if (start === to || bytes[start] === 35) return // empty, or a comment of a log
    if (to - start > LONGEST_LINE) this.#refuse('too-long')
    else this.#line(bytes, start, to)
  }

  #line(bytes: Buffer, from: number, to: number): void {
    const sentence = this.#sentence
    const damage = sentence.read(bytes, from, to)
    if (damage !== undefined) return this.#refuse(damage)
    if (sentence.tagDamaged) this.#refuse('tag-block')
    if (bytes[sentence.start] === 36) {
      if (this.clock.clockSentence(sentence, bytes)) this.#tellTime()
      return
    }
    // Address: two letters of the talker, then VDM or VDO.
    const formatter = sentence.start + 3
    if (bytes[formatter] !== 86 || bytes[formatter + 1] !== 68 || sentence.fieldCount < 6)
      return this.#refuse('unknown-sentence')
    if (this.clock.stamped(sentence, bytes, to)) this.#tellTime()
    this.#origin.own = bytes[formatter + 2] === 79

    const total = sentence.number(bytes, 0)
    const number = sentence.number(bytes, 1)
    const fill = sentence.number(bytes, 5)
    if (!(total >= 1 && total <= 9 && number >= 1 && number <= total)) return this.#refuse('malformed')
    if (total > 1) return this.#part(bytes, total, number, fill)

    const payload = this.#payload
    payload.clear()
    if (!payload.append(bytes, sentence.fields[4] ?? 0, sentence.fieldEnds[4] ?? 0)) return this.#refuse('armour')
    payload.fillBits = fill >= 0 && fill <= 5 ? fill : 0
    this.#deliver(payload, this.clock.time)
  }

  #part(bytes: Buffer, total: number, number: number, fill: number): void {
    const sentence = this.#sentence
    const id = sentence.number(bytes, 2)
    const channel = bytes[sentence.fields[3] ?? 0] ?? 0
    const group = sentence.groupId
    this.#giveUpOld()
    const same = (each: Waiting) =>
      each.total === total &&
      each.group === group &&
      (group !== 0 || (Object.is(each.id, id) && each.channel === channel))
    let index = this.#waiting.findIndex(same)
    if (number === 1) {
      if (index >= 0) this.#giveUp(index)
      if (this.#waiting.length >= MOST_WAITING) this.#giveUp(0)
      const payload = this.#spare.pop() ?? new Payload()
      payload.clear()
      index =
        this.#waiting.push({payload, next: 1, total, time: this.clock.time, since: this.#now(), id, channel, group}) - 1
    }
    const waiting = this.#waiting[index]
    if (waiting === undefined || waiting.next !== number) {
      if (waiting === undefined) this.#refuse('parts')
      else this.#giveUp(index)
      return
    }
    if (!waiting.payload.append(bytes, sentence.fields[4] ?? 0, sentence.fieldEnds[4] ?? 0)) {
      this.#waiting.splice(index, 1)
      return this.#refuse('armour')
    }
    waiting.next++
    if (number < total) return
    waiting.payload.fillBits = fill >= 0 && fill <= 5 ? fill : 0
    this.#waiting.splice(index, 1)
    this.#deliver(waiting.payload, waiting.time)
    this.#spare.push(waiting.payload)
  }

  #giveUpOld(): void {
    const oldest = this.#now() - PARTS_WITHIN_MS
    while ((this.#waiting[0]?.since ?? Infinity) < oldest) this.#giveUp(0)
  }

  #giveUp(index: number): void {
    const [gone] = this.#waiting.splice(index, 1)
    if (gone !== undefined) this.#spare.push(gone.payload)
    this.#refuse('parts')
  }

  #deliver(payload: Payload, time: number): void {
    this.#origin.line = this.#lines
    this.#origin.time = time
    if (payload.bits < 38) return this.#refuse('short')
    const type = payload.unsigned(0, 6)
    if (type < 1 || type > 27) return this.#refuse('unknown-type')
    this.#onMessage(payload, this.#origin)
  }

  #tellTime(): void {
    if (this.#onClock !== undefined && Number.isFinite(this.clock.time)) this.#onClock(this.clock.time)
  }

  #refuse(reason: Damage): void {
    this.#counts.add(reason)
  }
}
