import {expect, test} from 'vitest'
import type {HandoffThing, NoticeThing, Thing} from '../../../shared/protocol/things.ts'
import type {Handshake, Things} from '../../../shared/protocol/message.ts'
import {CursorSeal} from '../../../server/stream/cursor.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {somebody, TestNation, TestWire, type Somebody} from './nation.ts'

function notice(id: string, version = 1): NoticeThing {
  return {
    kind: 'notice',
    id: `notice-${id}`,
    version,
    world: 'simulated',
    rule: 'crossing',
    at: 0,
    tracks: [],
    subjects: [],
    evidence: [],
  }
}

const offer = {
  kind: 'handoff',
  id: 'handoff-1',
  version: 1,
  world: 'simulated',
  contact: 'DK-ABCDEFGHJK',
  object: 'vessel',
  from: 'DK',
  to: 'SE',
  status: 'PROPOSED',
  delivered: false,
  seen: false,
  terms: {transfer: 'on-accept'},
  rounds: 0,
  epoch: 1,
  why: 'crossing',
  steps: [],
  subject: {label: '', fields: [], withheld: []},
} as unknown as HandoffThing

function connect(nation: TestNation, person: Somebody = somebody('anna', [1]), cursor?: string) {
  const wire = new TestWire()
  const handshake: Handshake = {seat: '00000001', protocol: 2, ...(cursor === undefined ? {} : {cursor})}
  const conversation = nation.stream.connect(wire, person, handshake)
  return {wire, conversation, batches: () => wire.of<Things>('things'), ids: () => idsOf(wire.of<Things>('things'))}
}

/** What a window holds after these batches. */
function idsOf(batches: Things[]): string[] {
  const held = new Set<string>()
  for (const batch of batches) {
    if (batch.snapshot) held.clear()
    for (const {id} of batch.removed) held.delete(id)
    for (const {id} of batch.upserts) held.add(id)
  }
  return [...held].sort()
}

test('[TH1] the first batch is a snapshot, also of nothing; then each change follows', () => {
  const nation = new TestNation()
  const anna = connect(nation)
  expect(anna.batches()).toMatchObject([{n: 1, snapshot: true, upserts: [], removed: []}])
  nation.put(notice('a'))
  expect(anna.batches()[1]).toMatchObject({n: 2, snapshot: false, upserts: [{id: 'notice-a'}]})
  nation.drop('notice', 'notice-a')
  expect(anna.ids()).toEqual([])
})

test('[TH1] a window that comes back with its cursor gets what has changed since', () => {
  const nation = new TestNation()
  nation.put(notice('a'), notice('b'))
  const before = connect(nation)
  const cursor = before.batches().at(-1)?.cursor ?? ''
  nation.put(notice('b', 2))
  const after = connect(nation, somebody('anna', [1]), cursor)
  expect(after.batches()).toMatchObject([{n: 1, snapshot: false, upserts: [{id: 'notice-b', version: 2}], removed: []}])
})

test('[TH1] a ledger that no longer tells of that past gives a snapshot', () => {
  const nation = new TestNation()
  nation.put(notice('a'))
  const cursor = connect(nation).batches().at(-1)?.cursor ?? ''
  nation.log = undefined
  expect(connect(nation, somebody('anna', [1]), cursor).batches()).toMatchObject([{snapshot: true}])
})

test('[TH2] n is dense, and a snapshot in parts has its cursor with the last', () => {
  const nation = new TestNation()
  for (let index = 0; index < 450; index++) nation.things.set(`notice-${index}`, notice(String(index)))
  const anna = connect(nation)
  nation.tick()
  nation.tick()
  nation.put(notice('more'))
  const batches = anna.batches()
  expect(batches.map(batch => batch.n)).toEqual([1, 2, 3, 4])
  expect(batches.map(batch => batch.snapshot)).toEqual([true, false, false, false])
  expect(batches.map(batch => batch.cursor === '')).toEqual([true, true, false, false])
  expect(anna.ids()).toHaveLength(451)
})

test('[TH3] what is not released is never mentioned, and what no longer is, is removed', () => {
  const nation = new TestNation()
  nation.secret.add('notice-s')
  nation.put(notice('s'))
  const anna = connect(nation)
  nation.put(notice('s', 2))
  nation.drop('notice', 'notice-s')
  expect(JSON.stringify(anna.batches())).not.toContain('notice-s')

  nation.put(notice('t'))
  expect(anna.ids()).toEqual(['notice-t'])
  nation.secret.add('notice-t')
  nation.put(notice('t', 2))
  expect(anna.ids()).toEqual([])
})

test('[TH3] after an absence what is no longer released is gone without being named', () => {
  const nation = new TestNation()
  nation.put(notice('a'), notice('b'))
  const cursor = connect(nation).batches().at(-1)?.cursor ?? ''
  nation.secret.add('notice-a')
  nation.put(notice('a', 2))
  const back = connect(nation, somebody('anna', [1]), cursor)
  expect(back.batches()).toMatchObject([{snapshot: true, upserts: [{id: 'notice-b'}], removed: []}])
})

