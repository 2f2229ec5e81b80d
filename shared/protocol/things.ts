import {z} from 'zod'
import {alertThing} from './alert-thing.ts'
import {contactThing} from './contact-thing.ts'
import {dueThing} from './due-thing.ts'
import {fileThing} from './file-thing.ts'
import {handoffThing} from './handoff-thing.ts'
import {incidentThing} from './incident-thing.ts'
import {noticeThing} from './notice-thing.ts'
import {postThing} from './post-thing.ts'
import {shiftThing} from './shift-thing.ts'
import {pursuitThing} from './pursuit-thing.ts'
import {pointOutThing} from './point-out-thing.ts'
import {taskThing} from './task-thing.ts'
import {unitThing} from './unit-thing.ts'

export {alertThing, type AlertThing} from './alert-thing.ts'
export {contactThing, custody, type ContactThing} from './contact-thing.ts'
export {dueThing, DUE_STATUSES, wouldTell, type DueThing, type WouldTell} from './due-thing.ts'
export {fileThing, type FileThing} from './file-thing.ts'
export {handoffThing, terms, TRANSFERS, type HandoffThing, type Terms} from './handoff-thing.ts'
export {incidentThing, type IncidentThing} from './incident-thing.ts'
export {pointOutThing, type PointOutThing} from './point-out-thing.ts'
export {pursuitThing, type PursuitThing} from './pursuit-thing.ts'
export {taskThing, type TaskThing} from './task-thing.ts'
export {unitThing, type UnitThing} from './unit-thing.ts'
export {noticeThing, type NoticeThing} from './notice-thing.ts'
export {postThing, type PostThing} from './post-thing.ts'
export {shiftThing, type ShiftThing} from './shift-thing.ts'
export {
  agreementId,
  alertId,
  basisSchema,
  contactId,
  doer,
  handoffId,
  incidentId,
  nationCode,
  pointOutId,
  postId,
  pursuitId,
  ruleId,
  taskId,
  trackId,
  unitId,
  type Doer,
} from './parts.ts'
export {ALERT_STATUSES} from '../operations/alert.ts'
export {
  FUNCTIONS,
  HANDOFF_ENDS,
  HANDOFF_FORMS,
  HANDOFF_OPEN,
  HANDOFF_STATUSES,
  REJECT_CODES,
} from '../operations/handoff-state.ts'
export {POINT_OUT_STATUSES} from '../operations/point-out.ts'
export {INCIDENT_CATEGORIES, INCIDENT_STATUSES} from '../operations/incident-codes.ts'
export {TASK_STATUSES, TASK_TYPES} from '../operations/task.ts'

/** Everything durable that a console shows. Always the whole state, never a difference. */
export const thing = z.discriminatedUnion('kind', [
  alertThing,
  contactThing,
  dueThing,
  handoffThing,
  incidentThing,
  pointOutThing,
  taskThing,
  unitThing,
  postThing,
  shiftThing,
  noticeThing,
  pursuitThing,
  fileThing,
])
export type Thing = z.infer<typeof thing>
export type ThingKind = Thing['kind']
