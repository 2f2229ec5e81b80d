import {afterEach, expect, test} from 'vitest'
import {systemClock} from '../../../shared/base/clock.ts'
import type {NationCode, TrackId} from '../../../shared/base/id.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import type {NoticeThing} from '../../../shared/protocol/things.ts'
import {talkHere} from '../../../client/link/talk-here.ts'
import {startLink} from '../../../client/link/start-link.ts'
import {createStores, type Stores} from '../../../client/state/stores.ts'
import {TrackTable} from '../../../client/state/track-table.ts'
import {notices} from '../../../client/state/things.ts'
import {open, somebody, TestNation, type Door} from '../../server/stream/nation.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function started() {
  const nation = new TestNation(systemClock)
  nation.people.set('0000000a', somebody('anna', [1]))
  const door = await open(nation)
  ends.push(() => door.stop())
  return {nation, door}
}

/** A signed-in window against a real socket. */
function window(door: Door) {
  const stores = createStores()
  const random = seededRandom(3)
  const table = new TrackTable()
  const link = startLink({
    stores,
    who: {user: 'anna@SE', name: 'Anna', role: 'operator', nation: 'SE' as NationCode, nationName: 'Sweden'},
    seat: '0000000a',
    clock: systemClock,
    random,
    openTalk: talkHere({clock: systemClock, random, table}),
    address: door.address,
    headers: {origin: door.origin},
  })
  ends.push(() => link.stop())
  return {stores, link, table}
}

/** Waits until it is so; fails after two seconds. */
async function until(condition: () => boolean, step: () => void = () => undefined): Promise<void> {
  const end = systemClock.monotonic() + 2_000
  while (!condition()) {
    if (systemClock.monotonic() > end) throw new Error(`never: ${condition.toString()}`)
    step()
    await new Promise<void>(later => systemClock.after(10, later))
  }
}

const look = (stores: Stores) => stores.view.setState({bounds: {west: 12, south: 54, east: 15, north: 56, zoom: 7}})

function notice(id: string): NoticeThing {
  return {
    kind: 'notice',
    id: `notice-${id}`,
    version: 1,
    world: 'simulated',
    rule: 'crossing',
    at: 0,
    tracks: [],
    subjects: [],
    evidence: [],
  }
}

test('a window learns who it is, sees tracks move, has their names and the things of its person', async () => {
  const {nation, door} = await started()
  const row = nation.add(13, 55, 1, 'BALTICA')
  nation.put(notice('a'))
  const {stores, link} = window(door)
  look(stores)
  await until(() => stores.session.getState().session.status === 'open')
  await until(
    () => stores.tracks.nameOf(nation.idOf(row)) !== undefined,
    () => nation.tick(),
  )
  expect(stores.tracks.nameOf(nation.idOf(row))?.label).toBe('BALTICA')
  expect(notices(stores.things.getState()).map(one => one.id)).toEqual(['notice-a'])

  nation.move(row, 13.5, 55)
  await until(
    () => Math.abs(stores.tracks.positionOf(0, nation.pictureTime).lon - 13.5) < 0.001,
    () => nation.tick(),
  )
  await until(() => stores.link.getState().status === 'live')
  link.drawn()
})

test('a command settles with its answer, is pending meanwhile, and a refusal is kept for the person', async () => {
  const {nation, door} = await started()
  const {stores, link} = window(door)
  await until(() => stores.session.getState().session.status === 'open')
  const sent = link.send({type: 'unit.status', status: 'available'})
  expect([...stores.pending.getState().commands.values()]).toMatchObject([
    {status: 'sending', command: {type: 'unit.status'}},
  ])
  expect(await sent).toMatchObject({outcome: 'done'})
  expect(stores.pending.getState().commands.size).toBe(0)

  nation.answer = envelope => ({outcome: 'refused', commandId: envelope.commandId, code: 'not-yours'})
  expect(await link.send({type: 'unit.status', status: 'limited'})).toMatchObject({outcome: 'refused'})
  expect(stores.pending.getState().refused).toMatchObject([{code: 'not-yours', command: {status: 'limited'}}])
})

test('a forwarded command waits for the answer of the other nation', async () => {
  const {nation, door} = await started()
  nation.answer = envelope => ({outcome: 'forwarded', commandId: envelope.commandId})
  const {stores, link} = window(door)
  await until(() => stores.session.getState().session.status === 'open')
  const sent = link.send({type: 'unit.status', status: 'available'})
  await until(() => [...stores.pending.getState().commands.values()].some(one => one.status === 'forwarded'))
  nation.stream.outcome({outcome: 'done', commandId: nation.commands[0]?.commandId ?? '', things: []})
  expect(await sent).toMatchObject({outcome: 'done'})
})

test('a window whose socket was cut comes back by itself with its cursor, and has what it missed', async () => {
  const {nation, door} = await started()
  const {stores} = window(door)
  look(stores)
  nation.put(notice('a'))
  const row = nation.add(13, 55)
  await until(
    () => stores.things.getState().notice.size === 1 && stores.tracks.count === 1,
    () => nation.tick(),
  )
  door.server.closeAllConnections()
  nation.put(notice('b'))
  const other = nation.add(13.2, 55)
  nation.remove(row)
  await until(
    () => stores.things.getState().notice.size === 2 && stores.tracks.slotOf(nation.idOf(other)) >= 0,
    () => nation.tick(),
  )
  expect(stores.tracks.count).toBe(1)
})

test('a picture that differs from the node is noticed by its digest and made right', async () => {
  const {nation, door} = await started()
  const rows = [nation.add(13, 55), nation.add(13.1, 55)]
  const {stores, table} = window(door)
  look(stores)
  await until(
    () => stores.tracks.count === 2,
    () => nation.tick(),
  )
  table.clear()
  await until(
    () => nation.stream.counts.get('resync-tracks') === 1 && table.count === 2,
    () => nation.tick(),
  )
  await until(() => stores.tracks.count === 2)
  expect(stores.tracks.slotOf(nation.idOf(rows[0] ?? 0))).toBeGreaterThanOrEqual(0)
})

test('a session that ends signs the window out, and it does not come back', async () => {
  const {nation, door} = await started()
  const {stores} = window(door)
  await until(() => stores.session.getState().session.status === 'open')
  const anna = somebody('anna', [1])
  nation.ended.add(anna.session)
  nation.stream.revoke(anna.session)
  await until(() => stores.session.getState().session.status === 'signed-out')
  expect(stores.session.getState().session).toEqual({status: 'signed-out', reason: 'session-ended'})
})

test('what nobody answers is undefined, never an error and never nothing', async () => {
  const {door} = await started()
  const {stores, link} = window(door)
  expect(await link.card(7 as TrackId)).toBeUndefined()
  expect(await link.search('anything')).toBeUndefined()
  expect(await link.units({taskType: 'intercept'})).toBeUndefined()
  await until(() => stores.session.getState().session.status === 'open')
  expect(await link.card(7 as TrackId)).toBeUndefined()
})
