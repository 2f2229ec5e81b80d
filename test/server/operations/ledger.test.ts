import {createHash} from 'node:crypto'
import {spawnSync} from 'node:child_process'
import {copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, expect, test} from 'vitest'
import {seededRandom} from '../../../shared/base/random.ts'
import {MerkleTree} from '../../../server/operations/merkle.ts'
import {checkpointFile, openStore, SqliteLedger} from '../../../server/operations/sqlite-ledger.ts'
import {type Verdict, verifyStore} from '../../../server/operations/verify-ledger.ts'
import {batch, ledgerContract} from './ledger-contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'tripoint-ledger-'))
afterAll(() => rmSync(folder, {recursive: true}))
let files = 0

function ledgerAt(path: string) {
  return new SqliteLedger({database: openStore(path), random: seededRandom(7)})
}

ledgerContract('a file', () => {
  const path = join(folder, `${++files}.sqlite`)
  let open = ledgerAt(path)
  return {
    ledger: open,
    reopen() {
      open.close()
      open = ledgerAt(path)
      return open
    },
  }
})

ledgerContract('memory', () => {
  const database = openStore(':memory:')
  const ledger = new SqliteLedger({database, random: seededRandom(7)})
  return {ledger, reopen: () => new SqliteLedger({database, random: seededRandom(7)})}
})

/** RFC 6962 §2.1, word by word. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length <= 1) return leaves[0] ?? createHash('sha256').digest()
  let left = 1
  while (left * 2 < leaves.length) left *= 2
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(rootOf(leaves.slice(0, left)))
    .update(rootOf(leaves.slice(left)))
    .digest()
}

test('[OL7] the growing tree has the root of RFC 6962 at every size', () => {
  const leaves = Array.from({length: 70}, (_, n) => createHash('sha256').update(`${n}`).digest())
  let tree = new MerkleTree()
  for (let size = 0; size < leaves.length; size++) {
    expect(tree.root).toEqual(rootOf(leaves.slice(0, size)))
    tree = new MerkleTree(tree.size, tree.peaks)
    tree.append(leaves[size] ?? Buffer.alloc(0))
  }
})

test('[OL8] a store waits for the disk also after its first write', () => {
  const path = join(folder, 'synchronous.sqlite')
  openStore(path).close()
  const again = openStore(path)
  again.prepare("INSERT INTO result VALUES ('a', 'b', 1, '1')").run()
  expect(again.pragma('synchronous', {simple: true})).toBe(2)
  expect(again.pragma('journal_mode', {simple: true})).toBe('wal')
  again.close()
})

const hasStrace = spawnSync('strace', ['-V']).status === 0
if (!hasStrace) console.warn('SKIPPED: the disk is not watched by strace; install strace to count each commit’s fsync')

test.skipIf(!hasStrace)('[OL8] each commit is one fsync at least', () => {
  const store = join(folder, 'fsync.sqlite')
  const log = join(folder, 'fsync.log')
  const script = `
    import {openStore, SqliteLedger} from './server/operations/sqlite-ledger.ts'
    import {systemRandom} from './shared/base/random.ts'
    const ledger = new SqliteLedger({database: openStore('${store}'), random: systemRandom})
    const none = {states: [], timers: new Map(), results: [], outbox: [], inbox: [], rejected: [], sent: []}
    for (let at = 1; at <= 20; at++) ledger.commit({at, ...none, events: [{thing: 'a/1', type: 'x', payload: {at}}]})
    process.kill(process.pid, 'SIGKILL')`
  spawnSync(
    'strace',
    [
      '-f',
      '-e',
      'trace=fsync,fdatasync',
      '-o',
      log,
      process.execPath,
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      script,
    ],
    {timeout: 60_000},
  )
  expect(readFileSync(log, 'utf8').match(/\bf(data)?sync\(/g)?.length ?? 0).toBeGreaterThanOrEqual(20)
  const again = ledgerAt(store)
  expect(again.position).toBe(20)
  again.close()
})

/** 40 rows with roots kept at every tenth, in a closed file; each trial works on a copy. */
function soundStore(): string {
  const path = join(folder, 'sound.sqlite')
  if (existsSync(path)) return path
  const ledger = ledgerAt(path)
  for (let n = 1; n <= 40; n++) {
    const at = n % 10 === 0 ? n * 60_000 : Math.floor(n / 10) * 600_000 + n
    ledger.commit(
      batch(at, {events: [{thing: `alert/a${n % 3}`, type: 'alert.noted', payload: {n}, personal: {text: `${n}`}}]}),
    )
  }
  ledger.close()
  return path
}

