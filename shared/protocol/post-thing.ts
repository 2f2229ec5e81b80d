import {z} from 'zod'
import {POST_STATES} from '../model/post.ts'
import {WORLDS} from '../model/world.ts'
import {doer, moment, nationCode, opaque, postId, text} from './parts.ts'

/** A person at home: by name, and by the pseudonym that tells two of one name apart. */
const person = z.object({by: doer, actor: z.string(), since: moment})

/** A position in a centre: of the own nation with who holds it, of a partner by name and state alone. */
export const postThing = z.object({
  kind: z.literal('post'),
  id: postId,
  version: z.number(),
  world: z.enum(WORLDS),
  nation: nationCode,
  name: z.string(),
  state: z.enum(POST_STATES),
  stateAt: moment.optional(),
  /** One person at a time. `unattended`: taken over while the one before was away. */
  holder: person.extend({unattended: z.boolean().optional()}).optional(),
  /** Signed in there now. */
  present: z.array(person),
  /** Standing orders of the commander. */
  orders: z.array(z.object({id: z.string(), text: z.string(), language: z.string().optional(), by: doer, at: moment})),
  /** The handover that runs. */
  shift: opaque.optional(),
})
export type PostThing = z.infer<typeof postThing>

/** What a person can do with a post. */
export const postCommands = [
  z.strictObject({type: z.literal('post.take'), post: postId}),
  z.strictObject({type: z.literal('post.state'), post: postId, state: z.enum(['open', 'busy'])}),
  z.strictObject({type: z.literal('post.close'), post: postId}),
  z.strictObject({
    type: z.literal('post.order'),
    post: postId,
    order: opaque,
    text: text.min(1),
    language: z.string().max(20).optional(),
  }),
  z.strictObject({type: z.literal('post.order-end'), post: postId, order: opaque}),
] as const
