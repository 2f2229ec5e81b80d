import type {UnitId} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'

export type UnitOrder = Extract<Command, {type: `unit.${string}`}>

/** What a unit says of itself, and the end of an emergency. */
export function unitAct(house: House, turn: Turn, by: Actor, command: UnitOrder): Refusal | undefined {
  switch (command.type) {
    case 'unit.sos':
      return ofUnit(house, by, unit => turn.act('unit', unit, by, {type: 'sos', place: command.place}))
    case 'unit.sos-end':
      return house.units.has(command.unit) ? turn.act('unit', command.unit, by, {type: 'sos-end'}) : refuse('not-found')
    case 'unit.report': {
      const {category, text, place} = command
      return ofUnit(house, by, unit => turn.act('unit', unit, by, {type: 'report', category, text, place}))
    }
    case 'unit.status':
      return ofUnit(house, by, unit => turn.act('unit', unit, by, {type: 'status', status: command.status}))
  }
}

function ofUnit(house: House, by: Actor, act: (unit: UnitId) => Refusal | undefined): Refusal | undefined {
  return by.unit === undefined || !house.units.has(by.unit) ? refuse('no-unit') : act(by.unit)
}
