import type {HandoffId, PostId, TaskId, NationCode} from '../../shared/base/id.ts'
import {hex} from '../../shared/base/random.ts'
import type {HandoffFile, HandoffState} from '../../shared/operations/handoff.ts'
import {HANDOFF_ENDS} from '../../shared/operations/handoff-state.ts'
import type {GrantBody} from '../../shared/protocol/link-custody.ts'
import {verbalGrant} from './custody-acts.ts'
import {given} from './drafts.ts'
import type {HappeningOf, Turn} from './files.ts'
import type {House} from './house.ts'

/** Control passes with the handoff's end; the receiving unit is told. */
export function afterHandoff(house: House, turn: Turn, {before, after, events}: HappeningOf<'handoff'>): void {
  if (after.status === 'NONE') return
  for (const event of events) if (event.type === 'completed') passControl(house, turn, after, event)
  if (after.to === house.own && after.from !== house.own) standBy(house, turn, before, after)
}

/** The handoff's end and the change of control are one commit; the signed grant goes with it. */
function passControl(
  {own, system, rooms, random}: House,
  turn: Turn,
  handoff: HandoffFile,
  completed: {
    readonly controller: NationCode
    readonly post?: PostId | undefined
    readonly epoch: number
    readonly since?: number | undefined
  },
): void {
  const {controller: to, post, epoch, since} = completed
  if (handoff.form === 'merge' && handoff.successor !== undefined) {
    turn.act('contact', handoff.contact, system, {type: 'merge', into: handoff.successor})
    return
  }
  const byVoice = handoff.verbal?.countersigned !== undefined
  const grant = byVoice ? verbalGrant(handoff).grant : hex(random.bytes(12))
  const {functions} = handoff.terms
  turn.act('contact', handoff.contact, system, {
    ...{type: 'pass', handoff: handoff.id, grant, to, post, epoch, since, functions, verbal: byVoice},
  })
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
    verbal: byVoice ? (true as const) : undefined,
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
