import {z} from 'zod'
import type {
  AgreementId,
  AlertId,
  ContactId,
  HandoffId,
  IncidentId,
  NationCode,
  PostId,
  RuleId,
  TaskId,
  TrackId,
  UnitId,
} from '../base/id.ts'
import {FINDING_RULES} from '../model/finding.ts'
import {IDENTITIES, OBJECT_KINDS} from '../model/object.ts'
import {WORLDS} from '../model/world.ts'
import {ROLES} from '../operations/actor.ts'
import {ALERT_STATUSES} from '../operations/alert.ts'
import {HANDOFF_STATUSES} from '../operations/handoff-state.ts'
import {INCIDENT_CATEGORIES, INCIDENT_STATUSES} from '../operations/incident.ts'
import {TASK_STATUSES, TASK_TYPES} from '../operations/task.ts'

export {ALERT_STATUSES, HANDOFF_STATUSES, INCIDENT_CATEGORIES, INCIDENT_STATUSES, TASK_STATUSES, TASK_TYPES}
export {HANDOFF_ENDS, HANDOFF_OPEN, REJECT_CODES} from '../operations/handoff-state.ts'

/** Brands a checked string or number; the check itself is the schema's. */
function branded<T>(schema: z.ZodType<unknown>): z.ZodType<T> {
  return schema as unknown as z.ZodType<T>
}

export const nationCode = branded<NationCode>(z.string().regex(/^[A-Z]{2}$/))
export const postId = branded<PostId>(z.string().min(1).max(40))
export const unitId = branded<UnitId>(z.string().min(1).max(40))
export const trackId = branded<TrackId>(z.number().int().min(0).max(0xffff_ffff))
export const contactId = branded<ContactId>(z.string().regex(/^[A-Z]{2}-[0-9A-HJKMNP-TV-Z]{10}$/))
const opaque = z.string().regex(/^[0-9a-zA-Z-]{8,64}$/)
export const alertId = branded<AlertId>(opaque)
export const handoffId = branded<HandoffId>(opaque)
export const incidentId = branded<IncidentId>(opaque)
export const taskId = branded<TaskId>(opaque)
export const agreementId = branded<AgreementId>(z.string().min(1).max(80))
export const ruleId = branded<RuleId>(z.string().min(1).max(80))

/** ms since 1970, wall time of the home ledger. */
const moment = z.number()
const place = z.object({lon: z.number(), lat: z.number()})
const values = z.record(z.string(), z.union([z.string(), z.number()]))
const evidence = z.object({code: z.string(), values})
export const basisSchema = z.object({agreement: agreementId, rule: ruleId})

/** Who did it: in the own nation with the name that consoles show, from abroad only as nation, post and role. */
export const doer = z.object({
  nation: nationCode,
  post: postId.optional(),
  role: z.union([z.enum(ROLES), z.literal('system')]),
  name: z.string().optional(),
})
export type Doer = z.infer<typeof doer>

