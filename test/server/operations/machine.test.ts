import {expect, test} from 'vitest'
import type {ContactId, HandoffId, NationCode, PointOutId, PostId} from '../../../shared/base/id.ts'
import type {ContactThing, HandoffThing, Thing} from '../../../shared/protocol/things.ts'
import {DE, DK, nationsTogether, SE, SECOND_TRACK, TRACK, twoNations} from './two-nations.ts'

const handoff = 'handoff-0001' as HandoffId
const propose = {type: 'handoff.propose', handoff, subject: {track: TRACK}, to: DK, why: 'heading'} as const

type Together = ReturnType<typeof nationsTogether>

function all<Kind extends Thing['kind']>(together: Together, code: NationCode, kind: Kind) {
  return [...together.of(code).operations.things()].filter(
    (one): one is Extract<Thing, {kind: Kind}> => one.kind === kind,
  )
}

function one(together: Together, code: NationCode, id: HandoffId = handoff): HandoffThing | undefined {
  return all(together, code, 'handoff').find(each => each.id === id)
}

function file(together: Together, code: NationCode): ContactThing {
  const [contact] = all(together, code, 'contact')
  if (contact === undefined) throw new Error(`a contact in ${code}`)
  return contact
}

function alerts(together: Together, code: NationCode): string[] {
  return all(together, code, 'alert')
    .filter(({status}) => status === 'UNACK')
    .map(({rule}) => rule)
}

/** Offered, before a person of TO, and accepted. */
async function accepted(together: Together, to: NationCode = DK): Promise<void> {
  const {of, carry, order, person} = together
  await order(SE, {...propose, to})
  carry()
  of(to).operations.presented(handoff, person(to))
  carry()
  await order(to, {type: 'handoff.accept', handoff})
  carry()
}

const commander = (together: Together, code: NationCode) => together.person(code, 'commander')

test('[OM1] other terms for what is agreed: the old ones stand until TO accepts, and come back when it does not', async () => {
  const together = twoNations('on-release')
  const {carry, order, of, person, clock} = together
  await accepted(together)
  await order(SE, {
    type: 'handoff.repropose',
    handoff,
    terms: {transfer: 'on-release', note: 'by radio first', afterS: 60},
  })
  carry()
  expect(one(together, DK)).toMatchObject({
    status: 'PROPOSED',
    terms: {afterS: 60},
    standing: {transfer: 'on-release'},
    previous: {transfer: 'on-release'},
  })
  of(DK).operations.presented(handoff, person(DK))
  await order(DK, {type: 'handoff.reject', handoff, code: 'TERMS'})
  carry()
  expect(one(together, DK)).toMatchObject({status: 'ACCEPTED', terms: {transfer: 'on-release'}})
  expect(one(together, SE)?.standing).toBeUndefined()

  await order(SE, {type: 'handoff.repropose', handoff, terms: {transfer: 'on-release', afterS: 60}})
  clock.advance(31_000)
  of(SE).operations.tick()
  carry()
  expect(one(together, SE)).toMatchObject({status: 'ACCEPTED', deadline: {timer: 'hold'}})
  expect(one(together, SE)?.steps.at(-1)).toMatchObject({status: 'REVERTED'})
})

test('[OM22] the release comes by itself at the agreed time, after a restart and with the time of day set; left to people it is due', async () => {
  for (const autoRelease of [true, false]) {
    const together = twoNations('on-release')
    const {carry, order, of, person, clock, restart} = together
    await order(SE, {...propose, terms: {transfer: 'on-release', afterS: 600, autoRelease}})
    carry()
    of(DK).operations.presented(handoff, person(DK))
    carry()
    await order(DK, {type: 'handoff.accept', handoff})
    carry()
    restart(SE)
    clock.stepWall(-7_200_000)
    clock.advance(590_000)
    of(SE).operations.tick()
    expect(one(together, SE)).toMatchObject({status: 'ACCEPTED'})
    expect(one(together, SE)?.releaseDue).toBeUndefined()
    clock.advance(10_000)
    of(SE).operations.tick()
    carry()
    for (const code of [SE, DK]) expect(one(together, code)?.status).toBe(autoRelease ? 'RELEASED' : 'ACCEPTED')
    expect(one(together, SE)?.releaseDue).toBe(autoRelease ? undefined : true)
  }
})

