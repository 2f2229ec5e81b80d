import {createHash} from 'node:crypto'
import {expect, test} from 'vitest'
import type {PostId} from '../../../shared/base/id.ts'
import {anna, erik, HANDOFF, INCIDENT, karin, SHIFT, sven, TRACK, watch} from './watch.ts'

const SE_01 = 'SE-01' as PostId
const SE_02 = 'SE-02' as PostId

/** Anna holds SE-01 and has prepared; Sven has come. */
async function together() {
  const there = watch()
  there.sit([anna])
  there.sit([anna, sven, karin])
  await there.order(anna, {type: 'shift.prepare', shift: SHIFT, post: SE_01})
  await there.order(sven, {type: 'shift.join', shift: SHIFT})
  return there
}

type There = Awaited<ReturnType<typeof together>>

function readAll({order, shift}: There) {
  const {entries, version} = shift()
  return order(sven, {type: 'shift.read', shift: SHIFT, items: entries.map(({key}) => key), seen: version})
}

function sign({order, shift}: There, by: typeof anna) {
  return order(by, {type: 'shift.sign', shift: SHIFT, hash: shift().hash})
}

test('[OS1] who opens a window of a free post takes it; who comes after is there too', () => {
  const {sit, post} = watch()
  expect(post('SE-01')).toMatchObject({state: 'free', present: []})
  sit([anna])
  sit([anna, sven])
  expect(post('SE-01')).toMatchObject({state: 'open', holder: {by: {name: 'Anna'}, actor: 'anna'}})
  expect(post('SE-01')?.present.map(({actor}) => actor)).toEqual(['anna', 'sven'])
})

test('[OS1] a window that is gone for less than ten seconds has only been loaded anew', () => {
  const {sit, post} = watch()
  sit([anna], 3)
  sit([], 9)
  expect(post('SE-01')?.present).toHaveLength(1)
  sit([anna])
  sit([], 12)
  expect(post('SE-01')).toMatchObject({present: [], holder: {actor: 'anna'}})
})

test('[OS2] whoever is at a post that another person holds may relieve and nothing else', async () => {
  const {sit, order, post} = watch()
  sit([anna, sven])
  const mark = {type: 'contact.mark', track: TRACK} as const
  expect(await order(sven, mark)).toMatchObject({code: 'not-your-post', values: {post: 'SE-01', holder: 'Anna'}})
  expect(await order(sven, {type: 'post.take', post: SE_01})).toMatchObject({code: 'post-held'})
  expect(await order(erik, {type: 'post.take', post: SE_01})).toMatchObject({code: 'other-post'})
  expect(await order(anna, mark)).toMatchObject({outcome: 'done'})
  sit([sven], 12)
  expect(await order(sven, {type: 'post.take', post: SE_01})).toMatchObject({outcome: 'done'})
  expect(post('SE-01')).toMatchObject({holder: {actor: 'sven', unattended: true}})
  expect(await order(anna, mark)).toMatchObject({code: 'not-your-post'})
})

test('[OS3] the draft lists what the post answers for, and nothing of its neighbour', async () => {
  const there = watch()
  const {sit, order, offer, hear, around, shift} = there
  sit([anna, erik, karin])
  await order(anna, {type: 'contact.mark', track: TRACK})
  await order(anna, {
    type: 'incident.open',
    incident: INCIDENT,
    subject: {track: TRACK},
    category: 'fisheries',
    title: 'Nets across the lane',
  } as never)
  await offer('PROPOSED', 1)
  await hear({type: 'post', id: 'DK-01', name: 'Øresund', state: 'busy', stateAge: 60_000})
  await order(karin, {type: 'post.order', post: SE_01, order: 'order-0001', text: 'Call DK-01 by voice.'})
  around.feeds = [{name: 'se-radar', status: 'silent'}]
  await order(anna, {type: 'shift.prepare', shift: SHIFT, post: SE_01})
  const drafted = shift().entries.map(({section, code, blocks}) => [section, code, blocks])
  expect(drafted).toEqual([
    ['handoffs', 'handoff-waits', 'handoff'],
    ['incidents', 'incident', undefined],
    ['contacts', 'contact-held', undefined],
    ['sensors', 'feed', undefined],
    ['agreements', 'agreement', undefined],
    ['neighbours', 'neighbour-post', undefined],
    ['orders', 'order', undefined],
  ])
  expect(shift().entries[0]).toMatchObject({
    key: `handoff/${HANDOFF}`,
    values: {contact: 'DK-K7QF', subject: 'FREJA', from: 'DK', to: 'SE', status: 'PROPOSED'},
  })
  await order(erik, {type: 'shift.prepare', shift: 'shift-0002' as never, post: SE_02})
  const others = there.operations.thing('shift', 'shift-0002')?.entries.map(({section}) => section)
  expect(others).toEqual(['sensors', 'agreements', 'neighbours'])
})

