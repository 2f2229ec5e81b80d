import {z} from 'zod'
import {WORLDS} from '../model/world.ts'
import {TASK_STATUSES, TASK_TYPES} from '../operations/task.ts'
import {contactId, doer, handoffId, incidentId, moment, place, subject, taskId, text, trackId, unitId} from './parts.ts'

export const taskThing = z.object({
  kind: z.literal('task'),
  id: taskId,
  version: z.number(),
  world: z.enum(WORLDS),
  unit: unitId,
  type: z.enum(TASK_TYPES),
  status: z.enum(TASK_STATUSES),
  incident: incidentId.optional(),
  contact: contactId.optional(),
  handoff: handoffId.optional(),
  track: trackId.optional(),
  title: z.string(),
  note: z.string(),
  /** Where the object was when the task was made: the phone shows it until the live track arrives. */
  place: place.optional(),
  sentAt: moment,
  sentBy: doer,
  /** Each state with the time of the press on the unit's phone, where it was pressed there. */
  steps: z.array(z.object({status: z.enum(TASK_STATUSES), at: moment, pressedAt: moment.optional(), by: doer})),
  reason: z.object({code: z.string(), text: z.string().optional()}).optional(),
})
export type TaskThing = z.infer<typeof taskThing>

const onTask = {task: taskId}

/** What a person can do with a task. */
export const taskCommands = [
  z.strictObject({
    type: z.literal('task.send'),
    task: taskId,
    unit: unitId,
    subject: subject.optional(),
    incident: incidentId.optional(),
    taskType: z.enum(TASK_TYPES),
    note: text,
  }),
  z.strictObject({type: z.literal('task.cancel'), ...onTask}),
  z.strictObject({type: z.literal('task.delivered'), ...onTask}),
  z.strictObject({type: z.literal('task.received'), ...onTask}),
  z.strictObject({type: z.literal('task.wilco'), ...onTask}),
  z.strictObject({
    type: z.literal('task.cannot-comply'),
    ...onTask,
    code: z.enum(['NO_ASSET', 'NEED_INFO', 'RULES', 'NO_AUTH', 'IMPOSSIBLE', 'STALE', 'REJECTED']),
    text: text.optional(),
  }),
  z.strictObject({type: z.literal('task.en-route'), ...onTask}),
  z.strictObject({type: z.literal('task.on-scene'), ...onTask}),
  z.strictObject({type: z.literal('task.complete'), ...onTask}),
] as const
