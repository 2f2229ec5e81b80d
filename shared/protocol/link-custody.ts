import {z} from 'zod'
import {IDENTITIES, OBJECT_KINDS} from '../model/object.ts'
import {WORLDS} from '../model/world.ts'
import {HANDOFF_FORMS, HANDOFF_STATUSES, REJECT_CODES} from '../operations/handoff-state.ts'
import {POINT_OUT_STATUSES} from '../operations/point-out.ts'
import {CONFIDENCES, custody} from './contact-thing.ts'
import {terms} from './handoff-thing.ts'
import {ageMs, linkDoer, liveRef, signed} from './link-parts.ts'
import {
  agreementId,
  basisSchema,
  contactId,
  handoffId,
  nationCode,
  opaque,
  pointOutId,
  postId,
  saidPlace,
} from './parts.ts'

/** A contact released to a partner, with who controls it. */
export const linkContact = z.strictObject({
  type: z.literal('contact'),
  id: contactId,
  version: z.number().int(),
  world: z.enum(WORLDS),
  status: z.enum(['OPEN', 'CLOSED']),
  object: z.enum(OBJECT_KINDS),
  identity: z.enum(IDENTITIES),
  title: z.string().max(200),
  openedAge: ageMs,
  custody: custody.omit({since: true, outOfArea: true, unattended: true}).extend({
    sinceAge: ageMs,
    outOfArea: z
      .object({into: nationCode, sinceAge: ageMs, stage: z.enum(['alarm', 'commanders', 'incident'])})
      .optional(),
    unattendedAge: ageMs.optional(),
  }),
  mergedInto: contactId.optional(),
  live: z.array(liveRef).max(20),
  basis: basisSchema,
})
export type LinkContact = z.infer<typeof linkContact>

/** What FROM wrote down of a telephone call. */
const linkCall = z.object({
  who: z.string().max(80),
  callback: z.string().max(40),
  readBack: z.string().max(500),
  age: ageMs,
  by: linkDoer,
})

/** FROM's handoff as TO may have it: the whole state, sent at each change. */
export const linkHandoff = z.strictObject({
  type: z.literal('handoff'),
  id: handoffId,
  version: z.number().int(),
  world: z.enum(WORLDS),
  contact: contactId,
  object: z.enum(OBJECT_KINDS),
  from: nationCode,
  fromPost: postId.optional(),
  to: nationCode,
  toPost: postId.optional(),
  status: z.enum(HANDOFF_STATUSES),
  delivered: z.boolean(),
  seen: z.boolean(),
  terms,
  counter: terms.optional(),
  standing: terms.optional(),
  previous: terms.optional(),
  form: z.enum(HANDOFF_FORMS).optional(),
  automatic: z.object({agreement: agreementId, title: z.string().max(200)}).optional(),
  crossedAge: ageMs.optional(),
  /** Until it is expected at the line; negative: should have been there. */
  crossingInMs: z.number().optional(),
  shortNotice: z.boolean().optional(),
  turnedBack: z.boolean().optional(),
  escalation: z.enum(['alarm', 'commanders', 'incident']).optional(),
  convoy: opaque.optional(),
  successor: contactId.optional(),
  verbal: z
    .object({
      accept: linkCall.optional(),
      assume: linkCall.optional(),
      isConfirmed: z.boolean(),
    })
    .optional(),
  rounds: z.number().int(),
  epoch: z.number().int(),
  why: z.string().max(40),
  agreement: agreementId.optional(),
  reason: z.object({code: z.string(), text: z.string().max(2_000).optional()}).optional(),
  /** What is left of the running timer, and its whole length. */
  deadline: z.object({timer: z.string().max(20), remainingMs: z.number(), lengthMs: z.number()}).optional(),
  steps: z.array(z.object({status: z.string().max(20), age: ageMs, by: linkDoer})).max(60),
  live: z.array(liveRef).max(20),
  identity: z.enum(IDENTITIES).optional(),
  subject: z.object({
    label: z.string().max(80),
    place: saidPlace.optional(),
    speed: z.number().optional(),
    course: z.number().optional(),
    fields: z.array(z.string().max(40)).max(40),
    withheld: z.array(z.string().max(40)).max(40),
  }),
  basis: basisSchema.optional(),
})
export type LinkHandoff = z.infer<typeof linkHandoff>

