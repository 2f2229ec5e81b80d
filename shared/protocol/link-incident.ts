import {z} from 'zod'
import {WORLDS} from '../model/world.ts'
import {
  CLOSE_REASONS,
  CRITERION_CODES,
  IMPACTS,
  INCIDENT_CATEGORIES,
  INCIDENT_STATUSES,
  OUTCOMES,
  SAR_PHASES,
} from '../operations/incident-codes.ts'
import {distressFacts} from './incident-thing.ts'
import {ageMs, linkDoer, liveRef, signed} from './link-parts.ts'
import {basisSchema, contactId, incidentId, nationCode, opaque, postId, values, saidPlace} from './parts.ts'

/**
 * The sender's part of an incident: the whole of what the receiver may have, sent anew at each change. `rescue`: told
 * because people are at risk, by the agreement on that; else a commander has shared it.
 */
export const linkIncident = z.strictObject({
  type: z.literal('incident'),
  id: incidentId,
  version: z.number().int(),
  world: z.enum(WORLDS),
  scope: z.enum(['shared', 'rescue']),
  number: z.string().max(40),
  title: z.string().max(200),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  category: z.enum(INCIDENT_CATEGORIES),
  criterion: z.enum(CRITERION_CODES),
  status: z.enum(INCIDENT_STATUSES).optional(),
  impact: z.enum(IMPACTS).optional(),
  post: postId.optional(),
  outcome: z.enum(OUTCOMES).optional(),
  closed: z.enum(CLOSE_REASONS).optional(),
  place: saidPlace.optional(),
  contacts: z.array(contactId).max(40),
  lead: z.object({nation: nationCode, epoch: z.number().int(), sinceAge: ageMs, post: postId.optional()}),
  /** Only to the nation that it is offered to. */
  leadOffer: z.object({to: nationCode, remainingMs: z.number()}).optional(),
  sar: z
    .object({
      phase: z.enum(SAR_PHASES),
      sinceAge: ageMs,
      by: linkDoer,
      ended: z.object({age: ageMs, by: linkDoer}).optional(),
    })
    .optional(),
  distress: distressFacts.optional(),
  /** What was done there, as codes and values; people's own words and names stay at home. */
  lines: z.array(z.object({age: ageMs, by: linkDoer, code: z.string().max(40), values})).max(200),
  live: z.array(liveRef).max(20),
  basis: basisSchema,
  withheld: z.array(z.string().max(40)).max(40),
})
export type LinkIncident = z.infer<typeof linkIncident>

/** Somebody at the receiving centre has acknowledged that people are at risk: the sender's proof. */
export const linkInformed = z.strictObject({
  type: z.literal('informed'),
  incident: incidentId,
  by: linkDoer,
  age: ageMs,
})
export type LinkInformed = z.infer<typeof linkInformed>

/** The lead of an incident passes, as custody does: committed and signed by the nation that led. */
export const linkLeadGrant = z.strictObject({
  type: z.literal('lead-grant'),
  /** `body` is a {@link LeadGrantBody}. */
  ...signed,
})
export type LinkLeadGrant = z.infer<typeof linkLeadGrant>

export const leadGrantBody = z.strictObject({
  grant: opaque,
  incident: incidentId,
  from: nationCode,
  to: nationCode,
  /** The epoch that begins with it. */
  epoch: z.number().int(),
  world: z.enum(WORLDS),
})
export type LeadGrantBody = z.infer<typeof leadGrantBody>
