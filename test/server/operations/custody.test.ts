import {expect, test} from 'vitest'
import type {HandoffId} from '../../../shared/base/id.ts'
import {DK, ODIN, SE, TRACK, twoNations} from './two-nations.ts'

const handoff = 'handoff-0001' as HandoffId
const propose = {type: 'handoff.propose', handoff, subject: {track: TRACK}, to: DK, why: 'heading'} as const

/** On-accept, up to the moment at which DK has answered and nothing of SE's answer has arrived. */
async function accepted() {
  const nations = twoNations()
  await nations.order(SE, propose)
  nations.carry()
  await nations.order(DK, {type: 'handoff.accept', handoff})
  return nations
}

test('[OC1] DK holds the signed grant, and SE has its receipt', async () => {
  const {of, carry} = await accepted()
  carry()
  const typesOf = (code: typeof SE) =>
    of(code)
      .ledger.events(0, 500)
      .map(({type}) => type)
  expect(typesOf(DK).filter(type => type === 'contact.granted')).toHaveLength(1)
  expect(typesOf(SE).filter(type => type === 'contact.receipted')).toHaveLength(1)
})

test('[OC2] a forged grant moves nothing, is refused and kept; one replayed in a later message does nothing again', async () => {
  const {of, carry, clock, thing} = await accepted()
  carry()
  const {operations, ledger} = of(DK)
  const grant = of(SE)
    .operations.outboxAfter(DK, 'urgent', 0, 100)
    .map(row => JSON.parse(row.body.toString()) as {type: string; body: string; signature: string})
    .find(message => message.type === 'grant')
  if (grant === undefined) throw new Error('a grant')
  const {body, signature} = grant
  const message = {type: 'grant', body, signature} as const
  let {seq} = operations.inboxPosition(SE, 'urgent')
  const receive = async (sent: typeof message) => {
    const receipt = operations.receive({
      ...{partner: SE, lane: 'urgent', seq: ++seq, hash: Buffer.alloc(32), message: sent, heldMs: 0},
    })
    clock.advance(10)
    return receipt
  }
  const before = ledger.events(0, 500).filter(({type}) => type === 'contact.granted').length
  expect(await receive({...message, signature: 'somebody else'})).toBe('rejected')
  expect(ledger.events(0, 500).at(-1)).toMatchObject({type: 'link.rejected', payload: {reason: 'bad-signature'}})
  await receive(message)
  expect(ledger.events(0, 500).filter(({type}) => type === 'contact.granted')).toHaveLength(before)
  expect(thing(DK, 'contact')).toMatchObject({custody: {controller: 'DK', epoch: 2}})
})

test('[OC3] a partner’s field unit may not ask for anything: refused, recorded, nothing happens', async () => {
  const {of, carry, order, person, thing} = twoNations()
  await order(SE, propose)
  carry()
  await order(DK, {type: 'handoff.accept', handoff}, undefined, person(DK, 'field'))
  carry()
  expect(thing(SE, 'handoff')).toMatchObject({status: 'PROPOSED'})
  expect(of(SE).ledger.events(0, 500)).toContainEqual(
    expect.objectContaining({type: 'audit.refused', payload: expect.objectContaining({code: 'not-your-role'})}),
  )
})

test('[OC4] the name of a contact is ten letters; the same object while it is open is the same contact, later another', async () => {
  const {order, thing} = twoNations()
  await order(SE, {type: 'contact.mark', track: TRACK})
  const first = thing(SE, 'contact')
  if (first?.kind !== 'contact') throw new Error('a contact')
  expect(first.id).toMatch(/^SE-[0-9A-HJKMNP-TV-Z]{10}$/)
  expect(await order(SE, {type: 'contact.mark', track: TRACK})).toMatchObject({outcome: 'done', things: []})
  await order(SE, {type: 'contact.unmark', contact: first.id})
  const again = await order(SE, {type: 'contact.mark', track: TRACK})
  if (again.outcome !== 'done') throw new Error('done')
  expect(again.things).toHaveLength(1)
  expect(again.things[0]?.id).not.toBe(first.id)
})

test('[OC5] a contact follows its object to another name, and a partner’s contact marks the track that its link names', async () => {
  const {of, world, carry, order, thing} = twoNations()
  world.linked = false
  await order(SE, {type: 'contact.mark', track: TRACK})
  carry()
  expect(of(DK).operations.contactMarks().size).toBe(0)
  world.linked = true
  of(DK).operations.tick()
  carry()
  const contact = thing(SE, 'contact')?.id
  expect(of(DK).operations.contactMarks().get(ODIN.key)).toMatchObject({contact})
  expect(thing(DK, 'contact')).toMatchObject({track: TRACK})

  const told: string[] = []
  of(SE).operations.onContactMarks(({key, mark}) => told.push(`${key} ${mark === undefined ? 'left' : 'marked'}`))
  world.former = [ODIN.key]
  world.subject = {...ODIN, key: 'mmsi:265000002'}
  of(SE).operations.tick()
  carry()
  expect(told).toEqual([`${ODIN.key} left`, 'mmsi:265000002 marked'])
})