test('[OM22] it comes when the object is within a mile of the agreed place', async () => {
  const together = twoNations('on-release')
  const {carry, order, of, world} = together
  await accepted(together)
  await order(SE, {
    ...{type: 'handoff.repropose', handoff},
    terms: {transfer: 'on-release', point: {lon: 12.2, lat: 56}, autoRelease: true},
  })
  carry()
  of(DK).operations.presented(handoff, together.person(DK))
  carry()
  await order(DK, {type: 'handoff.accept', handoff})
  carry()
  of(SE).operations.tick()
  expect(one(together, SE)).toMatchObject({status: 'ACCEPTED'})
  world.subject = {...world.subject, place: {lon: 12.18, lat: 56}}
  of(SE).operations.tick()
  expect(one(together, SE)).toMatchObject({status: 'RELEASED'})
})

test('[OM2] what meets the standard conditions is accepted by the node once a person has it on screen, and says so', async () => {
  const together = twoNations()
  const {world, of, order, carry, person} = together
  world.standard = true
  await order(SE, propose)
  carry()
  expect(one(together, SE)).toMatchObject({status: 'PROPOSED'})
  of(DK).operations.presented(handoff, person(DK))
  carry()
  for (const code of [SE, DK]) {
    expect(one(together, code)).toMatchObject({status: 'COMPLETED', automatic: {title: '§ 4.2'}})
    expect(file(together, code)).toMatchObject({custody: {controller: DK, epoch: 2}})
  }
})

test('[OM3] accepted on the telephone: FROM’s commander writes it down, TO confirms it when the link is back', async () => {
  const together = twoNations()
  const {world, order, carry} = together
  world.cut.add('DK-SE')
  await order(SE, propose)
  const call = {who: 'Vagthavende', callback: '+45 1234', readBack: 'ODIN taken at the line'}
  expect(await order(SE, {type: 'handoff.verbal-accept', handoff, ...call})).toMatchObject({code: 'commander-only'})
  await order(SE, {type: 'handoff.verbal-accept', handoff, ...call}, undefined, commander(together, SE))
  expect(one(together, SE)).toMatchObject({status: 'ACCEPTED', verbal: {accept: call, isConfirmed: false}})
  world.cut.clear()
  carry()
  expect(one(together, DK)).toMatchObject({status: 'ACCEPTED', verbal: {accept: {who: 'Vagthavende'}}})
  await order(DK, {type: 'handoff.confirm', handoff})
  carry()
  expect(one(together, DK)).toMatchObject({status: 'COMPLETED', verbal: {isConfirmed: true}})
  expect(file(together, DK)).toMatchObject({custody: {controller: DK, epoch: 2}})
})

/** Released, the link cut, and passed by the two persons of SE; their code. */
async function passedByVoice(together: Together): Promise<string> {
  const {world, order, carry} = together
  await accepted(together)
  await order(SE, {type: 'handoff.release', handoff})
  carry()
  const call = {who: 'Vagthavende', callback: '+45 1234', readBack: 'we have ODIN'}
  expect(await order(SE, {type: 'handoff.verbal-assume', handoff, ...call})).toMatchObject({code: 'link-is-up'})
  world.cut.add('DK-SE')
  const birgit = commander(together, SE)
  await order(SE, {type: 'handoff.verbal-assume', handoff, ...call}, undefined, birgit)
  expect(await order(SE, {type: 'handoff.countersign', handoff}, undefined, birgit)).toMatchObject({
    code: 'another-person',
  })
  await order(SE, {type: 'handoff.verbal-assume', handoff, ...call})
  await order(SE, {type: 'handoff.countersign', handoff}, undefined, birgit)
  const code = one(together, SE)?.verbal?.code
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
  expect(file(together, SE)).toMatchObject({custody: {controller: DK, epoch: 2}})
  expect(file(together, DK)).toMatchObject({custody: {controller: SE, epoch: 1}})
  return code ?? ''
}

