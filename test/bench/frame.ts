import {TrackTable} from '../../client/state/track-table.ts'
import {systemClock} from '../../shared/base/clock.ts'
import type {TrackId} from '../../shared/base/id.ts'
import {seededRandom} from '../../shared/base/random.ts'
import {emptyRecord, SEATED_BYTES} from '../../shared/protocol/frame.ts'
import {frameOf} from '../support/frames.ts'

export const name = 'frame'

const TRACKS = 100_000

/** Writing and taking in frames: a whole picture, 7 % of it, picking and adding up the digest, beside the same in JSON. */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const tracks = Math.max(1_000, Math.round(TRACKS * size))
  const random = seededRandom(5)
  const rows = Array.from({length: tracks}, (_, index) => ({
    ...emptyRecord(),
    id: (index + 1) as TrackId,
    lon: random.unit() * 40 - 10,
    lat: 40 + random.unit() * 20,
    speed: random.unit() * 12,
    course: random.unit() * 360,
    interval: 10_000,
  }))
  const share = (seconds * 1_000) / 6
  const some = rows.filter((_, index) => index % 14 === 0)
  const whole = framed(rows)
  const part = framed(some)
  const table = new TrackTable()
  table.apply(whole)
  const json = JSON.stringify(some)

  return {
    tracks,
    'bytes per whole record': SEATED_BYTES,
    'write, ns per record': (each(share, () => framed(some)) * 1e6) / some.length,
    'take in all, ms': each(share, () => table.apply(whole)),
    'take in 7 %, ms': each(share, () => table.apply(part)),
    'the same 7 % parsed from JSON, ms': each(share, () => JSON.parse(json) as unknown),
    'JSON, bytes per record': json.length / some.length,
    'pick nearest, ms': each(share, () =>
      table.nearest({lon: random.unit() * 40 - 10, lat: 50}, 1e7, systemClock.wall()),
    ),
    'digest, ms': each(share, () => table.digest()),
  }
}

function framed(rows: readonly ReturnType<typeof emptyRecord>[]): ArrayBuffer {
  const now = systemClock.wall()
  for (const row of rows) row.at = now
  return frameOf(rows, {at: now})
}

/** Mean milliseconds of one run, over at least `forMs` after a warm-up. */
function each(forMs: number, work: () => unknown): number {
  for (let warm = 0; warm < 3; warm++) work()
  const from = systemClock.monotonic()
  let runs = 0
  while (runs === 0 || systemClock.monotonic() - from < forMs) {
    work()
    runs++
  }
  return (systemClock.monotonic() - from) / runs
}
