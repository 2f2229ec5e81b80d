import {z} from 'zod'
import {LIMITED_WHAT, OPERATIONAL_STATUSES, OUT_REASONS, UNIT_STATUSES} from '../model/unit.ts'
import {OBJECT_KINDS} from '../model/object.ts'
import {WORLDS} from '../model/world.ts'
import {OWN_STATUSES} from '../operations/unit.ts'
import {moment, opaque, place, postId, saidPlace, taskId, text, trackId, unitId} from './parts.ts'

/** A patrol boat, drone or team of the own nation. Every value that people say carries the time when it was said. */
export const unitThing = z.object({
  kind: z.literal('unit'),
  id: unitId,
  version: z.number(),
  world: z.enum(WORLDS),
  name: z.string(),
  object: z.enum(OBJECT_KINDS),
  post: postId,
  /** The field's word, EUROSUR's word for it, and since when; absent: since the node knows of the unit. */
  status: z.enum(UNIT_STATUSES),
  operational: z.enum(OPERATIONAL_STATUSES),
  statusAt: moment.optional(),
  limited: z.object({what: z.enum(LIMITED_WHAT), text: z.string().optional(), at: moment}).optional(),
  outOfService: z
    .object({reason: z.enum(OUT_REASONS), text: z.string().optional(), until: moment.optional(), at: moment})
    .optional(),
  capabilities: z.array(z.string()),
  maxSpeedKnots: z.number(),
  medium: z.enum(['sea', 'land', 'air']),
  base: z.string().optional(),
  rangeNm: z.number().optional(),
  enduranceMinutes: z.number().optional(),
  maxPassengers: z.number().optional(),
  /** Absent: neither unit nor roster says. `at`: when it was said; the roster needs no age. */
  duty: z
    .object({
      on: z.boolean(),
      until: moment.optional(),
      from: z.enum(['phone', 'desk', 'roster']),
      at: moment.optional(),
    })
    .optional(),
  crew: z.object({count: z.number(), at: moment.optional()}).optional(),
  fuel: z.object({percent: z.number(), at: moment}).optional(),
  battery: z.object({percent: z.number(), at: moment}).optional(),
  /** Time from the order until it is under way. */
  readiness: z.object({minutes: z.number(), at: moment.optional()}).optional(),
  track: trackId.optional(),
  place: place.optional(),
  placeAt: moment.optional(),
  /** Somebody has its phone open now. */
  reachable: z.boolean(),
  tasks: z.array(taskId),
  /** On scene: when it is asked whether all is well; asked, and until when it has to answer; nobody has. */
  safety: z
    .object({dueAt: moment, askedAt: moment.optional(), answerBy: moment.optional(), late: z.boolean()})
    .optional(),
  /** It has a task, and its place has not been heard of since. */
  silent: z.object({since: moment}).optional(),
  sos: z.object({at: moment, place: place.optional()}).optional(),
})
export type UnitThing = z.infer<typeof unitThing>

/** A desk says it for a unit that has called; a unit's own phone names none. */
const ofUnit = {unit: unitId.optional()}
const percent = z.number().min(0).max(100)
const crew = z.number().int().min(0).max(500)

/** What a person can do with a unit. */
export const unitCommands = [
  z.strictObject({type: z.literal('unit.sos'), place: saidPlace.optional()}),
  z.strictObject({type: z.literal('unit.sos-end'), unit: unitId}),
  z.strictObject({
    type: z.literal('unit.report'),
    category: z.enum(['boat', 'persons', 'drone', 'vehicle', 'all-clear', 'other']),
    text: text.optional(),
    place: saidPlace.optional(),
    /** Its id, made by the phone, so that photos can belong to it. */
    report: opaque.optional(),
  }),
  z.strictObject({
    type: z.literal('unit.status'),
    ...ofUnit,
    status: z.enum(OWN_STATUSES),
    what: z.enum(LIMITED_WHAT).optional(),
    reason: z.enum(OUT_REASONS).optional(),
    text: text.optional(),
    until: moment.optional(),
  }),
  z.strictObject({
    type: z.literal('unit.duty'),
    ...ofUnit,
    on: z.boolean(),
    until: moment.optional(),
    crew: crew.optional(),
  }),
  z.strictObject({
    type: z.literal('unit.resources'),
    ...ofUnit,
    fuelPercent: percent.optional(),
    batteryPercent: percent.optional(),
    crew: crew.optional(),
    readyInMinutes: z.number().min(0).max(10_080).optional(),
  }),
  /** The one tap that answers the question whether all is well. */
  z.strictObject({type: z.literal('unit.safe'), ...ofUnit}),
] as const
