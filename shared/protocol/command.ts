import {z} from 'zod'
import {
  alertId,
  contactId,
  handoffId,
  INCIDENT_CATEGORIES,
  incidentId,
  nationCode,
  postId,
  REJECT_CODES,
  TASK_TYPES,
  taskId,
  terms,
  trackId,
  unitId,
} from './things.ts'
import type {CommandId} from '../base/id.ts'

const text = z.string().trim().max(2_000)
/** A thing that a person points at: a live track, or the contact already opened on one. */
const subject = z.union([z.object({track: trackId}), z.object({contact: contactId})])
/** Version of the thing that the person saw; a stale one is refused with the present state. */
const expectedVersion = z.number().int().optional()
const place = z.object({lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90)})

const onHandoff = {handoff: handoffId, expectedVersion}
const onTask = {task: taskId}

/** Everything a person can do that is kept. One line each; the table of contents of the product. */
export const command = z.discriminatedUnion('type', [
  z.strictObject({type: z.literal('alert.acknowledge'), alert: alertId}),
  z.strictObject({
    type: z.literal('alert.shelve'),
    alert: alertId,
    minutes: z.union([z.literal(15), z.literal(30), z.literal(60), z.literal(120), z.literal(240)]),
    reason: text.min(1),
  }),
  z.strictObject({type: z.literal('alert.unshelve'), alert: alertId}),
  z.strictObject({type: z.literal('alert.note'), alert: alertId, text: text.min(1)}),

  z.strictObject({type: z.literal('contact.mark'), track: trackId, title: text.optional()}),
  z.strictObject({type: z.literal('contact.unmark'), contact: contactId}),
  z.strictObject({type: z.literal('contact.note'), contact: contactId, text: text.min(1)}),

  z.strictObject({
    type: z.literal('handoff.propose'),
    handoff: handoffId,
    subject,
    to: nationCode,
    toPost: postId.optional(),
    terms: terms.partial().optional(),
    why: z.string().max(40),
  }),
  z.strictObject({
    type: z.literal('handoff.notify'),
    handoff: handoffId,
    subject,
    to: nationCode,
    why: z.string().max(40),
  }),
  z.strictObject({
    type: z.literal('handoff.request'),
    handoff: handoffId,
    contact: contactId,
    terms: terms.partial().optional(),
    why: z.string().max(40),
  }),
  z.strictObject({type: z.literal('handoff.accept'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.reject'), ...onHandoff, code: z.enum(REJECT_CODES), text: text.optional()}),
  z.strictObject({type: z.literal('handoff.standby'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.counter'), ...onHandoff, terms}),
  z.strictObject({type: z.literal('handoff.accept-counter'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.reject-counter'), ...onHandoff, code: z.enum(REJECT_CODES)}),
  z.strictObject({type: z.literal('handoff.repropose'), ...onHandoff, terms}),
  z.strictObject({type: z.literal('handoff.grant'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.deny'), ...onHandoff, code: z.enum(REJECT_CODES)}),
  z.strictObject({type: z.literal('handoff.withdraw'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.release'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.assume'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.refuse'), ...onHandoff, code: z.enum(REJECT_CODES)}),
  z.strictObject({type: z.literal('handoff.recall'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.seen'), handoff: handoffId}),

  z.strictObject({
    type: z.literal('incident.open'),
    incident: incidentId,
    subject: subject.optional(),
    alert: alertId.optional(),
    category: z.enum(INCIDENT_CATEGORIES),
    title: text.min(1),
  }),
  z.strictObject({
    type: z.literal('incident.assign'),
    incident: incidentId,
    unit: unitId,
    task: taskId,
    taskType: z.enum(TASK_TYPES),
  }),
  z.strictObject({type: z.literal('incident.note'), incident: incidentId, text: text.min(1)}),
  z.strictObject({type: z.literal('incident.resolve'), incident: incidentId, outcome: text.min(1)}),
  z.strictObject({type: z.literal('incident.close'), incident: incidentId}),

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

  z.strictObject({type: z.literal('unit.sos'), place: place.optional()}),
  z.strictObject({type: z.literal('unit.sos-end'), unit: unitId}),
  z.strictObject({
    type: z.literal('unit.report'),
    category: z.enum(['boat', 'persons', 'drone', 'vehicle', 'all-clear', 'other']),
    text: text.optional(),
    place: place.optional(),
  }),
  z.strictObject({
    type: z.literal('unit.status'),
    status: z.enum(['available', 'returning', 'limited', 'out-of-service']),
  }),
])
export type Command = z.infer<typeof command>
export type CommandType = Command['type']
export type CommandOf<Type extends CommandType> = Extract<Command, {type: Type}>

/** A command as it is sent: with the client's id, and the time of the press where it waited in an outbox. */
export const commandEnvelope = z.strictObject({
  commandId: z.string().regex(/^[0-9a-f-]{36}$/) as unknown as z.ZodType<CommandId>,
  /** ms since 1970 by the device's clock, corrected by the offset it knows. */
  pressedAt: z.number().optional(),
  command,
})
export type CommandEnvelope = z.infer<typeof commandEnvelope>

/**
 * What became of it. `done`: on disk. `forwarded`: the thing's home is another nation and has been asked; an
 * `outcome` event follows. `refused`: nothing was changed; `code` is a catalogue key under `refusal.`.
 */
export const commandResult = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('done'),
    commandId: z.string(),
    things: z.array(z.object({kind: z.string(), id: z.string()})),
  }),
  z.object({outcome: z.literal('forwarded'), commandId: z.string()}),
  z.object({
    outcome: z.literal('refused'),
    commandId: z.string(),
    code: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
])
export type CommandResult = z.infer<typeof commandResult>
