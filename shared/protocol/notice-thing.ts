import {z} from 'zod'
import {WORLDS} from '../model/world.ts'
import {evidence, moment, nationCode, opaque, place, trackId} from './parts.ts'

/** A record without a queue: a crossing of the frontier, a report from a unit, an ended handoff. Newest kept. */
export const noticeThing = z.object({
  kind: z.literal('notice'),
  id: opaque,
  version: z.number(),
  world: z.enum(WORLDS),
  rule: z.string(),
  at: moment,
  place: place.optional(),
  tracks: z.array(trackId),
  subjects: z.array(z.string()),
  from: nationCode.optional(),
  to: nationCode.optional(),
  evidence: z.array(evidence),
})
export type NoticeThing = z.infer<typeof noticeThing>
