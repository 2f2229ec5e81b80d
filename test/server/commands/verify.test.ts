import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {systemRandom} from '../../../shared/base/random.ts'
import {verify} from '../../../server/commands/verify.ts'
import {ConfigurationError} from '../../../server/config.ts'
import {openStore, SqliteLedger} from '../../../server/operations/sqlite-ledger.ts'
import {batch} from '../operations/ledger-contract.ts'

const data = mkdtempSync(join(tmpdir(), 'tripoint-verify-'))
afterAll(() => rmSync(data, {recursive: true}))

function fill(nation: string, rows: number): void {
  const ledger = new SqliteLedger({database: openStore(join(data, `${nation}.sqlite`)), random: systemRandom})
  for (let at = 1; at <= rows; at++) ledger.commit(batch(at, {events: [{thing: 'a/1', type: 'x', payload: {at}}]}))
  ledger.close()
}

test('a folder without a ledger is a mistake of the caller', () => {
  expect(() => verify({data: join(data, 'nothing'), print: () => undefined})).toThrow(ConfigurationError)
})

test('every nation gets its line; one broken row makes the whole unsound and is named', () => {
  fill('se', 3)
  fill('dk', 2)
  writeFileSync(join(data, 'notes.txt'), 'not a ledger')
  const lines: string[] = []
  const print = (line: string) => void lines.push(line)
  expect(verify({data, print})).toEqual({sound: true})
  expect(lines).toEqual([
    expect.stringMatching(/^DK: sound, 2 rows, root [0-9a-f]{64}$/),
    expect.stringMatching(/^SE: sound, 3 rows, root [0-9a-f]{64}$/),
  ])

  const database = openStore(join(data, 'se.sqlite'))
  database.exec('UPDATE event SET at = 99 WHERE seq = 2')
  database.close()
  lines.length = 0
  expect(verify({data, print})).toEqual({sound: false})
  expect(lines[1]).toBe('SE: BROKEN at row 2: it is not as it was written')
})
