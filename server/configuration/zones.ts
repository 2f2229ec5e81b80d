import {z} from 'zod'
import {nation} from './names.ts'

/** A GeoJSON feature with what its properties must say (see README, "Areas and lines"). */
const feature = z.object({
  type: z.literal('Feature'),
  properties: z.object({
    kind: z.enum([
      'area-of-responsibility',
      'land',
      'internal-waters',
      'territorial-sea',
      'contiguous-zone',
      'exclusive-economic-zone',
      'high-seas',
      'sar-region',
      'disputed',
      'watch',
      'frontier',
    ]),
    id: z.string(),
    name: z.string().default(''),
    nation: nation.optional(),
    /** Of a disputed area: those who claim it. */
    claimedBy: z.array(nation).min(2).optional(),
    between: z.tuple([nation, nation]).optional(),
    indicative: z.boolean().default(false),
    everyCrossing: z.boolean().default(false),
    /** Of a frontier: how far to either side of it both nations co-ordinate, nautical miles; drawn as a band. */
    coordinationNm: z.number().positive().max(100).optional(),
  }),
  geometry: z.discriminatedUnion('type', [
    z.object({type: z.literal('Polygon'), coordinates: z.array(z.array(z.tuple([z.number(), z.number()])))}),
    z.object({
      type: z.literal('MultiPolygon'),
      coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
    }),
    z.object({type: z.literal('LineString'), coordinates: z.array(z.tuple([z.number(), z.number()]))}),
    z.object({type: z.literal('MultiLineString'), coordinates: z.array(z.array(z.tuple([z.number(), z.number()])))}),
  ]),
})
export const geography = z.object({type: z.literal('FeatureCollection'), features: z.array(feature)})
export type Geography = z.infer<typeof geography>
