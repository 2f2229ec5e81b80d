import {createHash} from 'node:crypto'
import type {ShiftId} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {refuse, type Refusal} from '../../shared/operations/decider.ts'
import {isShiftOpen, shiftContent, type ShiftFile} from '../../shared/operations/shift.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'
import {draftOf} from './shift-draft.ts'

export type ShiftOrder = Extract<Command, {type: `shift.${string}`}>

/** One step of the handover of a post. It is always taken on what the things say at that moment. */
export function shiftAct(house: House, turn: Turn, by: Actor, command: ShiftOrder): Refusal | undefined {
  const {shift: id} = command
  if (command.type === 'shift.prepare') return prepare(house, turn, by, command)
  refreshShift(house, turn, id)
  switch (command.type) {
    case 'shift.write':
      return turn.act('shift', id, by, {type: 'write', text: command.text, language: command.language})
    case 'shift.remark':
      return turn.act('shift', id, by, {type: 'remark', item: command.item, text: command.text})
    case 'shift.join':
      return turn.act('shift', id, by, {type: 'join'})
    case 'shift.read':
      return turn.act('shift', id, by, {type: 'read', items: command.items, seen: command.seen})
    case 'shift.ask':
      return turn.act('shift', id, by, {type: 'ask', item: command.item, text: command.text})
    case 'shift.answer':
      return turn.act('shift', id, by, {type: 'answer', item: command.item, text: command.text})
    case 'shift.sign':
      return sign(turn, id, by, command.hash)
    case 'shift.refuse':
      return turn.act('shift', id, by, {type: 'refuse', text: command.text})
    case 'shift.decide':
      return turn.act('shift', id, by, {type: 'decide', goOn: command.goOn, text: command.text})
    case 'shift.cancel':
      return turn.act('shift', id, by, {type: 'cancel'})
  }
}

/** Brings a running handover in line with the things. */
export function refreshShift(house: House, turn: Turn, id: ShiftId): void {
  const state = turn.get('shift', id)
  if (state.status === 'NONE' || !isShiftOpen(state.status)) return
  turn.act('shift', id, house.system, {type: 'refresh', items: draftOf(house, turn, state.post)})
}

/** What a signature is over, as bytes and as their hash. */
export function signedContent(state: ShiftFile): {readonly text: string; readonly hash: string} {
  const text = JSON.stringify(shiftContent(state))
  return {text, hash: createHash('sha256').update(text).digest('hex')}
}

function prepare(
  house: House,
  turn: Turn,
  by: Actor,
  {shift: id, post}: Extract<ShiftOrder, {type: 'shift.prepare'}>,
): Refusal | undefined {
  if (!house.posts.has(post)) return refuse('not-found')
  const {holder} = turn.get('post', post)
  let running = false
  for (const other of turn.all('shift'))
    if (other.status !== 'NONE' && other.post === post && isShiftOpen(other.status)) running = true
  return turn.act('shift', id, by, {
    type: 'prepare',
    id,
    world: house.world,
    post,
    items: draftOf(house, turn, post),
    holder: holder?.by,
    running,
  })
}

/** The second signature and the change of holder are one commit, or neither is. */
function sign(turn: Turn, id: ShiftId, by: Actor, hash: string): Refusal | undefined {
  const before = turn.get('shift', id)
  if (before.status === 'NONE') return refuse('not-found')
  const refused = turn.act('shift', id, by, {type: 'sign', hash, present: signedContent(before).hash})
  if (refused !== undefined) return refused
  const after = turn.get('shift', id)
  if (after.status !== 'COMPLETED' || after.incoming === undefined) return undefined
  return turn.act('post', after.post, by, {type: 'relieve', from: after.outgoing, to: after.incoming.by, shift: id})
}
