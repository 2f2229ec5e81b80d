import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {cpus} from 'node:os'
import {type Results, tableOfBars} from './report/bars.ts'

/** What one benchmark file exports. Figures are named with their units. */
export type Bench = {
  readonly name: string
  /** Left out where no benchmark is named. */
  readonly onlyByName?: boolean
  run(options: {readonly size: number; readonly seconds: number}): Promise<Record<string, number | string>>
}

/** Where nothing is said: enough to be worth reading; `--small`: enough to show that nothing has rotted. */
const USUAL = {size: 1, seconds: 10}
const SMALL = {size: 0.02, seconds: 1}

const words = process.argv.slice(2)
if (words[0] === 'bars') {
  console.log(tableOfBars(words.slice(1).map(path => JSON.parse(readFileSync(path, 'utf8')) as Results)))
  process.exit(0)
}
const valueOf = (flag: string) => (words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined)
const base = words.includes('--small') ? SMALL : USUAL
const options = {size: Number(valueOf('--size') ?? base.size), seconds: Number(valueOf('--seconds') ?? base.seconds)}
const file = valueOf('--json')
const values = new Set(['--size', '--seconds', '--json'].map(valueOf))
const wanted = words.filter(word => !word.startsWith('--') && !values.has(word))

const files = readdirSync(import.meta.dirname ?? 'test/bench').filter(
  name => name.endsWith('.ts') && name !== 'run.ts' && !name.includes('.load.'),
)
const results: Record<string, Record<string, number | string>> = {}
for (const each of files.sort()) {
  const bench = (await import(`./${each}`)) as Partial<Bench>
  if (bench.name === undefined || bench.run === undefined) continue
  if (wanted.length > 0 ? !wanted.includes(bench.name) : bench.onlyByName === true) continue
  const startedAt = performance.now()
  console.log(`\n### ${bench.name} (size ${options.size}, ${options.seconds} s)\n`)
  const result = await bench.run(options)
  results[bench.name] = result
  const took = (performance.now() - startedAt) / 1_000
  console.log('| figure | value |\n|---|---|')
  for (const [figure, value] of Object.entries(result))
    console.log(`| ${figure} | ${typeof value === 'number' ? round(value) : value} |`)
  console.log(`\n${bench.name} took ${took.toFixed(1)} s`)
}
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`
console.log(`\nmachine: ${machine}`)
if (file !== undefined) writeFileSync(file, `${JSON.stringify({machine, options, results}, null, 2)}\n`)
process.exit(0)

function round(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
