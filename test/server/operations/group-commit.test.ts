import {expect, test} from 'vitest'
import {manualClock} from '../../../shared/base/clock.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {Files, Turn} from '../../../server/operations/files.ts'
import {GroupCommit} from '../../../server/operations/group-commit.ts'
import {openStore, SqliteLedger} from '../../../server/operations/sqlite-ledger.ts'

/** A real ledger behind a group commit; what was told, in order. `breaks`: the disk refuses. */
function group() {
  const clock = manualClock()
  const files = new Files()
  const told: string[] = []
  const ledger = new SqliteLedger({database: openStore(':memory:'), random: seededRandom(1)})
  const disk = {breaks: false, commits: 0}
  const counted = new Proxy(ledger, {
    get(of, name) {
      if (name === 'commit')
        return (batch: Parameters<typeof of.commit>[0]) => {
          if (disk.breaks) throw new Error('no space left')
          disk.commits++
          of.commit(batch)
        }
      const value: unknown = Reflect.get(of, name, of)
      return typeof value === 'function' ? (value.bind(of) as unknown) : value
    },
  })
  const commit = new GroupCommit({
    ...{ledger: counted, files, clock, now: () => Math.floor(clock.wall())},
    onCommitted: ({position}) => told.push(`committed ${position}`),
    onFatal: error => told.push(`fatal: ${String(error)}`),
  })
  function say(word: string): void {
    const turn = new Turn(files, Math.floor(clock.wall()), () => undefined)
    turn.audit('said', {word})
    commit.add(turn, {}, () => told.push(word))
  }
  return {clock, disk, ledger, commit, told, say}
}

test('[OG1] acts of one moment are one commit, within 5 ms, and nothing is told before it', () => {
  const {clock, disk, ledger, told, say} = group()
  for (const word of ['one', 'two', 'three']) say(word)
  expect(told).toEqual([])
  clock.advance(5)
  expect(disk.commits).toBe(1)
  expect(ledger.position).toBe(3)
  expect(told).toEqual(['committed 3', 'one', 'two', 'three'])
})

test('[OG2] when the disk refuses, nothing is told from then on but that it has', () => {
  const {clock, disk, commit, ledger, told, say} = group()
  disk.breaks = true
  say('one')
  clock.advance(5)
  disk.breaks = false
  say('two')
  clock.advance(5)
  commit.flush()
  expect(told).toEqual(['fatal: Error: no space left'])
  expect(ledger.position).toBe(0)
})
