import {z} from 'zod'
import {nationCode} from './parts.ts'

const spread = z.object({p50Ms: z.number(), p99Ms: z.number(), longestMs: z.number()})

/** How a node does: `GET /api/v1/diagnostics`, for commanders and administrators. The same figures as `/metrics`. */
export const diagnostics = z.object({
  nation: nationCode,
  /** How late the event loop came to its work, in the last minute. */
  eventLoop: spread,
  /** From one tick to the next, and the working time of the last 600. */
  tick: spread.extend({everyMs: z.number(), count: z.number()}),
  /** Since the start. */
  sent: z.object({frames: z.number(), frameBytes: z.number(), nameBytes: z.number()}),
  /** Reports taken in, changed rows told once for all windows, and the one for each of the other. */
  told: z.object({reports: z.number(), rows: z.number(), coalescing: z.number()}),
  sessions: z.number(),
  tracks: z.number(),
  ledgerRows: z.number(),
  /** Of the process, which may run several nations, bytes. */
  memory: z.object({resident: z.number(), heap: z.number()}),
})
export type Diagnostics = z.infer<typeof diagnostics>
