import {z} from 'zod'
import {WORLDS} from '../model/world.ts'
import {CHECKLIST_ITEMS} from '../operations/incident-checklist.ts'
import {
  CLOSE_REASONS,
  CREDIBILITIES,
  CRITERION_CODES,
  IMPACTS,
  INCIDENT_CATEGORIES,
  INCIDENT_CLOCKS,
  INCIDENT_STATUSES,
  OUTCOMES,
  RELIABILITIES,
  SAR_PHASES,
  VALIDATIONS,
} from '../operations/incident-codes.ts'
import {TASK_TYPES} from '../operations/task.ts'
import {
  alertId,
  basisSchema,
  contactId,
  doer,
  incidentId,
  moment,
  nationCode,
  opaque,
  place,
  postId,
  subject,
  taskId,
  text,
  unitId,
  values,
} from './parts.ts'

const done = z.object({at: moment, by: doer})
const credibility = z.union(CREDIBILITIES.map(one => z.literal(one)))
const head = z.number().int().min(0).max(10_000).optional()
const yes = z.boolean().optional()

/** What points to distress, as far as it is known (Reg. (EU) 656/2014 art. 9(2)(f)). A request for help decides nothing. */
export const distressFacts = z.strictObject({
  helpRequested: yes,
  personsOnBoard: head,
  /** How many the craft is made for. */
  capacity: head,
  children: head,
  pregnant: head,
  /** How many need a doctor. */
  medical: head,
  missing: head,
  deceased: head,
  seaworthy: yes,
  makesWay: yes,
  /** Fuel, water and food suffice to reach a port. */
  supplies: yes,
  lifejackets: yes,
  /** Somebody aboard commands the craft. */
  crew: yes,
  /** Wind, Beaufort. */
  wind: z.number().int().min(0).max(12).optional(),
})
export type DistressFacts = z.infer<typeof distressFacts>

const line = z.object({at: moment, by: doer, code: z.string(), values})

const sar = z.object({
  phase: z.enum(SAR_PHASES),
  since: moment,
  raised: done,
  /** Each step with who and why; the last one holds. */
  steps: z.array(
    done.extend({phase: z.union([z.enum(SAR_PHASES), z.literal('ended')]), because: z.string().optional()}),
  ),
  /** The coordinator's named and timed decision that it is over. Absent: it runs. */
  ended: done.extend({because: z.string()}).optional(),
  /** Who was informed, and who there has acknowledged it. */
  informed: z.array(z.object({nation: nationCode, post: postId.optional(), at: moment, acknowledged: done.optional()})),
})

/** Another nation in the incident: whether the own part is released to it, and what it tells of its own. */
const party = z.object({
  nation: nationCode,
  /** Since when a commander here has shared the own part with it. */
  shared: done.extend({basis: basisSchema.optional()}).optional(),
  told: z
    .object({
      status: z.enum(INCIDENT_STATUSES).optional(),
      post: postId.optional(),
      impact: z.enum(IMPACTS).optional(),
      category: z.enum(INCIDENT_CATEGORIES).optional(),
      outcome: z.enum(OUTCOMES).optional(),
      closed: z.enum(CLOSE_REASONS).optional(),
      sar: z.enum(SAR_PHASES).optional(),
      lines: z.array(line),
      at: moment,
      basis: basisSchema,
      withheld: z.array(z.string()),
      /** It shares no more: what stands here is what it told last. */
      withdrawn: z.boolean(),
    })
    .optional(),
})

/** One nation's part of an incident. Exactly one nation leads it; each keeps own notes and closes its own part. */
export const incidentThing = z.object({
  kind: z.literal('incident'),
  id: incidentId,
  version: z.number(),
  world: z.enum(WORLDS),
  /** Whose part of it this is. */
  nation: nationCode,
  /** What people say: `SE-I-4821`; no counter. */
  number: z.string(),
  status: z.enum(INCIDENT_STATUSES),
  category: z.enum(INCIDENT_CATEGORIES),
  impact: z.enum(IMPACTS),
  criterion: z.enum(CRITERION_CODES),
  /** The newest last. `decided`: by a commander. */
  assessments: z.array(
    done.extend({
      step: z.enum(['proposed', 'decided']),
      category: z.enum(INCIDENT_CATEGORIES),
      criterion: z.enum(CRITERION_CODES),
      impact: z.enum(IMPACTS),
    }),
  ),
  confidence: z.object({credibility, reliability: z.enum(RELIABILITIES)}),
  validation: z.object({status: z.enum(VALIDATIONS), at: moment.optional(), by: doer.optional()}),
  title: z.string(),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  openedAt: moment,
  openedBy: doer,
  /** The one lead: a nation always, and its post once one is assigned. */
  lead: z.object({
    nation: nationCode,
    epoch: z.number().int(),
    since: moment,
    post: postId.optional(),
    acknowledged: done.optional(),
  }),
  leadOffer: z.object({to: nationCode, until: moment, by: doer}).optional(),
  /** The own post that works on the own part; in the nation that leads it is the lead. */
  desk: z.object({post: postId, at: moment, by: doer, acknowledged: done.optional()}).optional(),
  /** Who shared it with this nation; absent where it was opened here. */
  origin: nationCode.optional(),
  parties: z.array(party),
  place: place.optional(),
  contacts: z.array(contactId),
  alerts: z.array(alertId),
  tasks: z.array(taskId),
  units: z.array(unitId),
  files: z.array(done.extend({file: opaque})),
  checklist: z.array(done.extend({item: z.enum(CHECKLIST_ITEMS)})),
  sar: sar.optional(),
  distress: distressFacts.optional(),
  /** The running ones, the next first. `late`: those that ran out before it was done. */
  clocks: z.array(z.object({clock: z.enum(INCIDENT_CLOCKS), dueAt: moment})),
  late: z.array(z.enum(INCIDENT_CLOCKS)),
  taken: done.optional(),
  /** The first report to the coordination centre. */
  reported: done.extend({reference: z.string().optional()}).optional(),
  outcome: done.extend({code: z.enum(OUTCOMES), response: z.string()}).optional(),
  closed: done.extend({reason: z.enum(CLOSE_REASONS), text: z.string().optional()}).optional(),
  /** Where it has gone, and what has come into it. */
  mergedInto: incidentId.optional(),
  merged: z.array(incidentId),
  log: z.array(line),
})
export type IncidentThing = z.infer<typeof incidentThing>

