import {z} from 'zod'
import type {LawBook} from '../../shared/model/law.ts'
import {WORLDS} from '../../shared/model/world.ts'
import {ROLES} from '../../shared/operations/actor.ts'
import {agreement} from './agreement.ts'
import {feed, rule} from './feed.ts'
import {lawBook} from './law.ts'
import {nation, port, post, secret, unit, user} from './names.ts'
import {nationOfNode} from './nation.ts'
import {tasking, unitOfForce} from './unit.ts'
import {geography, type Geography} from './zones.ts'

/** A whole configuration as it stands in its file. */
export const configuration = z.strictObject({
  $schema: z.string().optional(),
  title: z.string(),
  /** A demonstration: prints its passwords, offers one-click sign-in on loopback, and serves loopback only. */
  demo: z.boolean().default(false),
  world: z.enum(WORLDS).default('real'),
  /** Said on every console: that rule times are shortened, that agreements are examples. */
  notices: z.array(z.string()).default([]),
  nations: z.array(nationOfNode).min(1),
  units: z.array(unitOfForce).default([]),
  tasking,
  feeds: z.array(feed),
  rules: z.array(rule).default([]),
  partners: z
    .array(
      z.strictObject({
        between: z.tuple([nation, nation]),
        transport: z.literal('memory').default('memory'),
        recordsPerSecond: z.number().positive().default(20_000),
        hz: z.number().positive().max(10).default(1),
        /** For tests: one-way delay of the in-memory link. */
        delayMs: z.number().nonnegative().default(0),
      }),
    )
    .default([]),
  agreements: z.array(agreement).default([]),
  zones: z.array(z.union([z.strictObject({file: z.string()}), geography])).default([]),
  /** Law that holds without an agreement: who may do what where. Numbers of laws are data. */
  law: z.union([z.strictObject({file: z.string()}), lawBook]).optional(),
  users: z
    .array(
      z.strictObject({
        user,
        name: z.string(),
        role: z.enum(ROLES),
        post: post.optional(),
        unit: unit.optional(),
        passwordFrom: secret.optional(),
      }),
    )
    .default([]),
  scenario: z.strictObject({script: z.enum(['western-baltic']), seed: z.number().int().default(1)}).optional(),
  server: z
    .strictObject({
      host: z.string().default('127.0.0.1'),
      port: port.default(8080),
      tls: z.strictObject({certFile: z.string(), keyFile: z.string()}).optional(),
    })
    .default({host: '127.0.0.1', port: 8080}),
  retention: z
    .strictObject({
      trackPointsHours: z.number().positive().default(72),
      partnerDataDays: z.number().positive().default(60),
    })
    .default({trackPointsHours: 72, partnerDataDays: 60}),
})

/** A configuration that has been read, with the files that it names. */
export type Configuration = z.infer<typeof configuration> & {
  /** All areas and lines, files read in. */
  readonly geography: Geography
  /** Law that holds without an agreement; the file read in. */
  readonly lawBook: LawBook
  /** Folder against which relative paths are read. */
  readonly folder: string
}
export type FeedConfiguration = Configuration['feeds'][number]
export type NationConfiguration = Configuration['nations'][number]
export type RuleConfiguration = Configuration['rules'][number]
export type UserConfiguration = Configuration['users'][number]