/** An alert as this nation has it: raised by an own rule, or a partner's released copy with its own acknowledgement. */
export const alertThing = z.object({
  kind: z.literal('alert'),
  id: alertId,
  version: z.number(),
  world: z.enum(WORLDS),
  /** The nation whose rule raised it. */
  origin: nationCode,
  rule: z.enum(FINDING_RULES),
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

export const custody = z.object({
  controller: nationCode,
  post: postId.optional(),
  /** Fencing token: rises by one with each change. */
  epoch: z.number(),
  /** Relinquished: who claims first gets it. */
  available: z.boolean(),
  contested: z.boolean(),
  since: moment,
})

/** A nation's durable file on an object of interest. */
export const contactThing = z.object({
  kind: z.literal('contact'),
  id: contactId,
  version: z.number(),
  world: z.enum(WORLDS),
  status: z.enum(['OPEN', 'CLOSED']),
  object: z.enum(OBJECT_KINDS),
  identity: z.enum(IDENTITIES),
  /** The live track, while the picture holds it. */
  track: trackId.optional(),
  title: z.string(),
  openedAt: moment,
  openedBy: doer,
  notes: z.array(z.object({by: doer, at: moment, text: z.string()})),
  custody,
  /** Set where the contact was released by a partner. */
  basis: basisSchema.optional(),
})
export type ContactThing = z.infer<typeof contactThing>

export const TRANSFERS = ['on-accept', 'at-line', 'on-release'] as const

export const terms = z.object({
  transfer: z.enum(TRANSFERS),
  /** The commander of TO has to accept. */
  requiresCommander: z.boolean().optional(),
  note: z.string().max(500).optional(),
})
export type Terms = z.infer<typeof terms>

/** One transfer of custody, the same states on both sides (domain §1.2.2). Lives in FROM's ledger; TO has a copy. */
export const handoffThing = z.object({
  kind: z.literal('handoff'),
  id: handoffId,
  version: z.number(),
  world: z.enum(WORLDS),
  contact: contactId,
  object: z.enum(OBJECT_KINDS),
  from: nationCode,
  fromPost: postId.optional(),
  to: nationCode,
  toPost: postId.optional(),
  status: z.enum(HANDOFF_STATUSES),
  /** Presented at one console of TO at least. */
  delivered: z.boolean(),
  /** On a console of TO for a second: a receipt, not a state. */
  seen: z.boolean(),
  terms,
  counter: terms.optional(),
  rounds: z.number(),
  /** Custody epoch under which it was opened. */
  epoch: z.number(),
  why: z.string(),
  agreement: agreementId.optional(),
  reason: z.object({code: z.string(), text: z.string().optional()}).optional(),
  /** The running timer: wall time of *this* node, and its whole length. */
  deadline: z.object({timer: z.string(), at: moment, length: z.number()}).optional(),
  steps: z.array(z.object({status: z.string(), at: moment, by: doer})),
  track: trackId.optional(),
  /** What the offer says of the object: released fields only. */
  subject: z.object({
    label: z.string(),
    place: place.optional(),
    speed: z.number().optional(),
    course: z.number().optional(),
    fields: z.array(z.string()),
    withheld: z.array(z.string()),
  }),
})
export type HandoffThing = z.infer<typeof handoffThing>

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

/** A patrol boat, drone or team of the own nation. */
export const unitThing = z.object({
  kind: z.literal('unit'),
  id: unitId,
  version: z.number(),
  world: z.enum(WORLDS),
  name: z.string(),
  object: z.enum(OBJECT_KINDS),
  post: postId,
  status: z.enum(['available', 'assigned', 'en-route', 'on-scene', 'returning', 'limited', 'out-of-service']),
  capabilities: z.array(z.string()),
  maxSpeedKnots: z.number(),
  track: trackId.optional(),
  place: place.optional(),
  placeAt: moment.optional(),
  sos: z.object({at: moment, place: place.optional()}).optional(),
})
export type UnitThing = z.infer<typeof unitThing>

/** A record without a queue: a crossing of the frontier, a report from a unit, an ended handoff. Newest kept. */
export const noticeThing = z.object({
  kind: z.literal('notice'),
  id: opaque,
  version: z.number(),
  world: z.enum(WORLDS),
  rule: z.string(),
  at: moment,
  place: place.optional(),
  tracks: z.array(trackId),
  subjects: z.array(z.string()),
  from: nationCode.optional(),
  to: nationCode.optional(),
  evidence: z.array(evidence),
})
export type NoticeThing = z.infer<typeof noticeThing>

/** Everything durable that a console shows. Always the whole state, never a difference. */
export const thing = z.discriminatedUnion('kind', [
  alertThing,
  contactThing,
  handoffThing,
  incidentThing,
  taskThing,
  unitThing,
  noticeThing,
])
export type Thing = z.infer<typeof thing>
export type ThingKind = Thing['kind']
