import {z} from 'zod'
import {ROLES} from '../operations/actor.ts'
import {nationCode, postId} from './parts.ts'

/** How long ago, ms, at the moment of sending. */
export const ageMs = z.number().nonnegative()

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

/** What a nation commits and signs so that another can show it by itself later. */
export const signed = {
  /** Canonical JSON; the signature is over exactly these bytes. */
  body: z.string().max(4_000),
  /** Ed25519, base64. */
  signature: z.string().max(128),
}
