import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {beforeAll, expect, test} from 'vitest'
import {seededRandom} from '../../shared/base/random.ts'
import {buildOnce} from '../support/built-server.ts'
import {KillServer} from '../support/kill-server.ts'

beforeAll(buildOnce, 120_000)

test('[OK2] the server is killed twice while people work: what was answered stands, once, and it is back within 5 s', async () => {
  const data = mkdtempSync(join(tmpdir(), 'tripoint-kill-server-'))
  const people = new KillServer({data, random: seededRandom(7)})
  try {
    for (const workMs of [1_700, 2_300]) {
      const {acknowledged, cutOff: _cutOff, readyMs, ...left} = await people.kill(workMs)
      expect(left).toEqual({lost: 0, doubled: 0, sound: true})
      expect(acknowledged).toBeGreaterThan(20)
      expect(readyMs).toBeLessThan(5_000)
    }
    expect(await people.end()).toEqual({agree: true, sound: true, doubled: 0})
    expect(Object.keys(people.done)).toEqual(
      expect.arrayContaining(['contact.mark', 'handoff.propose', 'incident.note']),
    )
  } finally {
    await people.stop()
    rmSync(data, {recursive: true})
  }
}, 60_000)
