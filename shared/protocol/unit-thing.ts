import {z} from 'zod'
import {OBJECT_KINDS} from '../model/object.ts'
import {WORLDS} from '../model/world.ts'
import {moment, place, postId, saidPlace, text, trackId, unitId} from './parts.ts'

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

/** What a person can do with a unit. */
export const unitCommands = [
  z.strictObject({type: z.literal('unit.sos'), place: saidPlace.optional()}),
  z.strictObject({type: z.literal('unit.sos-end'), unit: unitId}),
  z.strictObject({
    type: z.literal('unit.report'),
    category: z.enum(['boat', 'persons', 'drone', 'vehicle', 'all-clear', 'other']),
    text: text.optional(),
    place: saidPlace.optional(),
  }),
  z.strictObject({
    type: z.literal('unit.status'),
    status: z.enum(['available', 'returning', 'limited', 'out-of-service']),
  }),
] as const