test('[OM4] assumed on the telephone, by two persons, while the link is down: TO holds it by ten letters, then by the grant', async () => {
  const together = twoNations('on-release')
  const {world, order, carry} = together
  const code = await passedByVoice(together)
  const birgit = commander(together, DK)
  expect(await order(DK, {type: 'handoff.enter-code', handoff, code: 'AAAAAAAAAA'}, undefined, birgit)).toMatchObject({
    code: 'wrong-code',
  })
  const typed = `${code.slice(0, 5).toLowerCase()} ${code.slice(5)}`
  await order(DK, {type: 'handoff.enter-code', handoff, code: typed}, undefined, birgit)
  expect(file(together, DK)).toMatchObject({custody: {controller: DK, epoch: 2}})
  world.cut.clear()
  carry()
  expect(one(together, DK)).toMatchObject({status: 'COMPLETED', verbal: {assume: {who: 'Vagthavende'}}})
  expect(one(together, DK)?.verbal?.code).toBeUndefined()
  expect(file(together, DK)).toMatchObject({custody: {controller: DK, epoch: 2}})
})

test('[OM5] what was never agreed goes back by a record of its own, for ten minutes after the link is back', async () => {
  for (const late of [false, true]) {
    const together = twoNations('on-release')
    const {world, order, carry, clock} = together
    await passedByVoice(together)
    world.cut.clear()
    carry()
    expect(one(together, DK)?.verbal?.repudiateBy).toBeGreaterThan(clock.wall())
    if (late) clock.advance(601_000)
    const deny = {type: 'handoff.repudiate', handoff, text: 'nobody here was called'} as const
    const answer = await order(DK, deny, undefined, commander(together, DK))
    carry()
    expect(answer).toMatchObject(late ? {outcome: 'refused', code: 'not-to-be-denied'} : {outcome: 'done'})
    const controller = late ? DK : SE
    for (const code of [SE, DK]) {
      expect(one(together, code)).toMatchObject({status: 'COMPLETED'})
      expect(file(together, code)).toMatchObject({custody: {controller, epoch: late ? 2 : 3}})
    }
    if (!late)
      expect(all(together, SE, 'handoff')).toMatchObject([{id: handoff}, {form: 'compensation', status: 'COMPLETED'}])
  }
})

/** Something that SE controls and has told DK of. */
async function toldOf(together: Together): Promise<ContactId> {
  await together.order(SE, {type: 'contact.mark', track: TRACK})
  together.carry()
  return file(together, SE).id
}

test('[OM6] a takeover with the link up is decided by FROM: inside TO’s territory it stands, elsewhere it is refused', async () => {
  for (const territory of [DK, undefined]) {
    const together = twoNations()
    const {world, order, carry} = together
    const contact = await toldOf(together)
    world.territory = territory
    const take = {type: 'handoff.takeover', handoff, contact, reason: 'boarding in our waters'} as const
    expect(await order(DK, take, undefined, commander(together, DK))).toMatchObject({outcome: 'forwarded'})
    carry()
    const controller = territory === DK ? DK : SE
    for (const code of [SE, DK]) expect(file(together, code)).toMatchObject({custody: {controller, contested: false}})
    if (territory === DK) expect(one(together, SE)).toMatchObject({form: 'takeover', status: 'COMPLETED'})
    else expect(one(together, SE)).toBeUndefined()
  }
})