/** TO's node has put FROM's offer before a person of TO (`delivered`), or it stood on a console for a second (`seen`). */
export const linkPresented = z.strictObject({
  type: z.literal('presented'),
  handoff: handoffId,
  version: z.number().int(),
  seen: z.boolean(),
})
export type LinkPresented = z.infer<typeof linkPresented>

/**
 * Custody of a contact passes: what FROM committed, signed by FROM's own key so that TO can show it by itself later.
 * TO acts as controller only after it has verified and stored it, and says so (`receipt`).
 */
export const linkGrant = z.strictObject({
  type: z.literal('grant'),
  /** `body` is a {@link GrantBody}. */
  ...signed,
})
export type LinkGrant = z.infer<typeof linkGrant>

export const grantBody = z.strictObject({
  grant: opaque,
  contact: contactId,
  handoff: handoffId,
  from: nationCode,
  to: nationCode,
  toPost: postId.optional(),
  /** The epoch that begins with it. */
  epoch: z.number().int(),
  agreement: agreementId.optional(),
  world: z.enum(WORLDS),
  /** Committed after a telephone call, by two persons of FROM. */
  verbal: z.literal(true).optional(),
})
export type GrantBody = z.infer<typeof grantBody>

export const linkReceipt = z.strictObject({type: z.literal('receipt'), grant: opaque})
export type LinkReceipt = z.infer<typeof linkReceipt>

/** An object shown to the receiver: the whole state, sent at each change. */
export const linkPointOut = z.strictObject({
  type: z.literal('point-out'),
  id: pointOutId,
  version: z.number().int(),
  world: z.enum(WORLDS),
  contact: contactId,
  object: z.enum(OBJECT_KINDS),
  from: nationCode,
  fromPost: postId.optional(),
  to: nationCode,
  toPost: postId.optional(),
  status: z.enum(POINT_OUT_STATUSES),
  text: z.string().max(500),
  label: z.string().max(80),
  place: saidPlace.optional(),
  deadline: z.object({remainingMs: z.number(), lengthMs: z.number()}).optional(),
  steps: z.array(z.object({status: z.enum(POINT_OUT_STATUSES), age: ageMs, by: linkDoer})).max(10),
  reason: z.object({code: z.enum(REJECT_CODES), text: z.string().max(2_000).optional()}).optional(),
  live: z.array(liveRef).max(20),
  basis: basisSchema,
})
export type LinkPointOut = z.infer<typeof linkPointOut>

/** What the sender's people think of a contact that the receiver has released to it, or controls. */
export const linkAssessment = z.strictObject({
  type: z.literal('assessment'),
  contact: contactId,
  identity: z.enum(IDENTITIES),
  confidence: z.enum(CONFIDENCES),
  age: ageMs,
  by: linkDoer,
})
export type LinkAssessment = z.infer<typeof linkAssessment>

/**
 * The sender acts as controller without the receiver's ledger: signed by the sender's own key. The receiver says whether
 * that stands (`verdict`), and where it does sends the grant.
 */
export const linkContest = z.strictObject({
  type: z.literal('contest'),
  /** Canonical JSON of a {@link ContestBody}; the signature is over exactly these bytes. */
  body: z.string().max(8_000),
  /** Ed25519, base64. */
  signature: z.string().max(128),
  /** How long ago the sender began to act. */
  age: ageMs,
})
export type LinkContest = z.infer<typeof linkContest>

export const contestBody = z.strictObject({
  handoff: handoffId,
  contact: contactId,
  /** Who controls the contact by the custody of this epoch, and who acts instead. */
  from: nationCode,
  to: nationCode,
  toPost: postId.optional(),
  epoch: z.number().int(),
  form: z.enum(['takeover', 'claim']),
  reason: z.string().max(2_000),
  world: z.enum(WORLDS),
  /** Where the object was. */
  place: saidPlace.optional(),
  actor: z.string().max(64),
})
export type ContestBody = z.infer<typeof contestBody>

/** Whether what the receiver did by itself stands. */
export const linkVerdict = z.strictObject({
  type: z.literal('verdict'),
  handoff: handoffId,
  contact: contactId,
  stands: z.boolean(),
  code: z.string().max(60).optional(),
})
export type LinkVerdict = z.infer<typeof linkVerdict>
