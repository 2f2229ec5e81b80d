import type {Position} from '../../shared/geo/position.ts'
import type {Act} from '../../shared/model/law.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import {refuse, type Refusal} from '../../shared/operations/decider.ts'
import {isOpenPursuit} from '../../shared/operations/pursuit.ts'
import {refusedBeyond} from '../../shared/operations/pursuit-rights.ts'
import type {TaskType} from '../../shared/operations/task.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'

/** What a unit does to somebody on such a task: one of these acts has to have a basis where the object is. */
const TAKING: Readonly<Partial<Record<TaskType, readonly Act[]>>> = {
  intercept: ['stop', 'pursue'],
  inspect: ['board', 'inspect-fishing', 'customs-control'],
}

/**
 * A task that takes something of somebody is not sent where law and agreements give no basis for it, unless a pursuit of
 * the own nation does. What only watches or helps is always sent, and so is what is about an unknown place.
 */
export function refuseWithoutBasis(
  {own, rooms}: House,
  turn: Turn,
  of: {readonly taskType: TaskType; readonly contact: ContactFile | undefined; readonly place: Position | undefined},
): Refusal | undefined {
  const {taskType, contact, place} = of
  const acts = TAKING[taskType]
  if (acts === undefined || contact === undefined || place === undefined) return undefined
  const flag = contact.key === undefined ? undefined : rooms.law.flagOf(contact.key)
  if (acts.some(act => rooms.law.hasBasis(place, flag, act))) return undefined
  for (const pursuit of turn.all('pursuit')) {
    if (!isOpenPursuit(pursuit) || pursuit.from !== own || pursuit.contact !== contact.id) continue
    if (acts.some(act => refusedBeyond(pursuit, act) === undefined)) return undefined
  }
  return refuse('no-legal-basis')
}
