import {z} from 'zod'
import {FINDING_RULES} from '../model/finding.ts'
import {POST_STATES} from '../model/post.ts'
import {IDENTITIES, OBJECT_KINDS} from '../model/object.ts'
import {WORLDS} from '../model/world.ts'
import {ROLES} from '../operations/actor.ts'
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
import {linkPursuit, linkPursuitReceipt} from './link-pursuit.ts'
import {HANDOFF_FORMS, REJECT_CODES} from '../operations/handoff-state.ts'
import {POINT_OUT_STATUSES} from '../operations/point-out.ts'
import {command} from './command.ts'
import {CONFIDENCES} from './contact-thing.ts'
import {
  agreementId,
  alertId,
  basisSchema,
  contactId,
  custody,
  HANDOFF_STATUSES,
  handoffId,
  incidentId,
  nationCode,
  pointOutId,
  postId,
  terms,
} from './things.ts'

/**
 * What crosses a border on the durable lanes of a link. Every message is self-contained: who gets it needs nothing
 * earlier to understand it. Times are ages and remainders in ms at the moment of sending, never moments: no two nations
 * share a clock. Raise LINK_VERSION on every change.
 */
export const LINK_VERSION = 2

const ageMs = z.number().nonnegative()
const values = z.record(z.string(), z.union([z.string(), z.number()]))
const evidence = z.object({code: z.string(), values})
const place = z.object({lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90)})
const opaque = z.string().regex(/^[0-9a-zA-Z-]{8,64}$/)

/** Who did something, as it crosses a border: the person stays at home behind a pseudonym. */
export const linkDoer = z.object({
  nation: nationCode,
  actor: z.string().max(64),
  role: z.union([z.enum(ROLES), z.literal('system')]),
  post: postId.optional(),
})
export type LinkDoer = z.infer<typeof linkDoer>

/** Live source tracks of this link that a message is about: `<run>:<handle>`, good while that run of the link lasts. */
export const liveRef = z.string().regex(/^[0-9a-z]{1,24}:[0-9]{1,10}$/)

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
  place: place.optional(),
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
    place: place.optional(),
    speed: z.number().optional(),
    course: z.number().optional(),
    fields: z.array(z.string().max(40)).max(40),
    withheld: z.array(z.string().max(40)).max(40),
  }),
  basis: basisSchema.optional(),
})
export type LinkHandoff = z.infer<typeof linkHandoff>

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
  place: place.optional(),
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
  /** Canonical JSON of a {@link LeadGrantBody}; the signature is over exactly these bytes. */
  body: z.string().max(4_000),
  /** Ed25519, base64. */
  signature: z.string().max(128),
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

/** A post of the sender: what it is called and whether it is kept. Who keeps it stays at home. */
export const linkPost = z.strictObject({
  type: z.literal('post'),
  id: postId,
  name: z.string().max(80),
  state: z.enum(POST_STATES),
  stateAge: ageMs,
})
export type LinkPost = z.infer<typeof linkPost>

/** TO's node has put FROM's offer before a person of TO (`delivered`), or it stood on a console for a second (`seen`). */
export const linkPresented = z.strictObject({
  type: z.literal('presented'),
  handoff: handoffId,
  version: z.number().int(),
  seen: z.boolean(),
})
export type LinkPresented = z.infer<typeof linkPresented>

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

/**
 * Custody of a contact passes: what FROM committed, signed by FROM's own key so that TO can show it by itself later.
 * TO acts as controller only after it has verified and stored it, and says so (`receipt`).
 */
export const linkGrant = z.strictObject({
  type: z.literal('grant'),
  /** Canonical JSON of a {@link GrantBody}; the signature is over exactly these bytes. */
  body: z.string().max(4_000),
  /** Ed25519, base64. */
  signature: z.string().max(128),
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
  place: place.optional(),
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
  place: place.optional(),
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

/** Everything on the urgent lane. */
export const linkMessage = z.discriminatedUnion('type', [
  linkAlert,
  linkWithdrawn,
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
