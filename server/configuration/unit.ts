import {z} from 'zod'
import {OBJECT_KINDS} from '../../shared/model/object.ts'
import {capabilityOf} from '../../shared/model/unit.ts'
import {WORLDS} from '../../shared/model/world.ts'
import {nation, post, unit} from './names.ts'

/** Hours of a roster, `22:00-06:00`, as minutes of the day. */
const dutyHours = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'hours by UTC: 22:00-06:00')
  .transform(text => ({from: minuteOf(text.slice(0, 5)), to: minuteOf(text.slice(6))}))

/** A patrol, a drone, a post in the field: what it can do, and when. */
export const unitOfForce = z.strictObject({
  id: unit,
  nation,
  name: z.string(),
  kind: z.enum(OBJECT_KINDS),
  /** In the manner of CISE: `SearchAndRescue`, `Boarding` …; short words of older files are understood. */
  capabilities: z.array(z.string().transform(capabilityOf)).default([]),
  world: z.enum(WORLDS).optional(),
  post,
  reportsAs: z.string().optional(),
  maxSpeedKnots: z.number().positive().default(25),
  base: z
    .strictObject({name: z.string(), place: z.strictObject({lon: z.number(), lat: z.number()}).optional()})
    .optional(),
  crew: z.number().int().nonnegative().optional(),
  maxPassengers: z.number().int().nonnegative().optional(),
  rangeNm: z.number().positive().optional(),
  enduranceMinutes: z.number().positive().optional(),
  readyInMinutes: z.number().nonnegative().optional(),
  /** Hours on duty by UTC: `22:00-06:00`. */
  roster: z.array(dutyHours).optional(),
})

/** How long tasks and units may be silent before somebody is told. */
export const tasking = z
  .strictObject({
    ackSeconds: z.number().positive().default(60),
    readAlarmSeconds: z.number().positive().default(60),
    readSeconds: z.number().positive().default(180),
    safetyMinutes: z.number().positive().default(30),
    safetyAnswerSeconds: z.number().positive().default(120),
    silentMinutes: z.number().positive().default(10),
  })
  .prefault({})

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
