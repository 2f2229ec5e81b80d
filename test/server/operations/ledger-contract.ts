import {expect, test} from 'vitest'
import type {NationCode} from '../../../shared/base/id.ts'
import type {Batch, Ledger} from '../../../server/operations/ledger.ts'
import {chainHash} from '../../../server/operations/outbox-record.ts'

const DK = 'DK' as NationCode

/** A batch with nothing in it but what the test says. */
export function batch(at: number, parts: Partial<Batch> = {}): Batch {
  return {
    at,
    events: [],
    states: [],
    timers: new Map(),
    results: [],
    outbox: [],
    inbox: [],
    rejected: [],
    sent: [],
    ...parts,
  }
}

/** What any ledger has to do. `open` gives the same one again: as after a restart where `path` was used before. */
export function ledgerContract(name: string, make: () => {ledger: Ledger; reopen(): Ledger}): void {
  test(`${name}: [OL1] rows are numbered without a gap, in the order of the batch`, () => {
    const {ledger} = make()
    ledger.commit(
      batch(10, {
        events: [
          {thing: 'alert/a1', type: 'alert.raised', payload: {count: 1}},
          {thing: 'alert/a1', type: 'alert.acknowledged', payload: {}, personal: {text: 'seen'}},
        ],
      }),
    )
    ledger.commit(batch(20, {events: [{thing: '—', type: 'audit.search', payload: {}, personal: {query: 'odin'}}]}))
    expect(ledger.position).toBe(3)
    expect(ledger.events(0, 10)).toEqual([
      {seq: 1, at: 10, thing: 'alert/a1', type: 'alert.raised', payload: {count: 1}, personal: undefined},
      {seq: 2, at: 10, thing: 'alert/a1', type: 'alert.acknowledged', payload: {}, personal: {text: 'seen'}},
      {seq: 3, at: 20, thing: '—', type: 'audit.search', payload: {}, personal: {query: 'odin'}},
    ])
    expect(ledger.events(2, 10).map(row => row.seq)).toEqual([3])
  })

  test(`${name}: [OL2] a batch that fails leaves nothing behind`, () => {
    const {ledger} = make()
    ledger.commit(batch(10, {events: [{thing: 'a/1', type: 'made', payload: {}}]}))
    const before = ledger.head()
    const failing = batch(20, {
      events: [{thing: 'a/1', type: 'changed', payload: {}}],
      states: [{thing: 'a/1', isOpen: true, at: 20, state: {n: 2}}],
      results: [{actor: 'x', commandId: 'c', result: 1n as never}],
    })
    expect(() => ledger.commit(failing)).toThrow()
    expect(ledger.head()).toEqual(before)
    expect(ledger.events(0, 10)).toHaveLength(1)
    expect(ledger.states(0)).toEqual([])
  })

  test(`${name}: [OL3] a start reads the open states, and the closed ones that are recent`, () => {
    const {ledger, reopen} = make()
    const open = {thing: 'alert/open', isOpen: true, at: 10, state: {status: 'UNACK'}}
    const recent = {thing: 'alert/recent', isOpen: false, at: 50, state: {status: 'CLEARED'}}
    ledger.commit(batch(10, {states: [open, {...recent, at: 10, thing: 'alert/old'}]}))
    ledger.commit(batch(50, {states: [recent]}))
    expect(reopen().states(40)).toEqual([open, recent])
  })

  test(`${name}: [OL3] timers belong to their thing: each batch says all that it has`, () => {
    const {ledger, reopen} = make()
    const reply = {thing: 'handoff/h', timer: 'reply', dueAt: 500, version: 2}
    const hold = {thing: 'handoff/h', timer: 'hold', dueAt: 100, version: 3}
    ledger.commit(batch(10, {timers: new Map([['handoff/h', [reply]]])}))
    expect(ledger.timers()).toEqual([reply])
    ledger.commit(batch(20, {timers: new Map([['handoff/h', [hold]]])}))
    expect(reopen().timers()).toEqual([hold])
    reopen().commit(batch(30, {timers: new Map([['handoff/h', []]])}))
    expect(reopen().timers()).toEqual([])
  })

  test(`${name}: [OL4] a result is found again for at least a day by who asked and the command's id`, () => {
    const {ledger, reopen} = make()
    ledger.commit(batch(10, {results: [{actor: 'anna', commandId: 'c1', result: {outcome: 'done'}}]}))
    ledger.prune(10 + 86_400_000)
    expect(reopen().result('anna', 'c1')).toEqual({outcome: 'done'})
    expect(reopen().result('bo', 'c1')).toBeUndefined()
    reopen().prune(10 + 3 * 86_400_000)
    expect(reopen().result('anna', 'c1')).toBeUndefined()
  })

  test(`${name}: [OL5] messages to a partner are dense in their lane and chained, also after old ones were forgotten`, () => {
    const {ledger, reopen} = make()
    const urgent = (body: string) => ({partner: DK, lane: 'urgent' as const, body})
    ledger.commit(batch(10, {outbox: [urgent('one'), {partner: DK, lane: 'bulk', body: 'other'}, urgent('two')]}))
    const rows = () => reopen().outboxAfter(DK, 'urgent', 0, 10)
    const [one, two] = rows()
    const first = chainHash(Buffer.alloc(32), one?.record ?? Buffer.of())
    const second = chainHash(first, two?.record ?? Buffer.of())
    expect(rows()).toMatchObject([
      {seq: 1, prevHash: Buffer.alloc(32), hash: first, body: Buffer.from('one'), at: 10},
      {seq: 2, prevHash: first, hash: second, body: Buffer.from('two'), at: 10},
    ])
    reopen().prune(10 + 8 * 86_400_000)
    reopen().commit(batch(900_000_000, {outbox: [urgent('three')]}))
    const third = chainHash(second, rows()[0]?.record ?? Buffer.of())
    expect(rows()).toMatchObject([{seq: 3, prevHash: second, hash: third, body: Buffer.from('three'), at: 900_000_000}])
    expect(reopen().outboxPosition(DK, 'urgent')).toBe(3)
  })

  test(`${name}: [OL5] how far a partner's lane was taken in is written with what came of it`, () => {
    const {ledger, reopen} = make()
    expect(ledger.inbox(DK, 'urgent')).toEqual({seq: 0, hash: Buffer.alloc(32)})
    const hash = Buffer.alloc(32, 7)
    ledger.commit(batch(10, {inbox: [{partner: DK, lane: 'urgent', seq: 4, hash}]}))
    expect(reopen().inbox(DK, 'urgent')).toEqual({seq: 4, hash})
    expect(reopen().inbox(DK, 'bulk').seq).toBe(0)
  })

  test(`${name}: [OL6] a destroyed key takes the personal fields of its thing and nothing else`, () => {
    const {ledger, reopen} = make()
    const note = (thing: string) => ({thing, type: 'note', payload: {by: 'x'}, personal: {text: 'a name'}})
    ledger.commit(batch(10, {events: [note('contact/a'), note('contact/b')]}))
    const before = ledger.head()
    ledger.erase('contact/a')
    const again = reopen()
    expect(again.events(0, 10).map(row => row.personal)).toEqual([undefined, {text: 'a name'}])
    expect(again.head()).toEqual(before)
  })

  test(`${name}: [OL7] the tree is the same after a restart, and grows on`, () => {
    const {ledger, reopen} = make()
    const row = (n: number) => ({thing: 'a/1', type: 'counted', payload: {n}})
    for (let n = 0; n < 7; n++) ledger.commit(batch(n, {events: [row(n)]}))
    const head = ledger.head()
    const again = reopen()
    expect(again.head()).toEqual(head)
    again.commit(batch(100, {events: [row(7)]}))
    expect(again.head().size).toBe(8)
    expect(again.lastAt).toBe(100)
  })
}
