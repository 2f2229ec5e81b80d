import {z} from 'zod'
import {ALERT_RULES} from '../model/finding.ts'
import {WORLDS} from '../model/world.ts'
import {ALERT_STATUSES} from '../operations/alert.ts'
import {
  alertId,
  basisSchema,
  contactId,
  doer,
  evidence,
  incidentId,
  moment,
  nationCode,
  place,
  text,
  trackId,
} from './parts.ts'

/** An alert as this nation has it: raised by an own rule, or a partner's released copy with its own acknowledgement. */
export const alertThing = z.object({
  kind: z.literal('alert'),
  id: alertId,
  version: z.number(),
  world: z.enum(WORLDS),
  /** The nation whose rule raised it. */
  origin: nationCode,
  rule: z.enum(ALERT_RULES),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  confidence: z.enum(['low', 'medium', 'high']),
  status: z.enum(ALERT_STATUSES),
  /** How many findings it stands for. */
  count: z.number(),
  raisedAt: moment,
  /** Picture time since when the situation has lasted. */
  since: moment,
  updatedAt: moment,
  place: place.optional(),
  /** Live tracks of the own picture that it is about, where they are known. */
  tracks: z.array(trackId),
  /** What the tracks are called, as far as released. */
  subjects: z.array(z.string()),
  contact: contactId.optional(),
  incident: incidentId.optional(),
  evidence: z.array(evidence),
  from: nationCode.optional(),
  to: nationCode.optional(),
  acknowledged: z.object({by: doer, at: moment}).optional(),
  shelved: z.object({by: doer, until: moment, reason: z.string()}).optional(),
  notes: z.array(z.object({by: doer, at: moment, text: z.string()})),
  /** Why it rings again: an older priority, or a new rule. */
  again: evidence.optional(),
  /** For a partner's alert: under what it was released, and what was withheld. */
  basis: basisSchema.optional(),
  withheld: z.array(z.string()).optional(),
  /** For a partner's alert: that its home has closed it. */
  homeClosed: z.boolean().optional(),
  /** Nations to which it has been released. */
  sharedWith: z.array(z.object({nation: nationCode, basis: basisSchema})).optional(),
})
export type AlertThing = z.infer<typeof alertThing>

/** What a person can do with an alert. */
export const alertCommands = [
  z.strictObject({type: z.literal('alert.acknowledge'), alert: alertId}),
  z.strictObject({
    type: z.literal('alert.shelve'),
    alert: alertId,
    minutes: z.union([z.literal(15), z.literal(30), z.literal(60), z.literal(120), z.literal(240)]),
    reason: text.min(1),
  }),
  z.strictObject({type: z.literal('alert.unshelve'), alert: alertId}),
  z.strictObject({type: z.literal('alert.note'), alert: alertId, text: text.min(1)}),
] as const
