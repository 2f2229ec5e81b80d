import {z} from 'zod'
import type {
  AgreementId,
  AlertId,
  ContactId,
  HandoffId,
  IncidentId,
  NationCode,
  PointOutId,
  PostId,
  PursuitId,
  RuleId,
  TaskId,
  TrackId,
  UnitId,
} from '../base/id.ts'
import {ROLES} from '../operations/actor.ts'

/** Brands a checked string or number; the check itself is the schema's. */
function branded<T>(schema: z.ZodType<unknown>): z.ZodType<T> {
  return schema as unknown as z.ZodType<T>
}

export const nationCode = branded<NationCode>(z.string().regex(/^[A-Z]{2}$/))
export const postId = branded<PostId>(z.string().min(1).max(40))
export const unitId = branded<UnitId>(z.string().min(1).max(40))
export const trackId = branded<TrackId>(z.number().int().min(0).max(0xffff_ffff))
export const contactId = branded<ContactId>(z.string().regex(/^[A-Z]{2}-[0-9A-HJKMNP-TV-Z]{10}$/))
/** An id that tells nothing. */
export const opaque = z.string().regex(/^[0-9a-zA-Z-]{8,64}$/)
export const alertId = branded<AlertId>(opaque)
export const handoffId = branded<HandoffId>(opaque)
export const pointOutId = branded<PointOutId>(opaque)
export const incidentId = branded<IncidentId>(opaque)
export const taskId = branded<TaskId>(opaque)
export const pursuitId = branded<PursuitId>(opaque)
export const agreementId = branded<AgreementId>(z.string().min(1).max(80))
export const ruleId = branded<RuleId>(z.string().min(1).max(80))

/** ms since 1970, wall time of the home ledger. */
export const moment = z.number()
export const place = z.object({lon: z.number(), lat: z.number()})
/** What a catalogue text is filled with. */
export const values = z.record(z.string(), z.union([z.string(), z.number()]))
/** A catalogue code under `evidence.` and its values. */
export const evidence = z.object({code: z.string(), values})
export const basisSchema = z.object({agreement: agreementId, rule: ruleId})

/** Who did it: in the own nation with the name that consoles show, from abroad only as nation, post and role. */
export const doer = z.object({
  nation: nationCode,
  post: postId.optional(),
  role: z.union([z.enum(ROLES), z.literal('system')]),
  name: z.string().optional(),
})
export type Doer = z.infer<typeof doer>

/** Words that a person writes. */
export const text = z.string().trim().max(2_000)
/** A thing that a person points at: a live track, or the contact already opened on one. */
export const subject = z.union([z.object({track: trackId}), z.object({contact: contactId})])
/** Version of the thing that the person saw; a stale one is refused with the present state. */
export const expectedVersion = z.number().int().optional()
/** Where a person says that something is. */
export const saidPlace = z.object({lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90)})