test('[OM7] with the link down it opens a contested interval, alarmed at both; inside TO’s territory it stands from its own time, elsewhere FROM’s control does', async () => {
  for (const stands of [true, false]) {
    const together = twoNations()
    const {world, order, carry, clock, of} = together
    const contact = await toldOf(together)
    world.territory = DK
    world.cut.add('DK-SE')
    const take = {type: 'handoff.takeover', handoff, contact, reason: 'boarding'} as const
    expect(await order(DK, take)).toMatchObject({outcome: 'refused', code: 'commander-only'})
    expect(await order(DK, take, undefined, commander(together, DK))).toMatchObject({outcome: 'done'})
    const began = clock.wall()
    expect(file(together, DK)).toMatchObject({custody: {controller: SE, contested: true}, contests: [{by: DK}]})
    expect(alerts(together, DK)).toEqual(['contested'])
    // It acts as controller meanwhile; so does the other, who knows nothing of it.
    expect(await order(DK, {type: 'contact.assess', contact, title: 'ODIN, boarded'})).toMatchObject({outcome: 'done'})
    expect(await order(SE, {type: 'contact.assess', contact, title: 'ODIN, slow'})).toMatchObject({outcome: 'done'})
    clock.advance(60_000)
    if (!stands) world.territory = undefined
    world.cut.clear()
    carry()
    of(SE).operations.tick()
    carry()
    const controller = stands ? DK : SE
    for (const code of [SE, DK]) {
      const {custody, contests} = file(together, code)
      expect(custody).toMatchObject({controller, contested: false, epoch: stands ? 2 : 1})
      expect(contests).toMatchObject([{by: DK, stands}])
      expect(alerts(together, code)).not.toContain('contested')
    }
    if (stands) expect(Math.abs(file(together, SE).custody.since - began)).toBeLessThan(1_000)
  }
})

test('[OM7] taken over twice while the link was down it is theirs once, and both contests are over', async () => {
  const together = twoNations()
  const {world, order, carry} = together
  const contact = await toldOf(together)
  world.territory = DK
  world.cut.add('DK-SE')
  for (const one of [handoff, `${handoff}-2` as HandoffId]) {
    const take = {type: 'handoff.takeover', handoff: one, contact, reason: 'boarding'} as const
    expect(await order(DK, take, undefined, commander(together, DK))).toMatchObject({outcome: 'done'})
  }
  world.cut.clear()
  carry()
  for (const code of [SE, DK]) {
    const {custody, contests} = file(together, code)
    expect(custody).toMatchObject({controller: DK, contested: false, epoch: 2})
    expect(contests).toMatchObject([{stands: true}, {stands: true}])
  }
})

test('[OM8] a request under the name of another transfer is refused by the own node: the contact’s home could not tell', async () => {
  const together = twoNations()
  const {order, carry} = together
  const first = await toldOf(together)
  const marked = await order(SE, {type: 'contact.mark', track: SECOND_TRACK})
  carry()
  const second = marked.outcome === 'done' ? (marked.things[0]?.id as ContactId) : first
  expect(second).not.toBe(first)
  const ask = (contact: ContactId) => order(DK, {type: 'handoff.request', handoff, contact, why: 'heading'})
  expect(await ask(first)).toMatchObject({outcome: 'forwarded'})
  carry()
  expect(await ask(second)).toMatchObject({outcome: 'refused', code: 'handoff-open'})
  expect(await ask(first)).toMatchObject({outcome: 'forwarded'})
})

test('[OM8] a takeover that FROM’s node does not answer is done without its ledger, from when it was asked', async () => {
  const together = twoNations()
  const {world, order, carry, clock, of} = together
  const contact = await toldOf(together)
  world.territory = DK
  const take = {type: 'handoff.takeover', handoff, contact, reason: 'boarding'} as const
  expect(await order(DK, take, undefined, commander(together, DK))).toMatchObject({outcome: 'forwarded'})
  clock.advance(30_000)
  of(DK).operations.tick()
  expect(file(together, DK)).toMatchObject({custody: {contested: true}})
  carry()
  for (const code of [SE, DK])
    expect(file(together, code)).toMatchObject({custody: {controller: DK, epoch: 2, contested: false}})
})

