import {z} from 'zod'
import {OBJECT_KINDS} from '../../shared/model/object.ts'
import {nation, post, zone} from './names.ts'

/** West, south, east, north, degrees. */
const box = z.tuple([z.number(), z.number(), z.number(), z.number()])

/** A nation whose node runs here: its posts, its consoles, what it watches. */
export const nationOfNode = z.strictObject({
  code: nation,
  name: z.string(),
  language: z.string().default('en'),
  posts: z.array(z.strictObject({id: post, name: z.string(), sector: box.optional()})).min(1),
  /** Where the consoles open: west, south, east, north. */
  home: box,
  /** Store of the nation under the data folder; default its code in lower case. */
  store: z.string().optional(),
  clock: z.union([z.literal('wall'), z.strictObject({feed: z.string()})]).default('wall'),
  /** What is watched for crossing besides contacts: the list of what is due shows it. */
  due: z
    .strictObject({
      kinds: z.array(z.enum(OBJECT_KINDS)).default([]),
      zones: z.array(zone).default([]),
      /** Lines between search and rescue regions too. */
      sarLines: z.boolean().default(false),
    })
    .default({kinds: [], zones: [], sarLines: false}),
  /** The post that coordinates rescue; default: the first one. */
  mrcc: post.optional(),
  /** Work of a post, as the commander's board sums it, above which it is called too much. */
  loadLimit: z.number().positive().default(20),
  /** Rows of the track table. */
  capacity: z.number().int().min(1_000).max(2_000_000).default(300_000),
})
