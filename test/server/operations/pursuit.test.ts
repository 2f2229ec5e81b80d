import {expect, test} from 'vitest'
import {hashOf} from '../../../server/operations/pursuit-acts.ts'
import type {HandoffId, PursuitId, UnitId} from '../../../shared/base/id.ts'
import type {CommandOf} from '../../../shared/protocol/command.ts'
import type {HandoffThing, PursuitThing} from '../../../shared/protocol/things.ts'
import {twoSides} from '../../support/law.ts'
import {DK, ODIN, SE, TRACK, twoNations} from './two-nations.ts'

const PURSUIT = 'pursuit-0001' as PursuitId
const HOUR = 3_600_000

function sea(terms = 'pursue') {
  const two = twoNations('on-accept')
  two.world.law = twoSides(SE, DK)
  two.world.subject = {...ODIN, place: {lon: 11.99, lat: 56}}
  two.world.unitAt = {lon: 11.98, lat: 56}
  const unit = 'SE-1' as UnitId
  const begin: CommandOf<'pursuit.start'> = {
    type: 'pursuit.start',
    pursuit: PURSUIT,
    subject: {track: TRACK},
    host: DK,
    unit,
    terms,
    note: 'threw packages overboard',
  }
  const pursuit = (code = SE) => two.thing(code, 'pursuit') as PursuitThing | undefined
  const handoff = (code = SE) => two.thing(code, 'handoff') as HandoffThing | undefined

  async function start(signal = false) {
    const said = await two.order(
      SE,
      signal ? {...begin, signal: 'both'} : begin,
      undefined,
      two.person(SE, 'commander'),
    )
    expect(said.outcome).toBe('done')
    two.carry()
  }
  /** Object and unit are so far beyond the line, hundredths of a degree, and a second passes. */
  function move(unitBy: number, objectBy = unitBy + 1) {
    two.world.unitAt = {lon: 12 + unitBy / 100, lat: 56}
    two.world.subject = {...ODIN, place: {lon: 12 + objectBy / 100, lat: 56}}
    two.of(SE).operations.tick()
    two.carry()
  }
  return {...two, begin, start, move, pursuit, handoff}
}

test('[OP1] the host’s console has it from the start, and its notice with the crossing, measured by the unit’s place', async () => {
  const {start, move, pursuit} = sea()
  await start()
  expect(pursuit(DK)).toMatchObject({status: 'STARTED', unitName: 'SE-1', citation: 'terms pursue', host: 'DK'})
  move(-1)
  expect(pursuit(DK)?.status).toBe('STARTED')
  move(1)
  for (const code of [SE, DK])
    expect(pursuit(code)).toMatchObject({status: 'ACROSS', crossed: {measured: true}, beyond: {metres: 1_000}})
  expect(pursuit(SE)?.crossed?.notice).toBe(pursuit(DK)?.crossed?.notice)
})

test('[OP2] crossing, notice and urgent offer are one transaction; the receipt names the notice by its hash', async () => {
  const {start, move, pursuit, handoff, of} = sea()
  await start()
  const before = of(SE).ledger.position
  move(1)
  const rows = of(SE).operations.outboxAfter(DK, 'urgent', 0, 100)
  const told = rows.map(
    row => JSON.parse(row.body.toString()) as {type: string; crossed?: {notice: {body: string; hash: string}}},
  )
  const notice = told.find(one => one.crossed !== undefined)?.crossed?.notice
  expect(hashOf(notice?.body ?? '')).toBe(notice?.hash)
  expect(pursuit(SE)).toMatchObject({
    receivedAt: expect.any(Number),
    crossed: {notice: notice?.hash},
    noticeLate: false,
  })
  expect(pursuit(DK)?.receivedAt).toEqual(expect.any(Number))
  expect(handoff(DK)).toMatchObject({status: 'PROPOSED', why: 'pursuit'})
  expect(pursuit(SE)?.offer).toEqual({handoff: handoff(SE)?.id})
  expect(of(SE).ledger.position).toBeGreaterThan(before)
})

test('[OP3] the host’s stop request ends it in FROM’s ledger; FROM’s word on it is refused afterwards', async () => {
  const {start, move, pursuit, order, carry, person} = sea()
  await start()
  move(1)
  const asked = await order(DK, {type: 'pursuit.request-stop', pursuit: PURSUIT})
  expect(asked.outcome).toBe('forwarded')
  carry()
  for (const code of [SE, DK])
    expect(pursuit(code)).toMatchObject({status: 'ENDED', ended: {why: 'stop-requested', by: {nation: 'DK'}}})
  const late = await order(SE, {type: 'pursuit.call-off', pursuit: PURSUIT}, undefined, person(SE, 'commander'))
  expect(late).toMatchObject({outcome: 'refused', code: 'pursuit-over', values: {why: 'stop-requested'}})
})

