import {z} from 'zod'
import {FINDING_RULES} from '../model/finding.ts'
import {POST_STATES} from '../model/post.ts'
import {WORLDS} from '../model/world.ts'
import {command} from './command.ts'
import {
  linkContact,
  linkHandoff,
  linkPresented,
  linkGrant,
  linkReceipt,
  linkPointOut,
  linkAssessment,
  linkContest,
  linkVerdict,
} from './link-custody.ts'
import {linkIncident, linkInformed, linkLeadGrant} from './link-incident.ts'
import {ageMs, linkDoer, liveRef} from './link-parts.ts'
import {linkPursuit, linkPursuitReceipt} from './link-pursuit.ts'
import {alertId, basisSchema, contactId, evidence, nationCode, postId, saidPlace, values} from './parts.ts'

/**
 * What crosses a border on the durable lanes of a link. Every message is self-contained: who gets it needs nothing
 * earlier to understand it. Times are ages and remainders in ms at the moment of sending, never moments: no two nations
 * share a clock. Raise LINK_VERSION on every change.
 */
export const LINK_VERSION = 2

/** An alert that the sender's rule raised, with the fields that an agreement releases; sent anew at each change. */
export const linkAlert = z.strictObject({
  type: z.literal('alert'),
  id: alertId,
  version: z.number().int(),
  world: z.enum(WORLDS),
  rule: z.enum(FINDING_RULES),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  confidence: z.enum(['low', 'medium', 'high']),
  /** The home's situation is over; `closed`: and the home has acknowledged it. What a reader does with its copy is its own. */
  cleared: z.boolean(),
  closed: z.boolean(),
  count: z.number().int(),
  raisedAge: ageMs,
  sinceAge: ageMs,
  updatedAge: ageMs,
  place: saidPlace.optional(),
  live: z.array(liveRef).max(20),
  subjects: z.array(z.string().max(80)).max(20),
  contact: contactId.optional(),
  evidence: z.array(evidence).max(40),
  from: nationCode.optional(),
  to: nationCode.optional(),
  basis: basisSchema,
  withheld: z.array(z.string().max(40)).max(40),
})
export type LinkAlert = z.infer<typeof linkAlert>

/** A copy is taken back: closed and no longer kept for the reader, or not releasable any more. No reason is told. */
export const linkWithdrawn = z.strictObject({
  type: z.literal('withdrawn'),
  kind: z.enum(['post', 'alert', 'contact', 'incident', 'post']),
  id: z.string().min(1).max(64),
})
export type LinkWithdrawn = z.infer<typeof linkWithdrawn>

/** In the place of a message that may not be told any more: it says nothing, so that the numbers have no hole. */
export const linkVoid = z.strictObject({type: z.literal('void')})

/** A post of the sender: what it is called and whether it is kept. Who keeps it stays at home. */
export const linkPost = z.strictObject({
  type: z.literal('post'),
  id: postId,
  name: z.string().max(80),
  state: z.enum(POST_STATES),
  stateAge: ageMs,
})
export type LinkPost = z.infer<typeof linkPost>

/** A command on a thing whose home is the receiver. `requestId` is the command's id: repeats are answered alike. */
export const linkRequest = z.strictObject({
  type: z.literal('request'),
  requestId: z.string().regex(/^[0-9a-f-]{36}$/),
  by: linkDoer,
  command,
  /** How long ago it was pressed. */
  age: ageMs,
})
export type LinkRequest = z.infer<typeof linkRequest>

export const linkAnswer = z.strictObject({
  type: z.literal('answer'),
  requestId: z.string().regex(/^[0-9a-f-]{36}$/),
  outcome: z.discriminatedUnion('outcome', [
    z.object({
      outcome: z.literal('done'),
      things: z.array(z.object({kind: z.string().max(20), id: z.string().max(64)})).max(20),
    }),
    z.object({outcome: z.literal('refused'), code: z.string().max(60), values: values.optional()}),
  ]),
})
export type LinkAnswer = z.infer<typeof linkAnswer>

/** Everything on the urgent lane. */
export const linkMessage = z.discriminatedUnion('type', [
  linkAlert,
  linkWithdrawn,
  linkVoid,
  linkContact,
  linkHandoff,
  linkPost,
  linkPresented,
  linkRequest,
  linkAnswer,
  linkGrant,
  linkReceipt,
  linkPursuit,
  linkPursuitReceipt,
  linkIncident,
  linkInformed,
  linkLeadGrant,
  linkPointOut,
  linkAssessment,
  linkContest,
  linkVerdict,
])
export type LinkMessage = z.infer<typeof linkMessage>