function tampered(sql: string, ...values: (string | number | Buffer)[]): Verdict {
  const path = join(folder, 'tampered.sqlite')
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, {force: true})
  copyFileSync(soundStore(), path)
  copyFileSync(checkpointFile(soundStore()), checkpointFile(path))
  const database = openStore(path)
  database.exec('PRAGMA ignore_check_constraints = 1')
  if (values.length === 0) database.exec(sql)
  else database.prepare(sql).run(...values)
  database.close()
  return verifyStore(path)
}

test('[OL9] an untouched ledger is sound', () => {
  expect(verifyStore(soundStore())).toMatchObject({sound: true, size: 40})
})

test('[OL9] any byte of any row that is not as written is found, by its row', () => {
  const columns = ['at', 'thing', 'type', 'payload', 'salt', 'leaf'] as const
  const database = openStore(soundStore())
  const rows = database.prepare<[], Record<string, number | string | Buffer>>('SELECT * FROM event ORDER BY seq').all()
  database.close()
  fc.assert(
    fc.property(
      fc.integer({min: 1, max: 40}),
      fc.constantFrom(...columns),
      fc.nat(),
      fc.integer({min: 1, max: 127}),
      (seq, column, where, bits) => {
        const value = rows[seq - 1]?.[column] ?? 0
        const bytes = Buffer.from(typeof value === 'number' ? Buffer.from(String(value)) : value)
        const changed = Buffer.from(bytes)
        changed[where % bytes.length] = (bytes[where % bytes.length] ?? 0) ^ bits
        const written =
          typeof value === 'number' ? value + bits : typeof value === 'string' ? changed.toString('latin1') : changed
        expect(tampered(`UPDATE event SET ${column} = ? WHERE seq = ?`, written, seq)).toMatchObject({
          sound: false,
          place: `row ${seq}`,
        })
      },
    ),
    {seed: 1, numRuns: 60},
  )
})

test('[OL9] a missing, a moved, an inserted row and a cut-off end are found, by the first broken place', () => {
  expect(tampered('DELETE FROM event WHERE seq = 17')).toMatchObject({place: 'row 17', why: 'it is missing'})
  expect(tampered('DELETE FROM event WHERE seq = 1')).toMatchObject({place: 'row 1'})
  expect(
    tampered(
      'UPDATE event SET seq = -1 WHERE seq = 5; UPDATE event SET seq = 5 WHERE seq = 6; UPDATE event SET seq = 6 WHERE seq = -1',
    ),
  ).toMatchObject({place: 'row 5', why: 'it is not as it was written'})
  expect(
    tampered('INSERT INTO event SELECT 0, at, thing, type, payload, salt, leaf FROM event WHERE seq = 3'),
  ).toMatchObject({sound: false, place: 'row 1'})
  expect(
    tampered('INSERT INTO event SELECT 41, at, thing, type, payload, salt, leaf FROM event WHERE seq = 40'),
  ).toMatchObject({sound: false, place: 'row 41'})
  expect(tampered('DELETE FROM event WHERE seq > 38')).toMatchObject({place: 'row 39'})
})

test('[OL9] rows rewritten with right leaves, or a whole earlier end with its head, do not give the roots kept beside', () => {
  const path = join(folder, 'rewritten.sqlite')
  const forged = ledgerAt(path)
  for (let n = 1; n <= 40; n++)
    forged.commit(
      batch(n * 60_000, {events: [{thing: 'alert/a1', type: 'alert.noted', payload: {n: n === 3 ? 99 : n}}]}),
    )
  forged.close()
  copyFileSync(checkpointFile(soundStore()), checkpointFile(path))
  expect(verifyStore(path)).toMatchObject({sound: false, why: expect.stringContaining('beside')})

  const earlier = join(folder, 'earlier.sqlite')
  const short = ledgerAt(earlier)
  short.commit(batch(1, {events: [{thing: 'a/1', type: 'x', payload: {}}]}))
  short.close()
  copyFileSync(checkpointFile(soundStore()), checkpointFile(earlier))
  expect(verifyStore(earlier)).toMatchObject({sound: false, place: 'row 2'})
})

test('[OL6] a ledger with a destroyed key is sound', () => {
  expect(tampered("DELETE FROM seal WHERE thing = 'alert/a1'")).toMatchObject({sound: true, size: 40})
})
