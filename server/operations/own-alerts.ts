import type {AlertId, ContactId} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {AlertRule, Evidence, Priority} from '../../shared/model/finding.ts'
import type {World} from '../../shared/model/world.ts'
import type {AlertFile} from '../../shared/operations/alert.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {Turn} from './files.ts'
import {type House, newId} from './house.ts'

/** Something about own people or units that somebody has to look at. */
export type OwnSituation = {
  readonly rule: AlertRule
  /** Same situation, same string: there is one alert of it. */
  readonly situation: string
  readonly world: World
  readonly priority: Priority
  readonly evidence: readonly Evidence[]
  readonly place?: Position | undefined
  readonly contact?: ContactId | undefined
  readonly since: number
  readonly keys: readonly string[]
  /** Why it rings again though it lasts. */
  readonly rings?: Evidence | undefined
}

/** An alert without a rule over the picture: raised in the turn that brought it about, or found again while it stands. */
export function raiseAlert(house: House, turn: Turn, own: OwnSituation, by: Actor = house.system): void {
  const {rule, situation, world, priority, evidence, place, contact, since, keys, rings} = own
  const said = {priority, confidence: 'high' as const, evidence, place, contact, since, keys}
  const standing = standingAlert(turn, situation)
  if (standing !== undefined) {
    turn.act('alert', standing.id, by, {type: 'again', ...said, rings})
    return
  }
  const id = newId(house.random) as AlertId
  turn.act('alert', id, by, {type: 'raise', id, world, origin: house.own, rule, situation, ...said})
}

/** The condition is over. */
export function endAlert(house: House, turn: Turn, situation: string): void {
  const standing = standingAlert(turn, situation)
  if (standing?.active === true) turn.act('alert', standing.id, house.system, {type: 'clear'})
}

/** Over and looked at, or handed to an incident, an alert is done with: the next time it is another one. */
function standingAlert(turn: Turn, situation: string): AlertFile | undefined {
  for (const alert of turn.all('alert')) {
    if (alert.status === 'NONE' || alert.situation !== situation || alert.copied !== undefined) continue
    if (alert.active || (alert.acknowledged === undefined && alert.incident === undefined)) return alert
  }
  return undefined
}
