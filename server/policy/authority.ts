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
  /** Who holds the person's post, where that is somebody else. */
  readonly postHolder?: string
}

/** What a desk may say for a unit that has called; it names the unit. */
const FOR_UNIT = ['unit.status', 'unit.duty', 'unit.resources', 'unit.safe'] as const
const FIELD: ReadonlySet<CommandType> = new Set<CommandType>([
  'task.delivered',
  'task.received',
  'task.wilco',
  'task.cannot-comply',
  'task.en-route',
  'task.on-scene',
  'task.executing',
  'task.abort',
  'task.complete',
  'task.stood-down',
  'unit.sos',
  'unit.report',
  ...FOR_UNIT,
])
/** What the unit that pursues may say besides the desks. */
const PURSUING: ReadonlySet<CommandType> = new Set(['pursuit.signal', 'pursuit.cross', 'pursuit.interrupt'])
const COMMANDER: ReadonlySet<CommandType> = new Set([
  'incident.close',
  'incident.reopen',
  'incident.assign-lead',
  'incident.sar-lower',
  'incident.sar-end',
  'incident.share',
  'incident.unshare',
  'incident.offer-lead',
  'incident.withdraw-lead',
  'incident.accept-lead',
  'incident.decline-lead',
  'pursuit.start',
])

/** What somebody may do who is at a post that another person holds: relieve them. */
const WATCHING: ReadonlySet<CommandType> = new Set([
  // Whoever sees that people are at risk says so.
  'incident.sar-raise',
  'post.take',
  'shift.join',
  'shift.read',
  'shift.ask',
  'shift.sign',
  'shift.refuse',
])

/** Whether a person's role lets them give a command; what the present state allows is the decider's. */
export function authority(person: Person, command: Command, about: About = {}): Refusal | undefined {
  const {role} = person
  switch (role) {
    case 'liaison':
    case 'auditor':
    case 'admin':
      return refuse('not-your-role')
    case 'field':
      if (person.unit === undefined) return refuse('not-allowed')
      if (PURSUING.has(command.type)) return undefined
      if (!FIELD.has(command.type)) return refuse('not-allowed')
      return about.taskUnit !== undefined && about.taskUnit !== person.unit ? refuse('not-allowed') : undefined
    case 'operator':
      if (isOfTheField(command)) return refuse('not-allowed')
      if (COMMANDER.has(command.type)) return refuse('commander-only')
      if (about.postHolder !== undefined && !WATCHING.has(command.type))
        return refuse('not-your-post', {post: person.post ?? '', holder: about.postHolder})
      return command.type === 'alert.unshelve' && about.shelvedByOther === true ? refuse('commander-only') : undefined
    case 'commander':
      return isOfTheField(command) ? refuse('not-allowed') : undefined
    default:
      return unreachable(role)
  }
}

function isOfTheField(command: Command): boolean {
  if (FOR_UNIT.some(type => type === command.type) && 'unit' in command && command.unit !== undefined) return false
  return FIELD.has(command.type)
}
