import type {Clock, Stop} from '../../shared/base/clock.ts'
import {Counts} from '../../shared/base/metrics.ts'
import {readAircraftJson} from './aircraft-json.ts'
import {ReceiverClock} from './ais/receiver-clock.ts'
import {Sentence} from './ais/sentence.ts'
import {readSbs} from './sbs.ts'
import {TextLines} from './text-lines.ts'

/** A recording being played. */
export type Paced = {stop(): void}

export type PacerOptions = {
  readonly source: AsyncIterable<Uint8Array>
  readonly kind: 'ais' | 'sbs' | 'aircraft-json' | 'observations'
  readonly speed: number
  /** Lines per second, for a recording without a clock. */
  readonly rate?: number | undefined
  readonly clock: Clock
  readonly onBytes: (chunk: Uint8Array) => void
  readonly onEnd: () => void
}

/** A step of the recording's clock beyond this is a gap or damage: it is not waited out in full. */
const LONGEST_WAIT = 60_000
const TICK = 20

/**
 * Plays a recording as its receiver heard it: a line goes out when the recording's own clock, run `speed` times as
 * fast, has reached it. All lines go out, those that tell the time too.
 */
export function pacer(options: PacerOptions): Paced {
  const {source, kind, speed, rate, clock, onBytes, onEnd} = options
  const timeOf = timeReader(kind)
  let stopped = false
  let wake: (() => void) | undefined
  let timer: Stop | undefined

  async function play(): Promise<void> {
    const begun = clock.monotonic()
    let recorded = NaN
    let played = 0
    let sent = 0
    let batch: string[] = []
    const flush = () => {
      if (batch.length > 0) onBytes(Buffer.from(`${batch.join('\n')}\n`, 'latin1'))
      batch = []
    }
    for await (const line of linesOf(source)) {
      if (stopped) return
      const time = timeOf(line)
      if (rate !== undefined) played = (sent * 1_000) / rate
      else if (Number.isFinite(time)) {
        if (time > recorded) played += Math.min(time - recorded, LONGEST_WAIT) / speed
        if (!(time < recorded)) recorded = time
      }
      const early = begun + played - clock.monotonic()
      if (early > TICK) {
        flush()
        await new Promise<void>(resume => {
          wake = resume
          timer = clock.after(early, resume)
        })
        if (stopped) return
      }
      batch.push(line)
      sent++
      if (batch.length >= 512) flush()
    }
    flush()
    onEnd()
  }

  void play()
  return {
    stop() {
      stopped = true
      timer?.()
      wake?.()
    },
  }
}

/** Reads the recording's own time from a line; NaN when it says none. */
function timeReader(kind: PacerOptions['kind']): (line: string) => number {
  const counts = new Counts()
  switch (kind) {
    case 'ais': {
      const clock = new ReceiverClock()
      const sentence = new Sentence()
      return line => {
        const bytes = Buffer.from(line, 'latin1')
        if (sentence.read(bytes, 0, bytes.length) !== undefined) return NaN
        if (bytes[sentence.start] === 36) clock.clockSentence(sentence, bytes)
        else clock.stamped(sentence, bytes, bytes.length)
        return clock.time
      }
    }
    case 'sbs':
      return line => Date.parse(readSbs(line, counts)?.time ?? '')
    case 'aircraft-json':
      return line =>
        Math.max(
          NaN,
          ...readAircraftJson(line, counts)
            .slice(0, 1)
            .map(each => Date.parse(each.time ?? '')),
        )
    case 'observations':
      return line => Date.parse(/"time"\s*:\s*"([^"]+)"/.exec(line)?.[1] ?? '')
  }
}

async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let ready: string[] = []
  const lines = new TextLines({onLine: line => ready.push(line.replace(/\r$/, '')), onTooLong: () => undefined})
  for await (const chunk of source) {
    lines.write(chunk)
    const now = ready
    ready = []
    yield* now
  }
  lines.end()
  yield* ready
}
