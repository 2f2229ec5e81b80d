import {z} from 'zod'
import {ACTS, CENTRE_ROLES, PURSUIT_BASES} from '../model/law.ts'
import {OBJECT_KINDS} from '../model/object.ts'
import {WATERS} from '../model/waters.ts'
import {WORLDS} from '../model/world.ts'
import {PURSUIT_ENDS, PURSUIT_STATUSES, SIGNAL_MEANS} from '../operations/pursuit-state.ts'
import {ageMs, linkDoer} from './link-parts.ts'
import {agreementId, contactId, handoffId, nationCode, opaque, postId, pursuitId, saidPlace, unitId} from './parts.ts'
import {pursuitLimits} from './pursuit-thing.ts'

/**
 * FROM's pursuit or observation as the host has it: the whole state, sent at each change. With the crossing it carries
 * the notice, which FROM's node committed in the same transaction and signed: the host can show it by itself later.
 */
export const linkPursuit = z.strictObject({
  type: z.literal('pursuit'),
  id: pursuitId,
  version: z.number().int(),
  world: z.enum(WORLDS),
  contact: contactId,
  object: z.enum(OBJECT_KINDS),
  label: z.string().max(80),
  from: nationCode,
  fromPost: postId.optional(),
  host: nationCode,
  unit: unitId,
  unitName: z.string().max(80),
  status: z.enum(PURSUIT_STATUSES),
  terms: z.string().max(80),
  basis: z.enum(PURSUIT_BASES),
  citation: z.string().max(200),
  agreement: agreementId.optional(),
  example: z.boolean(),
  limits: pursuitLimits,
  mayDetain: z.boolean(),
  acts: z.array(z.enum(ACTS)).max(20),
  signalNeeded: z.boolean(),
  endsInTerritorialSea: z.boolean(),
  centre: z.object({role: z.enum(CENTRE_ROLES), name: z.string().max(120), phone: z.string().max(40)}).optional(),
  startedIn: z.enum(WATERS),
  note: z.string().max(2_000),
  startedAge: ageMs,
  startedBy: linkDoer,
  signal: z.object({age: ageMs, by: linkDoer, means: z.enum(SIGNAL_MEANS)}).optional(),
  crossed: z
    .object({
      age: ageMs,
      by: linkDoer,
      place: saidPlace.optional(),
      measured: z.boolean(),
      /** Canonical JSON; the signature is over exactly these bytes, the hash is their SHA-256. */
      notice: z.object({body: z.string().max(4_000), signature: z.string().max(128), hash: z.string().max(64)}),
    })
    .optional(),
  noticeLate: z.boolean(),
  told: z.object({age: ageMs, by: linkDoer, who: z.string().max(120), number: z.string().max(40)}).optional(),
  authorised: z.object({age: ageMs, by: linkDoer}).optional(),
  beyond: z.object({age: ageMs, metres: z.number(), place: saidPlace.optional()}).optional(),
  warned: z.array(z.number()).max(20),
  offer: z.union([z.object({handoff: handoffId}), z.object({refused: z.string().max(60)})]).optional(),
  ended: z.object({age: ageMs, by: linkDoer, why: z.enum(PURSUIT_ENDS)}).optional(),
  steps: z.array(z.object({code: z.string().max(40), age: ageMs, by: linkDoer})).max(60),
})
export type LinkPursuit = z.infer<typeof linkPursuit>

/** What a notice of crossing says. The time of day is a statement of FROM's clock: nobody computes with it. */
export const noticeBody = z.strictObject({
  notice: opaque,
  pursuit: pursuitId,
  contact: contactId,
  from: nationCode,
  host: nationCode,
  unit: unitId,
  basis: z.enum(PURSUIT_BASES),
  citation: z.string().max(200),
  agreement: agreementId.optional(),
  place: saidPlace.optional(),
  /** ISO 8601 UTC, as FROM's clock had it. */
  crossedAt: z.string().max(40),
  world: z.enum(WORLDS),
})
export type NoticeBody = z.infer<typeof noticeBody>

/** The host's node has verified and stored the notice with this hash. */
export const linkPursuitReceipt = z.strictObject({
  type: z.literal('pursuit-receipt'),
  pursuit: pursuitId,
  hash: z.string().max(64),
})
export type LinkPursuitReceipt = z.infer<typeof linkPursuitReceipt>
