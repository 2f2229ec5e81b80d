import type {Sentence} from './sentence.ts'

const DAY = 86_400_000
/** No receiver of AIS has ever told a time outside these: it is damage, whatever the checksum says. */
const EARLIEST = Date.UTC(1990, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

/**
 * The receiver's own time, from whichever sentence says it: tag block `c:`, `$--RMC`, `$--ZDA`, `$PGHP`, the suffix of
 * the United States Coast Guard. A damaged sentence never gets here; one that says nothing sound moves nothing.
 */
export class ReceiverClock {
  /** Newest time said, ms since 1970; NaN before the first. */
  time = NaN
  /** The receiver tells the time itself: what stands on a single sentence, perhaps another station's, moves nothing. */
  #tellsItself = false

  /** Takes a `$` sentence. True when it told the time soundly. */
  clockSentence(sentence: Sentence, bytes: Buffer): boolean {
    const told = this.#read(sentence, bytes)
    if (told) this.#tellsItself = true
    return told
  }

  #read(sentence: Sentence, bytes: Buffer): boolean {
    const address = bytes.toString('latin1', sentence.start + 1, (sentence.fields[0] ?? sentence.end) - 1)
    if (address === 'PGHP') return this.#set(gatehouse(sentence, bytes))
    const formatter = address.slice(2)
    if (formatter === 'RMC') return this.#set(recommendedMinimum(sentence, bytes))
    if (formatter === 'ZDA') return this.#set(timeAndDate(sentence, bytes))
    return false
  }

  /** Takes what stands before or after an AIS sentence. True when it tells the time. */
  stamped(sentence: Sentence, bytes: Buffer, lineEnd: number): boolean {
    if (this.#tellsItself) return false
    if (Number.isFinite(sentence.tagTime)) return this.#set(sentence.tagTime)
    if (bytes[sentence.end] !== 44) return false
    const suffix = /,(\d{10})(?:\.\d+)?\s*$/.exec(bytes.toString('latin1', sentence.end, lineEnd))
    return suffix !== null && this.#set(Number(suffix[1]) * 1_000)
  }

  #set(time: number): boolean {
    if (!(time >= EARLIEST && time < LATEST)) return false
    this.time = time
    return true
  }
}

/** `hhmmss[.sss]` as ms of the day; NaN when it is none. */
function timeOfDay(text: string): number {
  const match = /^(\d\d)(\d\d)(\d\d)(\.\d+)?$/.exec(text)
  if (!match) return NaN
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (hour > 23 || minute > 59 || second > 60) return NaN
  return ((hour * 60 + minute) * 60 + second) * 1_000 + Math.round(Number(match[4] ?? 0) * 1_000)
}

/** `$--RMC,hhmmss,A,…,ddmmyy`: only with status A (data valid). */
function recommendedMinimum(sentence: Sentence, bytes: Buffer): number {
  if (sentence.text(bytes, 1) !== 'A') return NaN
  const date = /^(\d\d)(\d\d)(\d\d)$/.exec(sentence.text(bytes, 8))
  if (!date) return NaN
  return dayOf(2000 + Number(date[3]), Number(date[2]), Number(date[1])) + timeOfDay(sentence.text(bytes, 0))
}

/** `$--ZDA,hhmmss.ss,dd,mm,yyyy,…`. */
function timeAndDate(sentence: Sentence, bytes: Buffer): number {
  return (
    dayOf(sentence.number(bytes, 3), sentence.number(bytes, 2), sentence.number(bytes, 1)) +
    timeOfDay(sentence.text(bytes, 0))
  )
}

/** `$PGHP,1,yyyy,m,d,h,m,s,ms,…`: Gatehouse, the time of the sentence after it. */
function gatehouse(sentence: Sentence, bytes: Buffer): number {
  const [hour, minute, second, millisecond] = [4, 5, 6, 7].map(index => sentence.number(bytes, index))
  const ofDay = (((hour ?? NaN) * 60 + (minute ?? NaN)) * 60 + (second ?? NaN)) * 1_000 + (millisecond ?? NaN)
  return ofDay < DAY
    ? dayOf(sentence.number(bytes, 1), sentence.number(bytes, 2), sentence.number(bytes, 3)) + ofDay
    : NaN
}

function dayOf(year: number, month: number, day: number): number {
  if (!(year >= 1990 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return NaN
  return Date.UTC(year, month - 1, day)
}