test('[TH4] a cursor of another person, another policy, or forged gives a snapshot', () => {
  const nation = new TestNation()
  nation.put(notice('a'))
  const cursor = connect(nation).batches().at(-1)?.cursor ?? ''
  const batchesOf = (person: Somebody, text: string) => connect(nation, person, text).batches()
  expect(batchesOf(somebody('anna', [1]), cursor)).toEqual([])
  expect(batchesOf(somebody('berta', [1]), cursor)).toMatchObject([{snapshot: true}])
  expect(batchesOf(somebody('anna', [1]), `${cursor.slice(0, -4)}AAAA`)).toMatchObject([{snapshot: true}])
  expect(batchesOf(somebody('anna', [1]), 'nonsense')).toMatchObject([{snapshot: true}])
  nation.policyVersion++
  expect(batchesOf(somebody('anna', [1]), cursor)).toMatchObject([{snapshot: true}])
})

test('[TH4] two seals of one position differ, and nothing of it can be read', () => {
  const seal = new CursorSeal(new Uint8Array(32).fill(1), seededRandom(2))
  const [one, two] = [seal.seal({ledger: 4_711, policy: 3}, 'anna'), seal.seal({ledger: 4_711, policy: 3}, 'anna')]
  expect(one).not.toBe(two)
  expect(seal.open(one, 'anna')).toEqual({ledger: 4_711, policy: 3})
  expect(new CursorSeal(new Uint8Array(32).fill(2), seededRandom(2)).open(one, 'anna')).toBeUndefined()
})

test('[TH5] a window with too much waiting gets a snapshot and the last state of each', () => {
  const nation = new TestNation()
  const anna = connect(nation)
  anna.wire.isFree = false
  for (let index = 0; index < 1_500; index++) nation.put(notice(String(index)))
  anna.wire.isFree = true
  for (let count = 0; count < 12; count++) nation.tick()
  expect(anna.batches().filter(batch => batch.snapshot)).toHaveLength(2)
  expect(anna.ids()).toHaveLength(1_500)
})

test('[TH5] while a window waits, a thing waits once, in its last state', () => {
  const nation = new TestNation()
  const anna = connect(nation)
  anna.wire.isFree = false
  for (let version = 1; version <= 900; version++) nation.put(notice('busy', version))
  anna.wire.isFree = true
  nation.tick()
  expect(anna.batches()[1]?.upserts).toEqual([notice('busy', 900)])
})

test('[TH6] an offer is presented when an operator or commander of TO has acknowledged it', () => {
  const presentedTo = (person: Somebody, thing: Thing = offer, acknowledge = true) => {
    const nation = new TestNation()
    const anna = connect(nation, person)
    anna.wire.acknowledge = acknowledge
    nation.put(thing)
    return nation.presented
  }
  expect(presentedTo(somebody('anna', [1]))).toEqual(['handoff-1'])
  expect(presentedTo(somebody('carl', [1], {role: 'commander'}))).toEqual(['handoff-1'])
  expect(presentedTo(somebody('finn', [1], {role: 'field'}))).toEqual([])
  expect(presentedTo(somebody('lisa', [1], {role: 'liaison'}))).toEqual([])
  expect(presentedTo(somebody('anna', [1]), offer, false)).toEqual([])
  expect(presentedTo(somebody('anna', [1]), {...offer, status: 'ACCEPTED'})).toEqual([])
  expect(presentedTo(somebody('anna', [1]), {...offer, to: 'DE'} as HandoffThing)).toEqual([])
})

const task = {kind: 'task', id: 'task-1', version: 1} as unknown as Thing

test('[TH7] what a new task is about comes with it, and goes with its end', () => {
  const nation = new TestNation()
  nation.ofTask.set('notice-old', 'task-1')
  nation.put(notice('old'), notice('all'))
  const nils = connect(nation, somebody('nils', [1], {role: 'field'}))
  const anna = connect(nation)
  expect(nils.ids()).toEqual(['notice-all'])

  nation.put(task)
  expect(nils.ids()).toEqual(['notice-all', 'notice-old', 'task-1'])
  expect(nils.batches().at(-1)).toMatchObject({snapshot: false})
  expect(anna.batches().at(-1)?.upserts).toEqual([task])

  nation.drop('task', 'task-1')
  expect(nils.ids()).toEqual(['notice-all'])
})

test('[TH7] a phone that was away while a task was sent gets what it is about', () => {
  const nation = new TestNation()
  nation.ofTask.set('notice-old', 'task-1')
  nation.put(notice('old'))
  const finn = somebody('finn', [1], {role: 'field'})
  const cursor = connect(nation, finn).batches().at(-1)?.cursor ?? ''
  nation.put(task)
  expect(connect(nation, finn, cursor).ids()).toEqual(['notice-old', 'task-1'])
})