test('[OP4] the five hours run in FROM’s ledger by its own time: warned twice, over once; setting the time of day moves nothing', async () => {
  const {start, move, pursuit, clock, of, carry} = sea('observe')
  await start()
  move(1)
  const pass = (ms: number) => {
    clock.advance(ms)
    of(SE).operations.tick()
    carry()
  }
  clock.stepWall(9 * HOUR)
  pass(1_000)
  expect(pursuit(DK)).toMatchObject({status: 'ACROSS', warned: []})
  pass(4 * HOUR)
  expect(pursuit(DK)?.warned).toEqual([4 * HOUR])
  pass(0.75 * HOUR)
  expect(pursuit(DK)?.warned).toEqual([4 * HOUR, 4.75 * HOUR])
  pass(0.25 * HOUR)
  for (const code of [SE, DK]) expect(pursuit(code)).toMatchObject({status: 'ENDED', ended: {why: 'not-authorised'}})
})

test('[OP5] the host’s authorisation over the link stops the clock', async () => {
  const {start, move, pursuit, clock, of, order, carry, person} = sea('observe')
  await start()
  move(1)
  await order(DK, {type: 'pursuit.authorise', pursuit: PURSUIT}, undefined, person(DK, 'commander'))
  carry()
  clock.advance(6 * HOUR)
  of(SE).operations.tick()
  carry()
  expect(pursuit(DK)).toMatchObject({status: 'ACROSS', authorised: {by: {nation: 'DK'}}})
})

test('[OP6] at sea: the object in the host’s territorial sea, and it is over by itself', async () => {
  const {start, move, pursuit} = sea('at-sea')
  await start(true)
  move(-2, -1)
  expect(pursuit(SE)?.status).toBe('STARTED')
  move(-1, 1)
  expect(pursuit(DK)).toMatchObject({status: 'ENDED', ended: {why: 'third-state'}})
})

test('[OP7] the urgent offer has half the usual time; it ends when control of the contact has passed: FROM may watch and not act', async () => {
  const {start, move, pursuit, handoff, order, carry, of} = sea()
  await start()
  move(1)
  const offered = handoff(DK)
  of(DK).operations.presented(offered?.id as HandoffId, {role: 'operator'} as never)
  carry()
  expect(handoff(SE)?.deadline).toMatchObject({timer: 'reply', length: 60_000})
  await order(DK, {type: 'handoff.accept', handoff: offered?.id as HandoffId})
  carry()
  expect(handoff(SE)?.status).toBe('COMPLETED')
  expect(pursuit(SE)).toMatchObject({status: 'ENDED', ended: {why: 'taken-over'}})
})

test('[OP8] while the link is cut the notice waits in the outbox; FROM is told to call, and the receipt still counts', async () => {
  const {start, pursuit, clock, of, carry, world, order} = sea()
  await start()
  world.unitAt = {lon: 12.01, lat: 56}
  of(SE).operations.tick()
  clock.advance(10)
  clock.advance(10_000)
  of(SE).operations.tick()
  clock.advance(10)
  expect(pursuit(SE)).toMatchObject({status: 'ACROSS', noticeLate: true})
  await order(SE, {type: 'pursuit.tell', pursuit: PURSUIT, who: 'duty officer', number: '+45 1'})
  carry()
  expect(pursuit(SE)).toMatchObject({receivedAt: expect.any(Number), told: {who: 'duty officer'}})
})

test('[OP10] beyond the line a unit is sent to intercept under an own pursuit only, and to watch always', async () => {
  const {start, move, order, carry, person} = sea()
  await start()
  const send = (taskType: 'intercept' | 'observe', task: string) =>
    order(SE, {
      type: 'task.send',
      task: task as never,
      unit: 'SE-1' as UnitId,
      subject: {track: TRACK},
      taskType,
      note: '',
    })
  move(1)
  expect(await send('intercept', 'task-0001')).toMatchObject({outcome: 'done'})
  await order(DK, {type: 'pursuit.request-stop', pursuit: PURSUIT}, undefined, person(DK))
  carry()
  expect(await send('intercept', 'task-0002')).toMatchObject({outcome: 'refused', code: 'no-legal-basis'})
  expect(await send('observe', 'task-0003')).toMatchObject({outcome: 'done'})
})

test('[OP9] a forged notice is not taken in, and a repeated pursuit does nothing twice', async () => {
  const {start, move, pursuit, of, carry} = sea()
  await start()
  move(1)
  const [row] = of(SE)
    .operations.outboxAfter(DK, 'urgent', 0, 100)
    .filter(one => one.body.toString().includes('"crossed"'))
  const message = JSON.parse(row?.body.toString() ?? '') as {crossed: {notice: {body: string}}}
  message.crossed.notice.body = message.crossed.notice.body.replace('SE-1', 'SE-2')
  const {operations} = of(DK)
  const seq = operations.inboxPosition(SE, 'urgent').seq + 1
  const receipt = operations.receive({
    partner: SE,
    lane: 'urgent',
    seq,
    hash: Buffer.alloc(32),
    message: message as never,
    heldMs: 0,
  })
  carry()
  expect(await receipt).toBe('rejected')
  expect(pursuit(DK)?.steps.filter(step => step.code === 'notice-received')).toHaveLength(1)
})
