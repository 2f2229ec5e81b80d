import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {systemClock} from '../../shared/base/clock.ts'
import {systemRandom} from '../../shared/base/random.ts'
import type {Files} from '../../server/operations/files.ts'
import {GroupCommit} from '../../server/operations/group-commit.ts'
import type {NewEvent} from '../../server/operations/ledger.ts'
import {openStore, SqliteLedger} from '../../server/operations/sqlite-ledger.ts'
import {Ages} from './stage/ages.ts'

export const name = 'ledger'

const PER_SECOND = 20_000
const FEED_MS = 5
/** An act writes one event of a thing or a few; here one each. */
const THINGS = 1_000
/** As long as an alert's or a handoff's events mostly are. */
const WHY = 'x'.repeat(120)
const MONITOR_STEP = 0.1

/**
 * Durable events: each is sealed into the Merkle tree and on disk (write-ahead log, `synchronous = FULL`) before it is
 * acknowledged, several in one transaction, as the product's own group commit does it. First at a steady rate, one event
 * an act, then as fast as it goes. Bar: 20,000 a second, acknowledged within 20 ms at the 99th percentile on an idle disk.
 */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const folder = mkdtempSync(join(tmpdir(), 'tripoint-bench-'))
  const database = openStore(join(folder, 'ledger.sqlite'))
  const ledger = new SqliteLedger({database, random: systemRandom})
  const commit = new GroupCommit({
    ledger,
    files: NO_FILES,
    clock: systemClock,
    now: () => systemClock.wall(),
    onCommitted: () => undefined,
    onFatal: error => {
      throw error
    },
  })
  const rate = Math.max(500, Math.round(PER_SECOND * size))
  const steady = await atRate(commit, rate, (seconds * 1_000) / 2)
  const most = await atRate(commit, Infinity, (seconds * 1_000) / 2)
  const {size: rows} = ledger.head()
  ledger.close()
  rmSync(folder, {recursive: true, force: true})
  return {
    'events in, per s': rate,
    'events on disk, per s': steady.perSecond,
    'acknowledged p50, ms': steady.ages.quantile(0.5) * MONITOR_STEP,
    'acknowledged p99, ms': steady.ages.quantile(0.99) * MONITOR_STEP,
    'CPU, % of a core': steady.percent,
    'as fast as it goes, events per s': most.perSecond,
    'as fast as it goes, CPU µs per event': (most.percent * 10_000) / most.perSecond,
    'rows in the end': rows,
  }
}

/** Events of no thing that is on file: only the ledger is measured. */
const NO_FILES = {
  row: () => {
    throw new Error('no thing is touched')
  },
  timers: () => [],
} as unknown as Files

/** So many acts of one event each a second; Infinity: two thousand whenever those before are on disk. */
async function atRate(commit: GroupCommit, perSecond: number, forMs: number) {
  const ages = new Ages()
  const from = systemClock.monotonic()
  const cpu = process.cpuUsage()
  let acknowledged = 0
  let count = 0
  const act = () => {
    const at = systemClock.monotonic()
    commit.add({things: new Set(), events: [event(count++)]} as never, {}, () => {
      ages.add((systemClock.monotonic() - at) / MONITOR_STEP)
      acknowledged++
    })
  }
  let owed = 0
  let last = from
  for (let now = from; now - from < forMs; now = systemClock.monotonic()) {
    owed += perSecond === Infinity ? 2_000 : ((now - last) / 1_000) * perSecond
    last = now
    for (; owed >= 1; owed--) act()
    if (perSecond === Infinity) commit.flush()
    await new Promise<void>(done => systemClock.after(FEED_MS * (perSecond === Infinity ? 0 : 1), done))
  }
  commit.flush()
  const ms = systemClock.monotonic() - from
  const used = process.cpuUsage(cpu)
  return {ages, perSecond: (acknowledged / ms) * 1_000, percent: ((used.user + used.system) / 1_000 / ms) * 100}
}

function event(index: number): NewEvent {
  return {
    thing: `alert/${(index % THINGS).toString(16).padStart(8, '0')}`,
    type: 'noted',
    payload: {by: 'anna@SE', post: 'SE-01', at: systemClock.wall(), why: WHY, index},
  }
}
