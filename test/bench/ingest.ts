import {createRequire} from 'node:module'
import {AisReader} from '../../server/feeds/ais/reader.ts'
import {AisIntake} from '../../server/feeds/ais/to-intake.ts'
import {Table} from '../../server/picture/table.ts'
import {Counts} from '../../shared/base/metrics.ts'
import {type Random, seededRandom} from '../../shared/base/random.ts'
import type {Intake} from '../../shared/model/observation.ts'

export const name = 'ingest'

const LINES = 200_000
const VESSELS = 20_000
/** As much as a socket gives at once. */
const CHUNK = 65_536

type PeerDecode = new (line: string) => {readonly valid: boolean}

/** AIS sentences into columns: lines per second of processor time, beside a peer that only decodes, in the same run. */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const count = Math.max(2_000, Math.round(LINES * size))
  const random = seededRandom(3)
  const lines = Array.from({length: count}, () => positionSentence(random))
  const bytes = Buffer.from(lines.map(line => `${line}\r\n`).join(''))

  const table = new Table(VESSELS + 1)
  const counts = new Counts()
  const {intake, reports} = columns(table)
  const ais = new AisIntake({intake, feed: 0, worldFlags: 0})
  const reader = new AisReader({counts, now: () => 0, onMessage: payload => void ais.take(payload, 1_000)})
  const ours = linesPerCpuSecond(count, (seconds * 1_000) / 2, () => {
    for (let from = 0; from < bytes.length; from += CHUNK) reader.write(bytes.subarray(from, from + CHUNK))
  })
  if (counts.total > 0 || reports() !== reader.lines)
    throw new Error(`${reports()} reports of ${reader.lines} lines; refused: ${JSON.stringify(counts.all())}`)

  const {AisDecode} = createRequire(import.meta.url)('ggencoder') as {AisDecode: PeerDecode}
  let valid = 0
  const sample = lines.slice(0, Math.ceil(count / 10))
  const peers = linesPerCpuSecond(sample.length, (seconds * 1_000) / 2, () => {
    valid = 0
    for (const line of sample) if (new AisDecode(line).valid) valid++
  })
  return {
    lines: count,
    vessels: table.size,
    'lines per CPU-second, bytes to columns': ours,
    'ggencoder, lines per CPU-second, decoding only': peers,
    'lines that ggencoder reads, %': (100 * valid) / sample.length,
    'ratio to ggencoder': ours / peers,
  }
}

/** The least that a picture does: a row for each identity, the newest values in it. */
function columns(table: Table): {intake: Intake; reports: () => number} {
  const rows = new Map<number, number>()
  let reports = 0
  const intake: Intake = {
    report(report) {
      let row = rows.get(report.id)
      if (row === undefined) {
        row = table.allocate()
        rows.set(report.id, row)
      }
      table.at[row] = report.at
      table.lon[row] = report.lon
      table.lat[row] = report.lat
      table.speed[row] = report.speed
      table.course[row] = report.course
      table.heading[row] = report.heading
      table.status[row] = report.status
      table.interval[row] = report.interval
      table.kind[row] = report.kind
      table.flags[row] = report.flags
      table.version[row] = (table.version[row] ?? 0) + 1
      reports++
    },
    identity: () => undefined,
    text: () => undefined,
  }
  return {intake, reports: () => reports}
}

/** Work done per second of processor time of this process, after one run to warm up, for at least `forMs` of it. */
function linesPerCpuSecond(lines: number, forMs: number, work: () => void): number {
  work()
  const from = process.cpuUsage()
  let done = 0
  let used = 0
  while (done === 0 || used < forMs) {
    work()
    done += lines
    const {user, system} = process.cpuUsage(from)
    used = (user + system) / 1_000
  }
  return (done * 1_000) / used
}

/** A sound class A position of one of the vessels, as a receiver writes it. */
function positionSentence(random: Random): string {
  const whole = (below: number) => Math.floor(random.unit() * below)
  const fields: readonly (readonly [value: number, bits: number])[] = [
    [1, 6],
    [0, 2],
    [219_000_000 + whole(VESSELS), 30],
    [0, 4],
    [0, 8],
    [whole(250), 10],
    [1, 1],
    [Math.round((10 + random.unit() * 5) * 600_000), 28],
    [Math.round((54 + random.unit() * 3) * 600_000), 27],
    [whole(3_600), 12],
    [whole(360), 9],
    [whole(60), 6],
    [0, 25],
  ]
  const bits = fields.map(([value, length]) => value.toString(2).padStart(length, '0')).join('')
  const armoured = (bits.match(/.{6}/g) ?? []).map(six => {
    const value = parseInt(six, 2)
    return String.fromCharCode(value < 40 ? value + 48 : value + 56)
  })
  const body = `AIVDM,1,1,,A,${armoured.join('')},0`
  const sum = [...body].reduce((total, letter) => total ^ letter.charCodeAt(0), 0)
  return `!${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`
}
