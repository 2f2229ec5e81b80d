import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {type Random, systemRandom} from '../../shared/base/random.ts'
import {openStore, SqliteLedger} from '../../server/operations/sqlite-ledger.ts'
import {verifyStore} from '../../server/operations/verify-ledger.ts'
import {until} from './until.ts'

/** Offers of one round, and what they wait for: an offer that is not delivered fails after three of these, ms. */
export const OFFERS = 6
export const LAM_MS = 500
/** A day that the wall is behind when a node starts, by turns. */
const SKEWS = [0, -7_200_000, -600_000]

/** What was left after all kills. */
export type AfterKills = {
  readonly offers: number
  /** Offers whose timer has not fired, or more than once. */
  readonly never: number
  readonly twice: number
  /** Timers that stand in the ledger with nothing open. */
  readonly left: number
  readonly sound: boolean
  /** From the last round's offers on disk to the last of them failed, ms. */
  readonly lastMs: number
}

/** A node with timers running is killed without a warning in each round and started again with another time of day. */
export async function killWithTimers(of: {store: string; rounds: number; random: Random}): Promise<AfterKills> {
  const {store, rounds, random} = of
  let lastMs = 0
  for (let round = 0; round < rounds; round++) {
    const child = start(store, round)
    try {
      await until(() => child.said().includes('ready\n'), 60_000)
      const readyAt = performance.now()
      if (round < rounds - 1) await new Promise(resume => setTimeout(resume, random.unit() * 2 * LAM_MS))
      else {
        await until(() => child.said().endsWith('open 0\n'), 60_000)
        lastMs = performance.now() - readyAt
      }
    } finally {
      child.process.kill('SIGKILL')
      await once(child.process, 'close')
    }
  }
  const ledger = new SqliteLedger({database: openStore(store), random: systemRandom})
  const fired = new Map<string, number>()
  for (const {thing, type} of ledger.events(0, ledger.position)) {
    if (type === 'handoff.proposed') fired.set(thing, fired.get(thing) ?? 0)
    if (type === 'handoff.failed') fired.set(thing, (fired.get(thing) ?? 0) + 1)
  }
  const left = ledger.timers().filter(({thing}) => thing.startsWith('handoff/')).length
  ledger.close()
  const counts = [...fired.values()]
  return {
    offers: counts.length,
    never: counts.filter(count => count === 0).length,
    twice: counts.filter(count => count > 1).length,
    left,
    sound: verifyStore(store).sound,
    lastMs,
  }
}

function start(store: string, round: number): {readonly process: ChildProcess; said(): string} {
  const words = [store, String(round), String(SKEWS[round % SKEWS.length])]
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/support/timer-child.ts', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return {process: child, said: () => said}
}
