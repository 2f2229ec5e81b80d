import type {AlertId, HandoffId, NationCode, PostId, TaskId, UnitId} from '../../shared/base/id.ts'
import {hex, type Random} from '../../shared/base/random.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {HandoffFile, HandoffState} from '../../shared/operations/handoff.ts'
import {HANDOFF_ENDS} from '../../shared/operations/handoff-state.ts'
import type {TaskFile} from '../../shared/operations/task.ts'
import type {GrantBody} from '../../shared/protocol/link.ts'
import type {TaskingStatus, UnitEvent} from '../../shared/operations/unit.ts'
import type {Unit} from '../../shared/model/unit.ts'
import {given} from './drafts.ts'
import type {Happening, Turn} from './files.ts'
import type {Rooms} from './ports.ts'

export type House = {
  readonly own: NationCode
  readonly system: Actor
  readonly units: ReadonlyMap<UnitId, Unit>
  readonly rooms: Rooms
  readonly random: Random
  /** Names of contacts are hashed under it. */
  readonly contactSecret: Uint8Array
}

/** What follows at once from what has just happened, in the same transaction. */
export function react(house: House, turn: Turn, happening: Happening): void {
  switch (happening.kind) {
    case 'handoff': {
      const {after, before} = happening
      if (after.status === 'NONE') return
      for (const event of happening.events) if (event.type === 'completed') passControl(house, turn, after, event)
      if (after.to === house.own) standBy(house, turn, before, after)
      return
    }
    case 'contact':
      for (const event of happening.events)
        if (event.type === 'granted') turn.send(event.grant.from, {type: 'receipt', grant: event.grant.grant})
      return
    case 'task':
      if (happening.after.status !== 'NONE') followTask(house, turn, happening.after)
      return
    case 'unit':
      for (const event of happening.events) tellOfUnit(house, turn, happening.id as UnitId, event)
      return
    case 'alert':
    case 'incident':
    case 'notice':
    case 'request':
      return
  }
}

/** The handoff's end and the change of control are one commit; the signed grant goes with it. */
function passControl(
  {own, system, rooms, random}: House,
  turn: Turn,
  handoff: HandoffFile,
  completed: {readonly controller: NationCode; readonly post?: PostId | undefined; readonly epoch: number},
): void {
  const grant = hex(random.bytes(12))
  const {controller: to, post, epoch} = completed
  turn.act('contact', handoff.contact, system, {type: 'pass', handoff: handoff.id, grant, to, post, epoch})
  if (to === own) return
  const {contact, agreement, world} = handoff
  const body: GrantBody = given({
    grant,
    contact,
    handoff: handoff.id,
    from: own,
    to,
    toPost: post,
    epoch,
    agreement,
    world,
  })
  const text = JSON.stringify(body)
  turn.send(to, {type: 'grant', body: text, signature: rooms.grants.sign(text)})
}

/** The field unit of the receiving post is told once that something is coming, and told again when it is not. */
function standBy(house: House, turn: Turn, before: HandoffState, handoff: HandoffFile): void {
  const task = standbyTask(handoff.id)
  const standing = turn.get('task', task)
  if (isEndedWithout(handoff)) {
    if (standing.status !== 'NONE') turn.act('task', task, house.system, {type: 'cancel'})
    return
  }
  const isDue = handoff.status === 'ACCEPTED' || handoff.status === 'RELEASED' || handoff.status === 'COMPLETED'
  if (!isDue || before.status === handoff.status || standing.status !== 'NONE') return
  const contact = turn.get('contact', handoff.contact)
  const key = contact.status === 'NONE' ? undefined : contact.key
  const free = [...house.units.keys()].filter(unit => turn.get('unit', unit).tasks.length === 0)
  const {toPost: post, world, subject} = handoff
  const unit = house.rooms.handoffs.nearestUnit({post, place: subject.place, world, free})
  if (unit === undefined) return
  turn.act('task', task, house.system, {
    type: 'send',
    id: task,
    world,
    unit,
    taskType: 'handoff-standby',
    contact: handoff.contact,
    handoff: handoff.id,
    key,
    title: subject.label,
    note: '',
    place: subject.place,
    readWithinMs: 60_000,
  })
}

/** One per handoff, so that it can never be sent twice. */
function standbyTask(handoff: HandoffId): TaskId {
  return `standby-${handoff}`.slice(0, 64) as TaskId
}

function isEndedWithout(handoff: HandoffFile): boolean {
  return handoff.status !== 'COMPLETED' && HANDOFF_ENDS.some(end => end === handoff.status)
}

/** The unit and the incident follow the task. */
function followTask({system}: House, turn: Turn, task: TaskFile): void {
  const {id, unit, status, incident} = task
  turn.act('unit', unit, system, {type: 'tasked', task: id, status: taskingOf(task)})
  if (incident !== undefined) turn.act('incident', incident, system, {type: 'progress', task: id, unit, status})
}

function taskingOf(task: TaskFile): TaskingStatus | 'over' {
  switch (task.status) {
    case 'SENT':
    case 'DELIVERED':
    case 'RECEIVED':
    case 'WILCO':
      return 'assigned'
    case 'EN_ROUTE':
      return 'en-route'
    case 'ON_SCENE':
      return 'on-scene'
    case 'CANTCO':
    case 'COMPLETE':
    case 'CANCELLED':
      return 'over'
  }
}

function tellOfUnit(house: House, turn: Turn, id: UnitId, event: UnitEvent): void {
  const {own, system, units, random} = house
  const unit = units.get(id)
  if (unit === undefined) return
  const {name, world} = unit
  const keys = [`unit:${id}`]
  switch (event.type) {
    case 'sos-raised': {
      const alert = newId(random) as AlertId
      turn.act('alert', alert, event.by, {
        type: 'raise',
        id: alert,
        world,
        origin: own,
        rule: 'distress',
        situation: sosOf(id),
        priority: 1,
        confidence: 'high',
        evidence: [{code: 'sos', values: {unit: name}}],
        place: event.place,
        since: event.at,
        keys,
      })
      return
    }
    case 'sos-ended':
      for (const alert of turn.all('alert')) {
        if (alert.status === 'NONE' || alert.situation !== sosOf(id) || !alert.active) continue
        turn.act('alert', alert.id, system, {type: 'clear'})
      }
      return
    case 'reported': {
      const {category, text, place} = event
      const evidence = [{code: 'report', values: {unit: name, category, ...(text === undefined ? {} : {text})}}]
      const notice = newId(random)
      turn.act('notice', notice, event.by, {
        type: 'record',
        notice: {
          id: notice,
          world,
          rule: 'report',
          keys,
          subjects: [name],
          evidence,
          ...(place === undefined ? {} : {place}),
        },
      })
      return
    }
    case 'status-set':
    case 'tasked':
      return
  }
}

function sosOf(unit: UnitId): string {
  return `sos:${unit}`
}

/** Says nothing about how many there are. */
export function newId(random: Random): string {
  return hex(random.bytes(12))
}
