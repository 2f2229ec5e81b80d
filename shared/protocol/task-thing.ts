import {z} from 'zod'
import {WORLDS} from '../model/world.ts'
import {CANNOT_CODES, TASK_STATUSES, TASK_TYPES} from '../operations/task.ts'
import {contactId, doer, handoffId, incidentId, moment, place, subject, taskId, text, trackId, unitId} from './parts.ts'

export const taskThing = z.object({
  kind: z.literal('task'),
  id: taskId,
  version: z.number(),
  world: z.enum(WORLDS),
  unit: unitId,
  type: z.enum(TASK_TYPES),
  status: z.enum(TASK_STATUSES),
  /** 1: with lives at risk. */
  priority: z.union([z.literal(1), z.literal(2), z.literal(3)]),
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
  /** How often what stands now, the order or its recall, has been sent: when it rises, the phone announces it anew. */
  sends: z.number(),
  /** Not read by then: every screen shows it as not acknowledged. */
  ackBy: moment,
  /** Nobody had read it in time: the sender has been told; then the commander too. */
  unread: z.boolean(),
  escalated: z.boolean(),
  /** When it is sent again unless somebody reads it. */
  deadline: z.object({timer: z.string(), at: moment, length: z.number()}).optional(),
  /** When a person of the unit has read that it is called off. */
  stoodDown: moment.optional(),
  /** The order and the unit's last word in Cursor on Target. */
  cot: z.object({task: z.string(), reply: z.string().optional()}),
})
export type TaskThing = z.infer<typeof taskThing>

const onTask = {task: taskId}
const order = {
  ...onTask,
  unit: unitId,
  subject: subject.optional(),
  incident: incidentId.optional(),
  taskType: z.enum(TASK_TYPES),
  note: text,
}
const cannot = {...onTask, code: z.enum(CANNOT_CODES), text: text.optional()}

/** What a person can do with a task. */
export const taskCommands = [
  /** Written down, seen by no unit; `task.send` under the same id sends it, as it says then. */
  z.strictObject({type: z.literal('task.draft'), ...order}),
  z.strictObject({type: z.literal('task.send'), ...order}),
  z.strictObject({type: z.literal('task.cancel'), ...onTask}),
  /** The device has it. */
  z.strictObject({type: z.literal('task.delivered'), ...onTask}),
  /** A person has: shown for two seconds, or touched. */
  z.strictObject({type: z.literal('task.received'), ...onTask}),
  z.strictObject({type: z.literal('task.wilco'), ...onTask}),
  z.strictObject({type: z.literal('task.cannot-comply'), ...cannot}),
  z.strictObject({type: z.literal('task.abort'), ...cannot}),
  z.strictObject({type: z.literal('task.en-route'), ...onTask}),
  z.strictObject({type: z.literal('task.on-scene'), ...onTask}),
  z.strictObject({type: z.literal('task.executing'), ...onTask}),
  z.strictObject({type: z.literal('task.complete'), ...onTask}),
  /** A person of the unit has read that it is called off. */
  z.strictObject({type: z.literal('task.stood-down'), ...onTask}),
] as const
