import {once} from 'node:events'
import {createRequire} from 'node:module'
import {aisDecoder} from '../../server/feeds/ais/lines.ts'
import {classAPosition, classBPosition, classBStatic, voyage} from '../../server/feeds/scenario/ais-encode.ts'
import {Counts} from '../../shared/base/metrics.ts'
import {type Random, seededRandom} from '../../shared/base/random.ts'

export const name = 'decode'

const MESSAGES = 100_000
/** The peers are slower: they are given one line in so many. */
const SAMPLE = 5
/** As much as a socket gives at once. */
const CHUNK = 65_536

/** What all three say of a message, whatever they call it. */
const FIELDS = ['lon', 'lat', 'sog', 'cog', 'heading', 'name', 'callsign'] as const
type Said = Readonly<Record<string, unknown>>
/** By field: its name at the peer. */
type Names = Readonly<Record<(typeof FIELDS)[number], string>>

type GgMessage = Said & {readonly valid: boolean}
type GgDecode = new (line: string, session: object) => GgMessage
type StreamDecoder = new (options: {silent: boolean}) => NodeJS.ReadWriteStream

const GGENCODER: Names = {
  lon: 'lon',
  lat: 'lat',
  sog: 'sog',
  cog: 'cog',
  heading: 'hdg',
  name: 'shipname',
  callsign: 'callsign',
}
const STREAM_DECODER: Names = {
  lon: 'lon',
  lat: 'lat',
  sog: 'speedOverGround',
  cog: 'courseOverGround',
  heading: 'heading',
  name: 'name',
  callsign: 'callsign',
}

/**
 * Sentences to messages with all their fields, as `tripoint decode` gives them: positions of both classes, voyages in two
 * sentences, names. Two peers do the same to the same lines, and what they say is compared field by field.
 */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const random = seededRandom(3)
  const count = Math.max(1_000, Math.round(MESSAGES * size))
  const text = Array.from({length: count}, () => message(random)).join('')
  const lines = text.split(/(?<=\n)/)
  const sample = lines.slice(0, Math.ceil(lines.length / SAMPLE / 2) * 2)
  const each = (seconds * 1_000) / 3

  const ours = await linesPerCpuSecond(lines.length, each, () => decoded(text).length)
  const gg = await linesPerCpuSecond(sample.length, each, () => byGgencoder(sample).length)
  const stream = await linesPerCpuSecond(sample.length, each, () => byStreamDecoder(sample))
  const said = decoded(sample.join(''))
  return {
    lines: lines.length,
    'lines per CPU-second, all fields': ours,
    'ggencoder, lines per CPU-second': gg,
    'ais-stream-decoder, lines per CPU-second': stream,
    'ratio to ggencoder': ours / gg,
    'ratio to ais-stream-decoder': ours / stream,
    'messages compared': said.length,
    ...compared('ggencoder', said, byGgencoder(sample), GGENCODER),
    ...compared('ais-stream-decoder', said, await byStreamDecoder(sample), STREAM_DECODER),
  }
}

function decoded(text: string): Said[] {
  const bytes = Buffer.from(text)
  const messages: Said[] = []
  const decoder = aisDecoder({counts: new Counts(), now: () => 0, onLine: line => void messages.push(line)})
  for (let from = 0; from < bytes.length; from += CHUNK) decoder.write(bytes.subarray(from, from + CHUNK))
  decoder.end()
  return messages
}

function byGgencoder(lines: readonly string[]): Said[] {
  const {AisDecode} = createRequire(import.meta.url)('ggencoder') as {AisDecode: GgDecode}
  const session = {}
  return lines.map(line => new AisDecode(line.trim(), session)).filter(({valid}) => valid)
}

async function byStreamDecoder(lines: readonly string[]): Promise<Said[]> {
  const {default: Decoder} = createRequire(import.meta.url)('ais-stream-decoder') as {default: StreamDecoder}
  const decoder = new Decoder({silent: true})
  const messages: Said[] = []
  decoder.on('data', (text: string) => messages.push(JSON.parse(text) as Said))
  for (const line of lines) if (!decoder.write(line.trim())) await once(decoder, 'drain')
  decoder.end()
  await once(decoder, 'end')
  return messages
}

/** In how many fields two that read the same lines differ, of those that both say anything of. */
function compared(label: string, ours: readonly Said[], theirs: readonly Said[], names: Names): Record<string, number> {
  let [both, differ] = [0, 0]
  if (ours.length === theirs.length)
    for (const [index, one] of ours.entries())
      for (const field of FIELDS) {
        const [here, there] = [one[field], theirs[index]?.[names[field]]]
        if (here === undefined || there === undefined || there === null || there === '') continue
        both++
        if (!isSame(here, there)) differ++
      }
  return {
    [`messages of ${label}`]: theirs.length,
    [`fields that ${label} says too`]: both,
    [`fields in which ${label} differs`]: differ,
  }
}

/** Coordinates of peers are rounded to a metre or so. */
function isSame(one: unknown, other: unknown): boolean {
  return typeof one === 'number' && typeof other === 'number' ? Math.abs(one - other) < 1e-5 : one === other
}

function message(random: Random): string {
  const mmsi = 219_000_000 + Math.floor(random.unit() * 20_000)
  const fix = {
    lon: 10 + random.unit() * 5,
    lat: 54 + random.unit() * 3,
    knots: random.unit() * 25,
    course: Math.floor(random.unit() * 360),
    heading: Math.floor(random.unit() * 360),
  }
  const second = Math.floor(random.unit() * 60)
  const called = {name: `VESSEL ${mmsi % 1_000}`, callsign: `OX${mmsi % 10_000}`, shipType: 70, length: 90, beam: 14}
  const chance = random.unit()
  if (chance < 0.7) return classAPosition(mmsi, fix, {status: 0, second})
  if (chance < 0.85) return classBPosition(mmsi, fix, second)
  if (chance < 0.93) return voyage(mmsi, {...called, draught: 5.5, destination: 'DKCPH'}, mmsi % 10)
  return classBStatic(mmsi, called)
}

/** Work done per second of processor time of this process, after one run to warm up, for at least `forMs` of it. */
async function linesPerCpuSecond(lines: number, forMs: number, work: () => unknown): Promise<number> {
  await work()
  const from = process.cpuUsage()
  for (let done = lines; ; done += lines) {
    await work()
    const {user, system} = process.cpuUsage(from)
    const used = (user + system) / 1_000
    if (used >= forMs) return (done * 1_000) / used
  }
}
