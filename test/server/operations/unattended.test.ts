import {expect, test} from 'vitest'
import type {ContactId, HandoffId, NationCode} from '../../../shared/base/id.ts'
import type {ContactThing} from '../../../shared/protocol/things.ts'
import {DE, DK, nationsTogether, ODIN, SE, TRACK, twoNations} from './two-nations.ts'

const handoff = 'claim-0001' as HandoffId

type Together = ReturnType<typeof nationsTogether>

function fileOf(together: Together, code: NationCode): ContactThing {
  const contact = together.thing(code, 'contact')
  if (contact?.kind !== 'contact') throw new Error(`a contact in ${code}`)
  return contact
}

/** Rules of the alarms that wait for somebody in that nation. */
function alarms({of}: Together, code: NationCode): string[] {
  return [...of(code).operations.things()].flatMap(one =>
    one.kind === 'alert' && one.status === 'UNACK' ? [one.rule] : [],
  )
}

/** Anna of Sweden has marked the object, and the others know of it; then her window is gone, and so is she 10 s later. */
async function marked(together: Together): Promise<ContactId> {
  const {order, seat, person, carry} = together
  seat(SE, [person(SE)], 2)
  await order(SE, {type: 'contact.mark', track: TRACK})
  carry()
  return fileOf(together, SE).id as ContactId
}

test('[OM19] nobody at the controller’s post for two minutes: unattended, alarmed at both, and over when somebody is back', async () => {
  const together = twoNations('on-accept', [SE])
  const {seat, person, carry} = together
  await marked(together)
  seat(SE, [], 130)
  carry()
  expect(fileOf(together, SE).custody.unattended).toBeUndefined()
  seat(SE, [], 3)
  carry()
  for (const code of [SE, DK]) {
    expect(fileOf(together, code)).toMatchObject({custody: {controller: SE, epoch: 1, unattended: true}})
    expect(alarms(together, code)).toEqual(['unattended'])
  }
  seat(SE, [person(SE)], 1)
  carry()
  for (const code of [SE, DK]) {
    expect(fileOf(together, code).custody.unattended).toBeUndefined()
    expect(alarms(together, code)).toEqual([])
  }
})

test('[OM19] for how long nobody was there outlives a restart', async () => {
  const together = twoNations('on-accept', [SE])
  const {seat, restart} = together
  await marked(together)
  seat(SE, [], 80)
  restart(SE)
  seat(SE, [], 50)
  expect(fileOf(together, SE).custody.unattended).toBeUndefined()
  seat(SE, [], 3)
  expect(fileOf(together, SE)).toMatchObject({custody: {unattended: true}})
})

test('[OM20] unattended, another nation’s commander claims it where the agreement says so; who comes back finds it gone', async () => {
  const together = nationsTogether([SE, DK, DE], 'on-accept', [SE])
  const {seat, order, person, carry, world} = together
  const contact = await marked(together)
  const claim = (code: NationCode, role: 'operator' | 'commander' = 'commander') =>
    order(code, {type: 'contact.claim', handoff, contact}, undefined, person(code, role))
  seat(SE, [], 140)
  carry()
  await claim(DK)
  carry()
  expect(fileOf(together, SE)).toMatchObject({custody: {controller: SE, epoch: 1, unattended: true}})
  world.claims = true
  const again = 'claim-0002' as HandoffId
  expect(
    await order(DK, {type: 'contact.claim', handoff: again, contact}, undefined, person(DK, 'commander')),
  ).toMatchObject({outcome: 'forwarded'})
  carry()
  for (const code of [SE, DK, DE]) expect(fileOf(together, code)).toMatchObject({custody: {controller: DK, epoch: 2}})
  expect(fileOf(together, DK).custody.unattended).toBeUndefined()
  expect([SE, DK, DE].map(code => alarms(together, code))).toEqual([[], [], []])
  seat(SE, [person(SE)], 1)
  const assess = {type: 'contact.assess', contact, identity: 'of-interest', expectedEpoch: 1} as const
  expect(await order(SE, assess)).toMatchObject({code: 'stale-epoch', values: {epoch: 2}})
  const record = {form: 'claim', status: 'COMPLETED', to: DK}
  expect(together.thing(SE, 'handoff')).toMatchObject(record)
})

test('[OF9] a copy that was taken back is shown and followed again when it may be told again, changed or not', async () => {
  const together = twoNations('on-accept', [SE])
  const {seat, order, carry, world, of, thing} = together
  const contact = await marked(together)
  seat(SE, [], 140)
  carry()
  const before = fileOf(together, DK)
  for (const change of [false, true]) {
    world.hidden = ['contact']
    of(SE).operations.reshare(DK)
    carry()
    expect([thing(DK, 'contact'), alarms(together, DK)]).toEqual([undefined, []])
    if (change) await order(SE, {type: 'contact.assess', contact, title: 'Blue hull'})
    world.hidden = []
    of(SE).operations.reshare(DK)
    carry()
    expect(fileOf(together, DK)).toMatchObject({
      custody: {controller: SE, epoch: 1, unattended: true},
      title: change ? 'Blue hull' : before.title,
    })
    expect(alarms(together, DK)).toEqual(['unattended'])
  }
})

test('[OM21] both alarms come after what the two have agreed on for such an object, a drone sooner than a vessel', async () => {
  const agreed = {timers: {unattended: 60_000, cross: 30_000}, timersOf: {air: {unattended: 20_000, cross: 5_000}}}
  const secondsOf = async (kind: 'vessel' | 'drone') => {
    const together = twoNations('on-accept', [SE])
    const {seat, world, of, clock, restart} = together
    world.agreed = agreed
    world.subject = {...ODIN, kind}
    world.area = SE
    await marked(together)
    const seconds = {unattended: 0, told: 0}
    while (fileOf(together, SE).custody.unattended !== true && seconds.unattended++ < 200) seat(SE, [], 1)
    world.area = DK
    seat(SE, [], 1)
    restart(SE)
    const isTold = () =>
      [...of(SE).operations.things()].some(one => one.kind === 'alert' && one.again?.code === 'told-commanders')
    while (!isTold() && seconds.told++ < 200) {
      of(SE).operations.tick()
      clock.advance(1_000)
    }
    return seconds
  }
  // Ten seconds more: a window that is gone for less has only been loaded anew.
  expect(await secondsOf('vessel')).toEqual({unattended: 71, told: 30})
  expect(await secondsOf('drone')).toEqual({unattended: 31, told: 5})
})
