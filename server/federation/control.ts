import {z} from 'zod'

const seq = z.number().int().nonnegative()
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const lane = z.strictObject({
  /** Last message sent so far by the speaker. */
  sent: seq,
  /** Last message of the other side that the speaker has committed, and its hash. */
  applied: seq,
  hash,
})

/** Every second, and at once when the link comes up. */
const beat = z.strictObject({
  type: z.literal('beat'),
  n: seq,
  /** The other side's last beat and how long ago it came: that gives the round trip without a common clock. */
  echo: z.strictObject({n: seq, heldMs: z.number().nonnegative()}).optional(),
  wall: z.number(),
  urgent: lane,
  bulk: lane,
  /** Number of the last live frame sent. */
  live: seq,
  /** The speaker does not hold the whole live picture: begin anew. */
  needsSnapshot: z.boolean(),
})
export type BeatMessage = z.infer<typeof beat>

/** What has been committed, as soon as it is. `gap`: something is missing after it. */
const ack = z.strictObject({type: z.literal('ack'), lane: z.enum(['urgent', 'bulk']), applied: seq, gap: z.boolean()})
export type AckMessage = z.infer<typeof ack>

const control = z.discriminatedUnion('type', [beat, ack])
export type ControlMessage = z.infer<typeof control>

export function encodeControl(message: ControlMessage): Uint8Array {
  return Buffer.from(JSON.stringify(message))
}

/** Undefined when the bytes say nothing that is understood. */
export function decodeControl(bytes: Uint8Array): ControlMessage | undefined {
  const checked = control.safeParse(readJson(bytes))
  return checked.success ? checked.data : undefined
}

/** The value of UTF-8 JSON; undefined where it is none. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes))
  } catch {
    return undefined
  }
}
