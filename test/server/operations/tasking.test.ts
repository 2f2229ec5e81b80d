import {expect, test} from 'vitest'
import type {TaskId, UnitId} from '../../../shared/base/id.ts'
import type {AlertThing, TaskThing, UnitThing} from '../../../shared/protocol/things.ts'
import {DK, SE, twoNations} from './two-nations.ts'

const TASK = 'task-0001' as TaskId
const UNIT = 'SE-1' as UnitId
const MINUTE = 60_000

/** SE-1 has been sent a task; `pass` lets time go by in steps of a second. */
async function tasked() {
  const nations = twoNations()
  const {clock, of, order, person} = nations
  const boat = {...person(SE, 'field'), unit: UNIT}
  await order(SE, {type: 'task.send', task: TASK, unit: UNIT, taskType: 'observe', note: ''})
  function pass(ms: number): void {
    for (let passed = 0; passed < ms; passed += 1_000) {
      clock.advance(1_000)
      of(SE).operations.tick()
    }
    clock.advance(10)
  }
  const all = (kind: string) => [...of(SE).operations.things()].filter(thing => thing.kind === kind)
  return {
    ...nations,
    boat,
    pass,
    task: () => all('task')[0] as TaskThing,
    unit: () => all('unit')[0] as UnitThing,
    alert: (rule: string) => (all('alert') as AlertThing[]).find(alert => alert.rule === rule),
    say: (type: 'task.delivered' | 'task.received' | 'task.wilco' | 'task.on-scene' | 'task.complete') =>
      order(SE, {type, task: TASK}, undefined, boat),
  }
}

test('[OU1] what the device has but nobody has read is sent again, and its sender told; then the commander', async () => {
  const {pass, say, task, alert} = await tasked()
  await say('task.delivered')
  pass(179_000)
  expect(task()).toMatchObject({status: 'DELIVERED', sends: 1, unread: false})
  expect(alert('task-unread')).toBe(undefined)
  pass(2_000)
  expect(task()).toMatchObject({sends: 2, unread: true, escalated: false, deadline: {timer: 'read', length: 180_000}})
  expect(alert('task-unread')).toMatchObject({
    ...{priority: 2, status: 'UNACK', count: 1},
    evidence: [{code: 'task-unread', values: {unit: 'SE-1', minutes: 3}}],
  })
  pass(180_000)
  expect(task()).toMatchObject({sends: 3, escalated: true})
  expect(alert('task-unread')).toMatchObject({count: 2, again: {code: 'told-commander'}})
  await say('task.received')
  expect(task()).toMatchObject({status: 'RECEIVED', cot: {reply: 'y-a-r'}})
  expect(task().deadline).toBe(undefined)
  expect(alert('task-unread')?.status).toBe('CLEARED_UNACK')
})

test('[OU2] the recall of a task waits for the unit’s receipt in the same way', async () => {
  const {order, pass, say, task, unit, alert, boat} = await tasked()
  await say('task.wilco')
  await order(SE, {type: 'task.cancel', task: TASK})
  expect(unit().status).toBe('available')
  pass(181_000)
  expect(task()).toMatchObject({status: 'CANCELLED', sends: 2})
  expect(alert('task-unread')?.evidence[0]?.code).toBe('recall-unread')
  await order(SE, {type: 'task.stood-down', task: TASK}, undefined, boat)
  expect(task().stoodDown).toBeGreaterThan(0)
  expect(alert('task-unread')?.status).toBe('CLEARED_UNACK')
})

test('[OU3] on scene a unit is asked whether all is well; without an answer an alert is raised, which the answer ends', async () => {
  const {order, pass, say, unit, alert, boat, world, clock} = await tasked()
  world.unitAt = {lon: 12, lat: 56}
  await say('task.on-scene')
  expect(unit().safety?.late).toBe(false)
  pass(30 * MINUTE)
  expect(unit().safety?.askedAt).toBeCloseTo(clock.wall(), -4)
  expect(alert('unit-safety')).toBe(undefined)
  pass(2 * MINUTE)
  expect(unit().safety).toMatchObject({late: true})
  expect(alert('unit-safety')).toMatchObject({priority: 2, status: 'UNACK', evidence: [{code: 'safety-late'}]})
  await order(SE, {type: 'unit.safe'}, undefined, boat)
  expect(unit().safety).toMatchObject({late: false})
  expect(alert('unit-safety')?.status).toBe('CLEARED_UNACK')
})

test('[OU4] no place for ten minutes while it has a task raises an alert, which the next place ends', async () => {
  const {pass, say, unit, alert, world} = await tasked()
  await say('task.wilco')
  pass(9 * MINUTE)
  expect(alert('unit-silent')).toBe(undefined)
  pass(1 * MINUTE + 2_000)
  expect(unit().silent?.since).toBeGreaterThan(0)
  expect(alert('unit-silent')).toMatchObject({priority: 2, evidence: [{code: 'unit-silent', values: {minutes: 10}}]})
  world.unitAt = {lon: 12, lat: 56}
  pass(1_000)
  expect(unit().silent).toBe(undefined)
  expect(alert('unit-silent')?.status).toBe('CLEARED_UNACK')
  pass(11 * MINUTE)
  expect(alert('unit-silent')?.status).toBe('CLEARED_UNACK')
})

test('[OU5] what a node raises of its own units stays at home', async () => {
  const {pass, say, carry, of} = await tasked()
  await say('task.delivered')
  pass(181_000)
  carry()
  expect([...of(DK).operations.things()].filter(({kind}) => kind === 'alert')).toEqual([])
})

test('[OU6] what was said without a link holds since the press, and a desk may say it for a unit that called', async () => {
  const {order, of, clock, unit, boat} = await tasked()
  const commandId = '00000000-0000-7000-8000-00000000f001' as never
  const pressedAt = clock.wall() - 5 * MINUTE
  const said = {type: 'unit.resources', batteryPercent: 41} as const
  const done = of(SE).operations.execute({commandId, pressedAt, command: said}, boat)
  clock.advance(10)
  expect(await done).toMatchObject({outcome: 'done'})
  expect(unit().battery).toEqual({percent: 41, at: pressedAt})
  const limited = {type: 'unit.status', status: 'limited', what: 'speed', text: 'one engine'} as const
  await order(SE, {...limited, unit: UNIT})
  expect(unit()).toMatchObject({operational: 'limited', status: 'assigned', limited: {what: 'speed'}})
  await order(SE, {type: 'unit.duty', unit: UNIT, on: true, until: clock.wall() + 60 * MINUTE, crew: 3})
  expect(unit()).toMatchObject({duty: {on: true, from: 'desk'}, crew: {count: 3}})
  expect(await order(SE, {type: 'unit.resources', unit: UNIT})).toMatchObject({code: 'say-what'})
  expect(await order(SE, {...said, unit: 'SE-9' as UnitId}, undefined, boat)).toMatchObject({code: 'no-unit'})
})

test('[OU7] timers of tasks and units fire once after a restart, whatever the time of day was set to', async () => {
  const {restart, clock, pass, say, task, alert, of} = await tasked()
  await say('task.delivered')
  of(SE).operations.stop()
  clock.advance(200_000)
  restart(SE)
  clock.advance(10)
  expect(task()).toMatchObject({sends: 2, unread: true})
  expect(alert('task-unread')).toMatchObject({count: 1})
  clock.stepWall(-3 * 3_600_000)
  pass(178_000)
  expect(task().sends).toBe(2)
  pass(3_000)
  expect(task().sends).toBe(3)
})