test('[OM9] relinquished, it is to be had: the first claim in the controller’s ledger gets it; before that nobody does', async () => {
  const together = nationsTogether([SE, DK, DE])
  const {order, carry} = together
  const contact = await toldOf(together)
  const claim = (code: NationCode, id: string) =>
    order(code, {type: 'contact.claim', handoff: id as HandoffId, contact}, undefined, commander(together, code))
  await claim(DK, 'claim-early')
  carry()
  expect(file(together, SE)).toMatchObject({custody: {controller: SE}})
  expect(await order(SE, {type: 'contact.relinquish', contact})).toMatchObject({code: 'commander-only'})
  await order(SE, {type: 'contact.relinquish', contact, expectedEpoch: 1}, undefined, commander(together, SE))
  carry()
  expect(file(together, DE)).toMatchObject({custody: {available: true}})
  await claim(DE, 'claim-de-01')
  await claim(DK, 'claim-dk-01')
  carry()
  for (const code of [SE, DK, DE]) expect(file(together, code)).toMatchObject({custody: {epoch: 2, available: false}})
  const holders = new Set([SE, DK, DE].map(code => file(together, code).custody.controller))
  expect(holders.size).toBe(1)
})

test('[OM10] what crosses before it is accepted is out of area: alarmed at both, after T_cross again, after T_cross2 an incident', async () => {
  const together = twoNations()
  const {world, order, carry, clock, of} = together
  world.area = SE
  await order(SE, propose)
  of(SE).operations.tick()
  carry()
  world.area = DK
  world.crossed = true
  of(SE).operations.tick()
  carry()
  expect(file(together, SE)).toMatchObject({custody: {controller: SE, outOfArea: true}})
  expect(alerts(together, SE)).toEqual(['out-of-area'])
  expect(alerts(together, DK)).toEqual(['uncoordinated-entry'])
  expect(one(together, DK)).toMatchObject({crossed: true, escalation: 'alarm'})
  clock.advance(60_000)
  of(SE).operations.tick()
  expect(all(together, SE, 'alert')).toMatchObject([{again: {code: 'told-commanders'}}])
  clock.advance(240_000)
  of(SE).operations.tick()
  clock.advance(10)
  expect(all(together, SE, 'incident')).toMatchObject([{category: 'border-crossing', priority: 1}])
  world.area = SE
  of(SE).operations.tick()
  carry()
  expect(file(together, SE).custody.outOfArea).toBeUndefined()
  expect(alerts(together, DK)).toEqual([])
})

test('[OM11] one offer of several: TO takes a part of it in one transaction, the rest stays with FROM', async () => {
  const together = twoNations()
  const {order, carry, of, person} = together
  const second = 'handoff-0002' as HandoffId
  await order(SE, {
    type: 'convoy.propose',
    convoy: 'convoy-0001',
    members: [
      {handoff, subject: {track: TRACK}},
      {handoff: second, subject: {track: SECOND_TRACK}},
    ],
    to: DK,
    why: 'heading',
  })
  carry()
  for (const id of [handoff, second]) of(DK).operations.presented(id, person(DK))
  carry()
  expect(await order(DK, {type: 'convoy.accept', convoy: 'convoy-0001', handoffs: [second]})).toMatchObject({
    outcome: 'forwarded',
  })
  carry()
  for (const code of [SE, DK]) {
    expect(one(together, code)).toMatchObject({status: 'REJECTED', convoy: 'convoy-0001', reason: {code: 'CAPACITY'}})
    expect(one(together, code, second)).toMatchObject({status: 'COMPLETED'})
  }
  expect(
    all(together, SE, 'contact')
      .map(({custody}) => custody.controller)
      .sort(),
  ).toEqual([DK, SE])
})

