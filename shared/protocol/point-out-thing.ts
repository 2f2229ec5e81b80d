import {z} from 'zod'
import {OBJECT_KINDS} from '../model/object.ts'
import {WORLDS} from '../model/world.ts'
import {REJECT_CODES} from '../operations/handoff-state.ts'
import {POINT_OUT_STATUSES} from '../operations/point-out.ts'
import {
  basisSchema,
  contactId,
  doer,
  moment,
  nationCode,
  place,
  pointOutId,
  postId,
  subject,
  text,
  trackId,
} from './parts.ts'

/** An object shown to another nation, which says whether it may come: control stays where it is. */
export const pointOutThing = z.object({
  kind: z.literal('point-out'),
  id: pointOutId,
  version: z.number(),
  world: z.enum(WORLDS),
  contact: contactId,
  object: z.enum(OBJECT_KINDS),
  from: nationCode,
  fromPost: postId.optional(),
  to: nationCode,
  toPost: postId.optional(),
  status: z.enum(POINT_OUT_STATUSES),
  /** What FROM wants seen. */
  text: z.string(),
  label: z.string(),
  place: place.optional(),
  track: trackId.optional(),
  deadline: z.object({at: moment, length: z.number()}).optional(),
  steps: z.array(z.object({status: z.string(), at: moment, by: doer})),
  reason: z.object({code: z.string(), text: z.string().optional()}).optional(),
  /** In a copy: under what it was released. */
  basis: basisSchema.optional(),
})
export type PointOutThing = z.infer<typeof pointOutThing>

/** What a person can do with a point-out. */
export const pointOutCommands = [
  z.strictObject({
    type: z.literal('point-out.offer'),
    pointOut: pointOutId,
    subject,
    to: nationCode,
    toPost: postId.optional(),
    text: text.max(500),
  }),
  z.strictObject({type: z.literal('point-out.approve'), pointOut: pointOutId}),
  z.strictObject({
    type: z.literal('point-out.unable'),
    pointOut: pointOutId,
    code: z.enum(REJECT_CODES),
    text: text.optional(),
  }),
  z.strictObject({type: z.literal('point-out.withdraw'), pointOut: pointOutId}),
] as const
