import {z} from 'zod'
import {LINE_KINDS} from '../model/crossing.ts'
import {OBJECT_KINDS} from '../model/object.ts'
import {WORLDS} from '../model/world.ts'
import {agreementId, contactId, handoffId, moment, nationCode, place, trackId} from './parts.ts'

/**
 * `due`: nothing has been said yet. `notified`, `proposed`: a notice, an offer or a request stands. `turned-back`: it no
 * longer heads for the line while one of them stands; nothing is revoked by itself. `expected`: it comes this way under
 * another nation's handoff.
 */
export const DUE_STATUSES = ['due', 'notified', 'proposed', 'turned-back', 'expected'] as const

/** What the gate would let pass to the other nation at this moment: the call that the sending itself makes. */
export const wouldTell = z.object({
  allowed: z.boolean(),
  /** Catalogue code under `refusal.` */
  why: z.string().optional(),
  agreement: agreementId.optional(),
  fields: z.array(z.string()),
  withheld: z.array(z.string()),
  /** How exactly the place would be told, metres. */
  precisionM: z.number().optional(),
  /** How much of where it has been, seconds. */
  historyS: z.number(),
})
export type WouldTell = z.infer<typeof wouldTell>

/** An object that will probably cross a line of the own nation soon. National; made from the picture, never written. */
export const dueThing = z.object({
  kind: z.literal('due'),
  id: z.string(),
  version: z.number(),
  world: z.enum(WORLDS),
  track: trackId,
  contact: contactId.optional(),
  object: z.enum(OBJECT_KINDS),
  from: nationCode,
  to: nationCode,
  line: z.object({id: z.string(), kind: z.enum(LINE_KINDS)}),
  /** Where it would cross. */
  place,
  /** 0 to 1: that it crosses this line first, into that area. */
  probability: z.number(),
  /** Wall time; `spreadMs` is one sigma of it. */
  crossingAt: moment,
  spreadMs: z.number(),
  /** Other nations whose area it may enter first instead. */
  others: z.array(z.object({to: nationCode, probability: z.number()})),
  /** 1 to 3: how near it is, by the class of the object; 0: not near yet. */
  stage: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  status: z.enum(DUE_STATUSES),
  /** It was first foreseen when there was less time than an answer should have. */
  shortNotice: z.boolean(),
  handoff: handoffId.optional(),
  notice: wouldTell,
  offer: wouldTell,
})
export type DueThing = z.infer<typeof dueThing>
