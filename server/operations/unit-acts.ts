import {unreachable} from '../../shared/base/assert.ts'
import type {UnitId} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'
import type {LedgerTime} from './ledger-time.ts'

export type UnitOrder = Extract<Command, {type: `unit.${string}`}>

/** What a unit says of itself or a desk for it, and the end of an emergency. */
export function unitAct(
  {house, time}: {house: House; time: LedgerTime},
  turn: Turn,
  by: Actor,
  command: UnitOrder,
  pressedAt: number | undefined,
): Refusal | undefined {
  const unit = unitOf(command, by)
  if (unit === undefined || !house.units.has(unit)) return refuse(by.role === 'field' ? 'no-unit' : 'not-found')
  const saidAt = pressedAt === undefined ? turn.at : Math.min(turn.at, Math.round(time.fromWall(pressedAt)))
  const until = 'until' in command && command.until !== undefined ? Math.round(time.fromWall(command.until)) : undefined
  switch (command.type) {
    case 'unit.sos':
      return turn.act('unit', unit, by, {type: 'sos', place: command.place, pressedAt})
    case 'unit.sos-end':
      return turn.act('unit', unit, by, {type: 'sos-end'})
    case 'unit.report': {
      const {category, text, place, report} = command
      return turn.act('unit', unit, by, {type: 'report', category, text, place, report, pressedAt})
    }
    case 'unit.status': {
      const {status, what, reason, text} = command
      return turn.act('unit', unit, by, {type: 'status', status, what, reason, text, until, saidAt})
    }
    case 'unit.duty': {
      const from = by.unit === unit ? 'phone' : 'desk'
      return turn.act('unit', unit, by, {type: 'duty', on: command.on, until, crew: command.crew, from, saidAt})
    }
    case 'unit.resources': {
      const {type: _type, unit: _unit, ...values} = command
      if (Object.keys(values).length === 0) return refuse('say-what')
      return turn.act('unit', unit, by, {type: 'resources', ...values, saidAt})
    }
    case 'unit.safe':
      return turn.act('unit', unit, by, {type: 'safe'})
    default:
      return unreachable(command)
  }
}

/** A phone speaks for its own unit and no other; a desk names the one that it speaks for. */
function unitOf(command: UnitOrder, by: Actor): UnitId | undefined {
  const named = 'unit' in command ? command.unit : undefined
  if (by.unit === undefined) return named
  return named === undefined || named === by.unit ? by.unit : undefined
}
