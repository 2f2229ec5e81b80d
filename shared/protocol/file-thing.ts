import {z} from 'zod'
import type {FileId} from '../base/id.ts'
import {MEDIA, MEDIA_TYPES, MOST_BYTES} from '../model/media.ts'
import {WORLDS} from '../model/world.ts'
import {ATTACHED_TO} from '../operations/file.ts'
import {doer, incidentId, moment, opaque, place, saidPlace, taskId, unitId} from './parts.ts'

export const fileId = opaque as unknown as z.ZodType<FileId>
const attached = z.object({kind: z.enum(ATTACHED_TO), id: opaque})
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A photo or a recording of a field unit: what it is and where it belongs. Its content is asked for over HTTP. */
export const fileThing = z.object({
  kind: z.literal('file'),
  id: fileId,
  version: z.number(),
  world: z.enum(WORLDS),
  status: z.literal('KEPT'),
  media: z.enum(MEDIA),
  type: z.enum(MEDIA_TYPES),
  bytes: z.number(),
  sha256,
  seconds: z.number().optional(),
  unit: unitId,
  by: doer,
  pressedAt: moment,
  keptAt: moment,
  place: place.optional(),
  attached,
  /** Of the attachment, or of the task that it is attached to. */
  incident: incidentId.optional(),
  task: taskId.optional(),
})
export type FileThing = z.infer<typeof fileThing>

/** What a phone says before it sends a file's parts, and says again to learn where to go on. */
export const fileOffer = z.strictObject({
  file: fileId,
  media: z.enum(MEDIA),
  bytes: z
    .number()
    .int()
    .min(1)
    .max(Math.max(...Object.values(MOST_BYTES)) * 100),
  sha256,
  /** When it was taken, wall time, ms. */
  pressedAt: z.number().optional(),
  seconds: z.number().min(0).max(3_600).optional(),
  place: saidPlace.optional(),
  attached: attached.strict(),
})
export type FileOffer = z.infer<typeof fileOffer>

/** How much of it the node has; `kept`: all of it, on disk, and in the ledger. */
export const filePart = z.object({file: z.string(), received: z.number(), state: z.enum(['open', 'kept'])})
export type FilePart = z.infer<typeof filePart>
