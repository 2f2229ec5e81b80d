import {z} from 'zod'
import {alertThing} from './alert-thing.ts'
import {contactThing} from './contact-thing.ts'
import {handoffThing} from './handoff-thing.ts'
import {incidentThing} from './incident-thing.ts'
import {noticeThing} from './notice-thing.ts'
import {taskThing} from './task-thing.ts'
import {unitThing} from './unit-thing.ts'

export {alertThing, type AlertThing} from './alert-thing.ts'
export {contactThing, custody, type ContactThing} from './contact-thing.ts'
export {handoffThing, terms, TRANSFERS, type HandoffThing, type Terms} from './handoff-thing.ts'
export {incidentThing, type IncidentThing} from './incident-thing.ts'
export {taskThing, type TaskThing} from './task-thing.ts'
export {unitThing, type UnitThing} from './unit-thing.ts'
export {noticeThing, type NoticeThing} from './notice-thing.ts'
export {
  agreementId,
  alertId,
  basisSchema,
  contactId,
  doer,
  handoffId,
  incidentId,
  nationCode,
  postId,
  ruleId,
  taskId,
  trackId,
  unitId,
  type Doer,
} from './parts.ts'
export {ALERT_STATUSES} from '../operations/alert.ts'
export {HANDOFF_ENDS, HANDOFF_OPEN, HANDOFF_STATUSES, REJECT_CODES} from '../operations/handoff-state.ts'
export {INCIDENT_CATEGORIES, INCIDENT_STATUSES} from '../operations/incident.ts'
export {TASK_STATUSES, TASK_TYPES} from '../operations/task.ts'

/** Everything durable that a console shows. Always the whole state, never a difference. */
export const thing = z.discriminatedUnion('kind', [
  alertThing,
  contactThing,
  handoffThing,
  incidentThing,
  taskThing,
  unitThing,
  noticeThing,
])
export type Thing = z.infer<typeof thing>
export type ThingKind = Thing['kind']
