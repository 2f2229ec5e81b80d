import type {UnitId} from '../../shared/base/id.ts'
import {unreachable} from '../../shared/base/assert.ts'
import {type Refusal, refuse} from '../../shared/operations/decider.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {Command, CommandType} from '../../shared/protocol/command.ts'

/** What the caller knows of the thing the command is about. */
export type About = {
  /** The unit whose task it is. */
  readonly taskUnit?: UnitId
  /** Somebody else has shelved the alert. */
  readonly shelvedByOther?: boolean
}

const FIELD: ReadonlySet<CommandType> = new Set([
  'task.delivered',
  'task.received',
  'task.wilco',
  'task.cannot-comply',
  'task.en-route',
  'task.on-scene',
  'task.complete',
  'unit.sos',
  'unit.report',
  'unit.status',
])
const COMMANDER: ReadonlySet<CommandType> = new Set(['incident.close'])

/** Whether a person's role lets them give a command; what the present state allows is the decider's. */
export function authority(person: Person, command: Command, about: About = {}): Refusal | undefined {
  const {role} = person
  switch (role) {
    case 'liaison':
    case 'auditor':
    case 'admin':
      return refuse('not-your-role')
    case 'field':
      if (!FIELD.has(command.type) || person.unit === undefined) return refuse('not-allowed')
      return about.taskUnit !== undefined && about.taskUnit !== person.unit ? refuse('not-allowed') : undefined
    case 'operator':
      if (FIELD.has(command.type)) return refuse('not-allowed')
      if (COMMANDER.has(command.type)) return refuse('commander-only')
      return command.type === 'alert.unshelve' && about.shelvedByOther === true ? refuse('commander-only') : undefined
    case 'commander':
      return FIELD.has(command.type) ? refuse('not-allowed') : undefined
    default:
      return unreachable(role)
  }
}
