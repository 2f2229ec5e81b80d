import {z} from 'zod'
import {IDENTITIES, OBJECT_KINDS} from '../model/object.ts'
import {WORLDS} from '../model/world.ts'
import {basisSchema, contactId, doer, moment, nationCode, postId, text, trackId} from './parts.ts'

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

/** What a person can do with a contact. */
export const contactCommands = [
  z.strictObject({type: z.literal('contact.mark'), track: trackId, title: text.optional()}),
  z.strictObject({type: z.literal('contact.unmark'), contact: contactId}),
  z.strictObject({type: z.literal('contact.note'), contact: contactId, text: text.min(1)}),
] as const
