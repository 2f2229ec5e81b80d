import {unreachable} from '../../shared/base/assert.ts'
import type {UnitId} from '../../shared/base/id.ts'
import type {UnitEvent, UnitState} from '../../shared/operations/unit.ts'
import type {HappeningOf, Turn} from './files.ts'
import {type House, newId} from './house.ts'
import {endAlert, raiseAlert} from './own-alerts.ts'

/** An emergency becomes an alert, a report a notice; so does a unit of which nothing is heard. */
export function afterUnit(house: House, turn: Turn, {id, after, events}: HappeningOf<'unit'>): void {
  for (const event of events) tellOfUnit(house, turn, id as UnitId, event)
  const {safety, hearing} = after
  if (safety?.late !== true) endAlert(house, turn, safetyOf(id as UnitId))
  if (hearing?.since === undefined) endAlert(house, turn, silenceOf(id as UnitId))
}

function tellOfUnit(house: House, turn: Turn, id: UnitId, event: UnitEvent): void {
  const unit = house.units.get(id)
  if (unit === undefined) return
  const {name, world} = unit
  const keys = [`unit:${id}`]
  const state = turn.get('unit', id)
  const place = house.rooms.picture.subjectOf(`unit:${id}`)?.place
  switch (event.type) {
    case 'sos-raised':
      return raiseAlert(
        house,
        turn,
        {
          ...{rule: 'distress', situation: sosOf(id), world, priority: 1, keys},
          evidence: [{code: 'sos', values: {unit: name}}],
          // A phone that knows no place has one all the same: where the picture has its unit.
          place: event.place ?? place,
          since: event.at,
        },
        event.by,
      )
    case 'sos-ended':
      return endAlert(house, turn, sosOf(id))
    case 'safety-late':
      return raiseAlert(house, turn, {
        ...{rule: 'unit-safety', situation: safetyOf(id), world, priority: 2, keys, place},
        evidence: [{code: 'safety-late', values: {unit: name, minutes: minutesSince(state.safety?.askedAt, event.at)}}],
        since: state.safety?.askedAt ?? event.at,
      })
    case 'silent':
      return raiseAlert(house, turn, {
        ...{rule: 'unit-silent', situation: silenceOf(id), world, priority: 2, keys, place},
        evidence: [{code: 'unit-silent', values: {unit: name, minutes: minutesSince(silentSince(state), event.at)}}],
        since: silentSince(state) ?? event.at,
      })
    case 'reported':
      return noticeReport(house, turn, id, event)
    case 'status-set':
    case 'duty-set':
    case 'resources-set':
    case 'safe':
    case 'safety-asked':
    case 'heard':
    case 'tasked':
      return
    default:
      return unreachable(event)
  }
}

function noticeReport(house: House, turn: Turn, id: UnitId, event: Extract<UnitEvent, {type: 'reported'}>): void {
  const {units, random} = house
  const unit = units.get(id)
  if (unit === undefined) return
  const {name, world} = unit
  const {category, text, place, report} = event
  const evidence = [{code: 'report', values: {unit: name, category, ...(text === undefined ? {} : {text})}}]
  const notice = report ?? newId(random)
  turn.act('notice', notice, event.by, {
    type: 'record',
    notice: {
      ...{id: notice, world, rule: 'report', keys: [`unit:${id}`], subjects: [name], evidence},
      ...(place === undefined ? {} : {place}),
    },
  })
}

function minutesSince(since: number | undefined, at: number): number {
  return Math.max(1, Math.round((at - (since ?? at)) / 60_000))
}

function silentSince({hearing}: UnitState): number | undefined {
  return hearing?.since
}

function sosOf(unit: UnitId): string {
  return `sos:${unit}`
}

function safetyOf(unit: UnitId): string {
  return `safety:${unit}`
}

function silenceOf(unit: UnitId): string {
  return `silent:${unit}`
}