test('[OS4] what comes while the two are at it appears as new within a second', async () => {
  const there = await together()
  await readAll(there)
  there.around.feeds = [{name: 'se-radar', status: 'silent'}]
  there.sit([anna, sven, karin])
  expect(
    there
      .shift()
      .entries.filter(({isNew}) => isNew)
      .map(({key}) => key),
  ).toEqual(['feed/se-radar'])
  expect(await sign(there, anna)).toMatchObject({outcome: 'done'})
  expect(await sign(there, sven)).toMatchObject({code: 'not-all-read', values: {count: 1}})
})

test('[OS5] while a handoff waits nobody signs; after its answer both do, and the holder changes with the second', async () => {
  const there = await together()
  const {offer, post, shift, sit, order} = there
  await offer('PROPOSED', 1)
  await readAll(there)
  expect(await sign(there, anna)).toMatchObject({code: 'handoff-waits', values: {count: 1}})
  await offer('REJECTED', 2)
  await readAll(there)
  expect(await sign(there, anna)).toMatchObject({outcome: 'done'})
  expect(post('SE-01')).toMatchObject({holder: {actor: 'anna'}, shift: SHIFT})
  expect(await sign(there, sven)).toMatchObject({outcome: 'done'})
  expect(post('SE-01')?.holder).toMatchObject({actor: 'sven', by: {name: 'Sven'}})
  expect(post('SE-01')?.shift).toBe(undefined)
  expect(shift()).toMatchObject({status: 'COMPLETED', signatures: [{side: 'out'}, {side: 'in'}]})
  sit([anna, sven])
  expect(await order(anna, {type: 'contact.mark', track: TRACK})).toMatchObject({code: 'not-your-post'})
  const [relieved] = there.ledger.events(0, 1_000).filter(({type}) => type === 'post.relieved')
  const [, signed] = there.ledger.events(0, 1_000).filter(({type}) => type === 'shift.signed')
  expect(relieved?.at).toBe(signed?.at)
})

test('[OS5] what was on the screen when it was signed is what the signature is over', async () => {
  const there = await together()
  await readAll(there)
  const {hash} = there.shift()
  there.around.feeds = [{name: 'se-radar', status: 'silent'}]
  expect(await there.order(anna, {type: 'shift.sign', shift: SHIFT, hash})).toMatchObject({code: 'shift-changed'})
})

test('[OS6] the hash of both signatures is that of the content which the record keeps', async () => {
  const there = await together()
  await there.order(anna, {type: 'shift.write', shift: SHIFT, text: 'Fog after four.', language: 'en'})
  await readAll(there)
  await sign(there, anna)
  await sign(there, sven)
  const {content = '', signatures} = there.shift()
  const hash = createHash('sha256').update(content).digest('hex')
  expect(signatures.map(one => one.hash)).toEqual([hash, hash])
  expect(content).toContain('Fog after four.')
})

test('[OS7] a post is not closed while it holds work', async () => {
  const {sit, order, post} = watch()
  sit([anna])
  await order(anna, {type: 'contact.mark', track: TRACK})
  expect(await order(anna, {type: 'post.close', post: SE_01})).toMatchObject({code: 'post-holds-work'})
  sit([anna, erik])
  expect(await order(erik, {type: 'post.close', post: SE_02})).toMatchObject({outcome: 'done'})
  expect(post('SE-02')).toMatchObject({state: 'closed'})
})

test('[OS8] a partner is told name and state of a post, never who is there; and it is taken back', async () => {
  const {sit, order, operations, told, around, clock} = watch()
  sit([anna])
  clock.advance(50)
  await order(anna, {type: 'post.state', post: SE_01, state: 'busy'})
  const ours = told().filter(message => message.type === 'post' && message.id === 'SE-01')
  expect(ours.map(message => Object.keys(message).sort())).toEqual([
    ['id', 'name', 'state', 'stateAge', 'type'],
    ['id', 'name', 'state', 'stateAge', 'type'],
  ])
  expect(ours.map(message => message.type === 'post' && message.state)).toEqual(['open', 'busy'])
  expect(JSON.stringify(told())).not.toContain('anna')
  around.joined = false
  operations.reshare('DK' as never)
  clock.advance(50)
  expect(told().at(-1)).toMatchObject({type: 'withdrawn', kind: 'post'})
})

test('[OS8] a partner tells of its own posts only', async () => {
  const {hear, post} = watch()
  expect(await hear({type: 'post', id: 'SE-01', name: 'x', state: 'closed', stateAge: 0})).toBe('rejected')
  expect(await hear({type: 'post', id: 'DK-01', name: 'Øresund', state: 'open', stateAge: 5_000})).toBe('applied')
  expect(post('DK-01')).toMatchObject({nation: 'DK', name: 'Øresund', state: 'open', present: []})
  await hear({type: 'withdrawn', kind: 'post', id: 'DK-01'})
  expect(post('DK-01')).toBe(undefined)
})
