import {z} from 'zod'
import {CLASSIFICATIONS} from '../../shared/model/agreement.ts'
import {FINDING_RULES} from '../../shared/model/finding.ts'
import {OBJECT_KINDS} from '../../shared/model/object.ts'
import {WORLDS} from '../../shared/model/world.ts'
import {nation, port, secret, zone} from './names.ts'

/** How bytes get here. Every connection feeds the same decoder. */
const connection = z.discriminatedUnion('type', [
  z.strictObject({type: z.literal('udp'), port, host: z.string().default('127.0.0.1')}),
  z.strictObject({
    type: z.literal('tcp-client'),
    host: z.string(),
    port,
    reconnectMs: z.number().min(100).default(1_000),
  }),
  z.strictObject({type: z.literal('tcp-server'), port, host: z.string().default('127.0.0.1')}),
  z.strictObject({type: z.literal('file'), path: z.string(), speed: z.number().positive().default(1)}),
  z.strictObject({type: z.literal('http-poll'), url: z.url(), everyMs: z.number().min(200).default(1_000)}),
  /** Devices send to POST /api/observations. */
  z.strictObject({type: z.literal('http-push')}),
  /** The scenario engine writes what this station would receive. */
  z.strictObject({type: z.literal('scenario'), station: z.string()}),
])

/** What comes in: of what kind, from where, how far it is to be believed. */
export const feed = z.strictObject({
  name: z.string().min(1).max(40),
  nation,
  kind: z.enum(['ais', 'sbs', 'aircraft-json', 'observations']),
  connect: connection,
  /** Admiralty letter of the source: A reliable to F cannot be judged. */
  trust: z.enum(['A', 'B', 'C', 'D', 'E', 'F']).default('C'),
  world: z.enum(WORLDS).optional(),
  marking: z
    .strictObject({level: z.enum(CLASSIFICATIONS), releasableTo: z.array(nation).optional()})
    .default({level: 'UNCLASSIFIED'}),
  /** For `observations`: kind of sensor, and how often it reports. */
  sensor: z.enum(['radar', 'camera', 'ground', 'drone', 'patrol', 'other']).optional(),
  intervalMs: z.number().positive().optional(),
  /** For SBS: the zone of the receiver's local time, as an offset in minutes. */
  utcOffsetMinutes: z.number().int().optional(),
  /** For `http-push`: the environment variable or file that holds the device's token. */
  tokenFrom: secret.optional(),
})

/** How one rule of the watch is set. */
export const rule = z.strictObject({
  rule: z.enum(FINDING_RULES),
  on: z.boolean().default(true),
  nations: z.array(nation).optional(),
  zones: z.array(zone).optional(),
  kinds: z.array(z.enum(OBJECT_KINDS)).optional(),
  /** Which findings become alerts: those of the default (contacts, unidentified, silent), all, or none. */
  alert: z.enum(['default', 'always', 'never']).default('default'),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
  /** Numbers of the rule, by name: seconds, metres, knots as the name says. */
  parameters: z.record(z.string(), z.number()).default({}),
})
