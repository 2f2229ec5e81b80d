import type {AlertId, UnitId} from '../../shared/base/id.ts'
import type {UnitEvent} from '../../shared/operations/unit.ts'
import type {HappeningOf, Turn} from './files.ts'
import {type House, newId} from './house.ts'

/** An emergency becomes an alert, a report a notice. */
export function afterUnit(house: House, turn: Turn, {id, events}: HappeningOf<'unit'>): void {
  for (const event of events) tellOfUnit(house, turn, id as UnitId, event)
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