test('[OM12] a point-out never changes control, and tells a third nation only what it may have', async () => {
  const together = nationsTogether([SE, DK, DE])
  const {order, carry} = together
  const pointOut = 'point-out-01' as PointOutId
  await order(SE, {type: 'point-out.offer', pointOut, subject: {track: TRACK}, to: DE, text: 'may come near you'})
  carry()
  expect(all(together, DE, 'point-out')).toMatchObject([{status: 'OFFERED', from: SE, text: 'may come near you'}])
  expect(all(together, DK, 'point-out')).toEqual([])
  await order(DE, {type: 'point-out.approve', pointOut})
  carry()
  expect(all(together, SE, 'point-out')).toMatchObject([{status: 'APPROVED'}])
  expect(file(together, SE)).toMatchObject({custody: {controller: SE, epoch: 1}})
})

test('[OM13] two designators of one object: at once where one nation has both, by agreement where two do', async () => {
  const together = twoNations()
  const {order, carry, of, person} = together
  await order(SE, {type: 'contact.mark', track: TRACK})
  await order(SE, {...propose, subject: {track: SECOND_TRACK}})
  carry()
  const [first, second] = all(together, SE, 'contact').map(({id}) => id)
  if (first === undefined || second === undefined) throw new Error('two contacts')
  await order(SE, {
    type: 'contact.merge',
    handoff: 'merge-000001' as HandoffId,
    contact: second,
    survivor: first,
    why: 'one',
  })
  carry()
  expect(one(together, DK)).toMatchObject({status: 'SUPERSEDED', successor: first})
  expect(all(together, DK, 'contact').find(({id}) => id === second)).toMatchObject({
    status: 'CLOSED',
    mergedInto: first,
  })
  await order(SE, {type: 'contact.separate', contact: second})
  carry()
  expect(all(together, DK, 'contact').find(({id}) => id === second)).toMatchObject({
    status: 'OPEN',
    custody: {epoch: 2},
  })

  // DK gets one of the two, and asks that the other become the same.
  const given = 'handoff-0003' as HandoffId
  await order(SE, {type: 'handoff.propose', handoff: given, subject: {contact: first}, to: DK, why: 'heading'})
  carry()
  of(DK).operations.presented(given, person(DK))
  await order(DK, {type: 'handoff.accept', handoff: given})
  carry()
  const merge = 'merge-000002' as HandoffId
  await order(DK, {type: 'contact.merge', handoff: merge, contact: second, survivor: first, why: 'one'})
  carry()
  expect(one(together, SE, merge)).toMatchObject({status: 'REQUESTED', form: 'merge', successor: first})
  await order(SE, {type: 'handoff.grant', handoff: merge})
  carry()
  for (const code of [SE, DK]) {
    expect(one(together, code, merge)).toMatchObject({status: 'COMPLETED'})
    expect(all(together, code, 'contact').find(({id}) => id === second)).toMatchObject({mergedInto: first})
  }
})

test('[OM14] within a nation the same machine moves work between posts: offered by a commander, accepted at the post', async () => {
  const together = twoNations()
  const {order, person} = together
  await order(SE, {type: 'contact.mark', track: TRACK})
  const contact = file(together, SE).id
  const offer = {
    type: 'handoff.propose',
    handoff,
    subject: {contact},
    to: SE,
    toPost: 'SE-02' as PostId,
    why: 'load',
  } as const
  await order(SE, offer, undefined, {...commander(together, SE), post: 'SE-00' as PostId})
  expect(await order(SE, {type: 'handoff.accept', handoff})).toMatchObject({code: 'other-post'})
  expect(await order(SE, {type: 'handoff.accept', handoff}, undefined, person(SE, 'operator', '02'))).toMatchObject({
    outcome: 'done',
  })
  expect(file(together, SE)).toMatchObject({custody: {controller: SE, post: 'SE-02', epoch: 2}})
})

