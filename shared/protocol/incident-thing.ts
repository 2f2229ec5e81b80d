import {z} from 'zod'
import {WORLDS} from '../model/world.ts'
import {INCIDENT_CATEGORIES, INCIDENT_STATUSES} from '../operations/incident.ts'
import {TASK_TYPES} from '../operations/task.ts'
import {
  alertId,
  contactId,
  doer,
  incidentId,
  moment,
  place,
  postId,
  subject,
  taskId,
  text,
  unitId,
  values,
} from './parts.ts'

export const incidentThing = z.object({
  kind: z.literal('incident'),
  id: incidentId,
  version: z.number(),
  world: z.enum(WORLDS),
  /** What people say: `SE-I-4821`; no counter. */
  number: z.string(),
  status: z.enum(INCIDENT_STATUSES),
  category: z.enum(INCIDENT_CATEGORIES),
  title: z.string(),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  openedAt: moment,
  openedBy: doer,
  lead: postId.optional(),
  place: place.optional(),
  contacts: z.array(contactId),
  alerts: z.array(alertId),
  tasks: z.array(taskId),
  units: z.array(unitId),
  log: z.array(z.object({at: moment, by: doer, code: z.string(), values})),
  outcome: z.string().optional(),
})
export type IncidentThing = z.infer<typeof incidentThing>

/** What a person can do with an incident. */
export const incidentCommands = [
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
] as const
