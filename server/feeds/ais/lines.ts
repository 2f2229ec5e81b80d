import type {Counts} from '../../../shared/base/metrics.ts'
import {type AisMessage, decodeMessage} from './decode.ts'
import {AisReader} from './reader.ts'

/** A message as `tripoint decode` prints it: with its line and the receiver's time where known. */
export type AisLine = AisMessage & {readonly line: number; readonly time?: string}

/** Decodes a stream of NMEA 0183 into lines of JSON, given piece by piece. `now`: any steady clock, ms. */
export function aisDecoder(options: {onLine: (line: AisLine) => void; counts: Counts; now: () => number}): {
  write(chunk: Uint8Array): void
  end(): void
} {
  return new AisReader({
    counts: options.counts,
    now: options.now,
    onMessage(payload, origin) {
      const {type, mmsi, ...rest} = decodeMessage(payload)
      options.onLine({
        type,
        mmsi,
        line: origin.line,
        ...(Number.isFinite(origin.time) ? {time: new Date(origin.time).toISOString()} : {}),
        ...rest,
      })
    },
  })
}