test('[OM15] DE, DK, SE: control goes on from nation to nation under one name, and those who had it still hear of it', async () => {
  const together = nationsTogether([DE, DK, SE])
  const {order, carry, of, person} = together
  const hand = async (from: NationCode, to: NationCode, id: HandoffId) => {
    const subject = from === DE ? {track: TRACK} : {contact: file(together, from).id}
    await order(from, {type: 'handoff.propose', handoff: id, subject, to, why: 'heading'})
    carry()
    of(to).operations.presented(id, person(to))
    carry()
    await order(to, {type: 'handoff.accept', handoff: id})
    carry()
  }
  await hand(DE, DK, 'handoff-de-dk' as HandoffId)
  await hand(DK, SE, 'handoff-dk-se' as HandoffId)
  for (const code of [DE, DK, SE]) {
    expect(file(together, code).id.slice(0, 2)).toBe(DE)
    expect(file(together, code)).toMatchObject({custody: {controller: SE, epoch: 3}})
  }
})

test('[OM16] a partner asks only for what it was told of; a grant that comes again is refused and kept', async () => {
  const together = twoNations()
  const {of, order, carry} = together
  const never = 'SE-0000000000' as ContactId
  const by = {nation: DK, actor: 'x', role: 'operator'} as const
  const command = {type: 'handoff.request', handoff, contact: never, why: ''} as const
  const request = {type: 'request', requestId: '00000000-0000-7000-8000-00000000000a', by, command, age: 0} as const
  const {operations, ledger} = of(SE)
  const at = operations.inboxPosition(DK, 'urgent').seq + 1
  void operations.receive({partner: DK, lane: 'urgent', seq: at, hash: Buffer.alloc(32), message: request, heldMs: 0})
  together.clock.advance(10)
  expect(ledger.events(0, 100).at(-1)).toMatchObject({type: 'audit.refused', payload: {code: 'not-found'}})

  const second = twoNations()
  await accepted(second)
  const bodies = second
    .of(SE)
    .operations.outboxAfter(DK, 'urgent', 0, 100)
    .map(row => JSON.parse(row.body.toString()) as {type: string})
  const grant = bodies.find(({type}) => type === 'grant')
  const there = second.of(DK)
  const seq = there.operations.inboxPosition(SE, 'urgent').seq + 1
  void there.operations.receive({
    partner: SE,
    lane: 'urgent',
    seq,
    hash: Buffer.alloc(32),
    message: grant as never,
    heldMs: 0,
  })
  second.clock.advance(10)
  expect(there.ledger.events(0, 500).at(-1)).toMatchObject({type: 'link.rejected', payload: {reason: 'repeated-grant'}})
  void order
  void carry
})

test('[OM17] who does not control it says what it thinks beside the shared assessment; two steps apart is told to both', async () => {
  const together = twoNations()
  const {order, carry} = together
  const contact = await toldOf(together)
  await order(SE, {type: 'contact.assess', contact, identity: 'of-interest'})
  carry()
  expect(await order(DK, {type: 'contact.assess', contact, identity: 'own'})).toMatchObject({code: 'controller-only'})
  await order(DK, {type: 'contact.national', contact, identity: 'identified', confidence: 'high'})
  carry()
  for (const code of [SE, DK]) {
    expect(file(together, code)).toMatchObject({
      identity: 'of-interest',
      assessments: [{nation: DK, identity: 'identified', confidence: 'high'}],
      custody: {identityDifference: true},
    })
    expect(alerts(together, code)).toContain('identity-difference')
  }
})

test('[OM18] lost, late and shuffled messages come to the same end', async () => {
  const together = twoNations('on-release')
  together.world.net = {lose: 0.4, shuffle: true, delayMs: 200}
  const {order, carry, of, person} = together
  await order(SE, propose)
  for (let round = 0; round < 6; round++) carry()
  of(DK).operations.presented(handoff, person(DK))
  await order(DK, {type: 'handoff.accept', handoff})
  for (let round = 0; round < 6; round++) carry()
  await order(SE, {type: 'handoff.release', handoff})
  for (let round = 0; round < 6; round++) carry()
  await order(DK, {type: 'handoff.assume', handoff})
  for (let round = 0; round < 6; round++) carry()
  for (const code of [SE, DK]) {
    expect(one(together, code)).toMatchObject({status: 'COMPLETED'})
    expect(file(together, code)).toMatchObject({custody: {controller: DK, epoch: 2}})
  }
})
