import {createReadStream} from 'node:fs'
import type {Readable, Writable} from 'node:stream'
import {createGunzip} from 'node:zlib'
import {systemClock} from '../../shared/base/clock.ts'
import {Counts} from '../../shared/base/metrics.ts'
import {ConfigurationError} from '../config.ts'
import {aisDecoder} from '../feeds/ais/lines.ts'
import {readAircraftJson} from '../feeds/aircraft-json.ts'
import {readSbs} from '../feeds/sbs.ts'
import {TextLines} from '../feeds/text-lines.ts'

type Decoder = {write(chunk: Uint8Array): void; end(): void}

/** What `tripoint decode` reads, each by the decoder that its feed uses. */
const FORMATS: Readonly<Record<string, (put: (line: object) => void, counts: Counts) => Decoder>> = {
  ais: (put, counts) => aisDecoder({onLine: put, counts, now: () => systemClock.monotonic()}),
  sbs: (put, counts) =>
    new TextLines({
      onTooLong: () => counts.add('too-long'),
      onLine(text) {
        const line = readSbs(text, counts)
        if (line !== undefined) put(line)
      },
    }),
  'aircraft-json': (put, counts) =>
    new TextLines({
      onTooLong: () => counts.add('too-long'),
      onLine: text => text.trim() !== '' && readAircraftJson(text, counts).forEach(put),
    }),
}

/** Decodes recordings to JSON lines; what could not be decoded is counted by reason on `err`. `-` is standard input; `.gz` is unpacked. */
export async function decode(options: {
  format: string
  files: readonly string[]
  out: Writable
  err: Writable
}): Promise<void> {
  const format = FORMATS[options.format]
  if (format === undefined)
    throw new ConfigurationError([`there is no format ${options.format}: ${Object.keys(FORMATS).join(', ')}`])
  for (const file of options.files) {
    const counts = new Counts()
    let pending: string[] = []
    let lines = 0
    const decoder = format(line => {
      pending.push(JSON.stringify(line))
      lines++
    }, counts)
    for await (const chunk of openRecording(file)) {
      decoder.write(chunk as Uint8Array)
      await flush()
    }
    decoder.end()
    await flush()
    const refused = Object.entries(counts.all()).map(([reason, count]) => `${count} ${reason}`)
    options.err.write(
      `${file}: ${lines} messages${refused.length === 0 ? '' : `; not decoded: ${refused.join(', ')}`}\n`,
    )

    async function flush(): Promise<void> {
      if (pending.length === 0) return
      const text = `${pending.join('\n')}\n`
      pending = []
      if (!options.out.write(text)) await new Promise<void>(drained => options.out.once('drain', drained))
    }
  }
}

/** A recording as a stream of bytes, unpacked. */
export function openRecording(file: string): Readable {
  const raw = file === '-' ? process.stdin : createReadStream(file)
  if (!file.endsWith('.gz')) return raw
  const unpacked = createGunzip()
  raw.once('error', (error: Error) => unpacked.destroy(error))
  return raw.pipe(unpacked)
}
