import {z} from 'zod'
import {ACTS, CENTRE_ROLES, PURSUIT_BASES} from '../model/law.ts'
import {OBJECT_KINDS} from '../model/object.ts'
import {WATERS} from '../model/waters.ts'
import {WORLDS} from '../model/world.ts'
import {PURSUIT_ENDS, PURSUIT_STATUSES, SIGNAL_MEANS} from '../operations/pursuit-state.ts'
import {
  agreementId,
  contactId,
  doer,
  handoffId,
  moment,
  nationCode,
  place,
  postId,
  pursuitId,
  saidPlace,
  subject,
  text,
  trackId,
  unitId,
} from './parts.ts'

export const pursuitLimits = z.object({
  maxMetres: z.number().optional(),
  maxMs: z.number().optional(),
  authorisationMs: z.number().optional(),
  warnMs: z.array(z.number()),
  noticeMs: z.number(),
  longestMs: z.number(),
})

/** A pursuit or an observation beyond the line, with its clocks: on FROM's screens, the unit's and the host's. */
export const pursuitThing = z.object({
  kind: z.literal('pursuit'),
  id: pursuitId,
  version: z.number(),
  world: z.enum(WORLDS),
  contact: contactId,
  object: z.enum(OBJECT_KINDS),
  label: z.string(),
  from: nationCode,
  fromPost: postId.optional(),
  host: nationCode,
  unit: unitId,
  unitName: z.string(),
  status: z.enum(PURSUIT_STATUSES),
  basis: z.enum(PURSUIT_BASES),
  citation: z.string(),
  agreement: agreementId.optional(),
  example: z.boolean(),
  limits: pursuitLimits,
  mayDetain: z.boolean(),
  acts: z.array(z.enum(ACTS)),
  signalNeeded: z.boolean(),
  endsInTerritorialSea: z.boolean(),
  /** Whom of the host to call. */
  centre: z.object({role: z.enum(CENTRE_ROLES), name: z.string(), phone: z.string()}).optional(),
  startedIn: z.enum(WATERS),
  note: z.string(),
  startedAt: moment,
  startedBy: doer,
  signal: z.object({at: moment, by: doer, means: z.enum(SIGNAL_MEANS)}).optional(),
  /** `notice`: SHA-256 of what was committed with the crossing and sent to the host. */
  crossed: z
    .object({at: moment, by: doer, place: place.optional(), measured: z.boolean(), notice: z.string()})
    .optional(),
  /** When the host's node had it, by this node's time of day. */
  receivedAt: moment.optional(),
  noticeLate: z.boolean(),
  told: z.object({at: moment, by: doer, who: z.string(), number: z.string()}).optional(),
  authorised: z.object({at: moment, by: doer}).optional(),
  beyond: z.object({at: moment, metres: z.number(), place: place.optional()}).optional(),
  warned: z.array(z.number()),
  offer: z.union([z.object({handoff: handoffId}), z.object({refused: z.string()})]).optional(),
  ended: z.object({at: moment, by: doer, why: z.enum(PURSUIT_ENDS)}).optional(),
  steps: z.array(z.object({code: z.string(), at: moment, by: doer})),
  track: trackId.optional(),
})
export type PursuitThing = z.infer<typeof pursuitThing>

const onPursuit = {pursuit: pursuitId}

/** What a person can do with a pursuit. */
export const pursuitCommands = [
  z.strictObject({
    type: z.literal('pursuit.start'),
    ...onPursuit,
    subject,
    host: nationCode,
    unit: unitId,
    /** Which of the terms that agreements and law give. */
    terms: z.string().min(1).max(80),
    /** What was seen. */
    note: text.min(1),
    signal: z.enum(SIGNAL_MEANS).optional(),
  }),
  z.strictObject({type: z.literal('pursuit.signal'), ...onPursuit, means: z.enum(SIGNAL_MEANS)}),
  /** The unit is at the line: said, where the picture does not measure it. */
  z.strictObject({type: z.literal('pursuit.cross'), ...onPursuit, place: saidPlace.optional()}),
  /** The host was told by telephone. */
  z.strictObject({
    type: z.literal('pursuit.tell'),
    ...onPursuit,
    who: z.string().trim().min(1).max(120),
    number: z.string().trim().min(1).max(40),
  }),
  z.strictObject({type: z.literal('pursuit.authorise'), ...onPursuit}),
  z.strictObject({type: z.literal('pursuit.request-stop'), ...onPursuit}),
  z.strictObject({type: z.literal('pursuit.interrupt'), ...onPursuit}),
  z.strictObject({type: z.literal('pursuit.call-off'), ...onPursuit}),
] as const