const of = {incident: incidentId}

/** What a person can do with an incident. */
export const incidentCommands = [
  z.strictObject({
    type: z.literal('incident.open'),
    ...of,
    subject: subject.optional(),
    alert: alertId.optional(),
    category: z.enum(INCIDENT_CATEGORIES),
    /** What the originator proposes as its impact; absent: what is usual for the category. */
    criterion: z.enum(CRITERION_CODES).optional(),
    title: text.min(1),
    /** Somebody outside has said so and nobody here has looked yet. */
    reported: z.literal(true).optional(),
  }),
  z.strictObject({type: z.literal('incident.take'), ...of}),
  z.strictObject({
    type: z.literal('incident.validate'),
    ...of,
    credibility,
    reliability: z.enum(RELIABILITIES),
  }),
  z.strictObject({
    type: z.literal('incident.assess'),
    ...of,
    category: z.enum(INCIDENT_CATEGORIES),
    criterion: z.enum(CRITERION_CODES),
  }),
  z.strictObject({
    type: z.literal('incident.assign'),
    ...of,
    unit: unitId,
    task: taskId,
    taskType: z.enum(TASK_TYPES),
  }),
  z.strictObject({type: z.literal('incident.assign-lead'), ...of, post: postId}),
  z.strictObject({type: z.literal('incident.acknowledge-lead'), ...of}),
  z.strictObject({type: z.literal('incident.contain'), ...of}),
  z.strictObject({
    type: z.literal('incident.resolve'),
    ...of,
    outcome: z.enum(OUTCOMES),
    /** What was done about it (Impl. Reg. (EU) 2021/581 art. 9(5)). */
    response: text.min(1),
    /** The tasks that still run are cancelled with it. */
    standDown: z.literal(true).optional(),
  }),
  z.strictObject({
    type: z.literal('incident.close'),
    ...of,
    reason: z.enum(CLOSE_REASONS),
    text: text.optional(),
    standDown: z.literal(true).optional(),
  }),
  z.strictObject({type: z.literal('incident.reopen'), ...of, because: text.min(1)}),
  z.strictObject({type: z.literal('incident.merge'), ...of, into: incidentId}),
  z.strictObject({type: z.literal('incident.note'), ...of, text: text.min(1)}),
  z.strictObject({
    type: z.literal('incident.attach'),
    ...of,
    alert: alertId.optional(),
    contact: contactId.optional(),
  }),
  z.strictObject({type: z.literal('incident.attach-file'), ...of, file: opaque}),
  z.strictObject({type: z.literal('incident.tick'), ...of, item: z.enum(CHECKLIST_ITEMS), done: z.boolean()}),
  z.strictObject({type: z.literal('incident.report-sent'), ...of, reference: text.max(200).optional()}),
  /** People are at risk: the phase begins, or becomes graver. */
  z.strictObject({type: z.literal('incident.sar-raise'), ...of, phase: z.enum(SAR_PHASES)}),
  /** `from`: the phase that the person decides about; a graver one since then makes it stale. */
  z.strictObject({
    type: z.literal('incident.sar-lower'),
    ...of,
    from: z.enum(SAR_PHASES),
    phase: z.enum(SAR_PHASES),
    because: text.min(1),
  }),
  z.strictObject({type: z.literal('incident.sar-end'), ...of, from: z.enum(SAR_PHASES), because: text.min(1)}),
  z.strictObject({type: z.literal('incident.sar-facts'), ...of, facts: distressFacts}),
  z.strictObject({type: z.literal('incident.share'), ...of, nation: nationCode}),
  z.strictObject({type: z.literal('incident.unshare'), ...of, nation: nationCode}),
  z.strictObject({type: z.literal('incident.offer-lead'), ...of, to: nationCode}),
  z.strictObject({type: z.literal('incident.withdraw-lead'), ...of}),
  /** By the nation it is offered to, under the epoch that it knows. */
  z.strictObject({type: z.literal('incident.accept-lead'), ...of, epoch: z.number().int()}),
  z.strictObject({type: z.literal('incident.decline-lead'), ...of, epoch: z.number().int()}),
] as const
