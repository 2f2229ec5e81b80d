import type {Actor} from '../../shared/operations/actor.ts'
import type {Refusal} from '../../shared/operations/decider.ts'
import type {Command} from '../../shared/protocol/command.ts'
import {alertAct, type AlertOrder} from './alert-acts.ts'
import {convoyAct, type ConvoyOrder} from './convoy-acts.ts'
import {contactAct, type ContactOrder} from './contact-orders.ts'
import type {Turn} from './files.ts'
import {handoffAct, type HandoffOrder} from './handoff-acts.ts'
import type {ActContext} from './house.ts'
import {incidentAct, type IncidentOrder} from './incident-acts.ts'
import {postAct, type PostOrder} from './post-acts.ts'
import {shiftAct, type ShiftOrder} from './shift-acts.ts'
import {pursuitAct, type PursuitOrder} from './pursuit-acts.ts'
import {pointOutAct, type PointOutOrder} from './point-out-acts.ts'
import {taskAct, type TaskOrder} from './task-acts.ts'
import {unitAct, type UnitOrder} from './unit-acts.ts'

/** A person's command on things of the own ledger, with the facts that its decider needs. */
export function actOn(
  context: ActContext,
  turn: Turn,
  by: Actor,
  command: Command,
  pressedAt: number | undefined,
): Refusal | undefined {
  const {house} = context
  if (isOf(command, 'alert')) return alertAct(turn, by, command)
  if (isOf(command, 'contact')) return contactAct(context, turn, by, command)
  if (isOf(command, 'incident')) return incidentAct(house, turn, by, command)
  if (isOf(command, 'post')) return postAct(house, turn, by, command)
  if (isOf(command, 'shift')) return shiftAct(house, turn, by, command)
  if (isOf(command, 'pursuit')) return pursuitAct(context, turn, by, command)
  if (isOf(command, 'task')) return taskAct(house, turn, by, command, pressedAt)
  if (isOf(command, 'unit')) return unitAct(context, turn, by, command, pressedAt)
  if (isOf(command, 'point-out')) return pointOutAct(context, turn, by, command)
  if (isOf(command, 'convoy')) return convoyAct(context, turn, by, command)
  return handoffAct(context, turn, by, command)
}

type Orders = {
  alert: AlertOrder
  contact: ContactOrder
  incident: IncidentOrder
  post: PostOrder
  shift: ShiftOrder
  pursuit: PursuitOrder
  task: TaskOrder
  unit: UnitOrder
  handoff: HandoffOrder
  convoy: ConvoyOrder
  'point-out': PointOutOrder
}

function isOf<Kind extends keyof Orders>(command: Command, kind: Kind): command is Orders[Kind] {
  return command.type.startsWith(`${kind}.`)
}
