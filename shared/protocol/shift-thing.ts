import {z} from 'zod'
import type {ShiftId} from '../base/id.ts'
import {WORLDS} from '../model/world.ts'
import {SHIFT_SECTIONS, SHIFT_STATUSES} from '../operations/shift-state.ts'
import {doer, moment, opaque, postId, text, values} from './parts.ts'

export const shiftId = opaque as unknown as z.ZodType<ShiftId>
const person = z.object({by: doer, actor: z.string(), since: moment})
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const itemKey = z.string().min(1).max(120)

/** One handing over of a post: both persons' screens show the same of it. Of the own nation only. */
export const shiftThing = z.object({
  kind: z.literal('shift'),
  id: shiftId,
  version: z.number(),
  world: z.enum(WORLDS),
  post: postId,
  status: z.enum(SHIFT_STATUSES),
  startedAt: moment,
  outgoing: person.omit({since: true}),
  incoming: person.optional(),
  entries: z.array(
    z.object({
      key: z.string(),
      section: z.enum(SHIFT_SECTIONS),
      code: z.string(),
      values,
      dueAt: moment.optional(),
      blocks: z.enum(['alarm', 'handoff']).optional(),
      addedAt: moment,
      /** It came, or became another, while the two were at it. */
      isNew: z.boolean(),
      remark: z.string().optional(),
      read: z.object({by: doer, at: moment}).optional(),
      questions: z.array(
        z.object({
          by: doer,
          at: moment,
          text: z.string(),
          answer: z.object({by: doer, at: moment, text: z.string()}).optional(),
        }),
      ),
    }),
  ),
  words: z.object({text: z.string(), language: z.string()}).optional(),
  /** SHA-256 of the content: what a signature is over. */
  hash,
  signatures: z.array(z.object({side: z.enum(['out', 'in']), by: doer, at: moment, hash})),
  refusal: z.object({by: doer, at: moment, text: z.string()}).optional(),
  log: z.array(z.object({at: moment, by: doer, code: z.string(), text: z.string().optional()})),
  /** Canonical JSON that the hash is of; once it is signed. */
  content: z.string().optional(),
})
export type ShiftThing = z.infer<typeof shiftThing>

const onShift = {shift: shiftId}
const onItem = {...onShift, item: itemKey}

/** What two persons can do with the handover of their post. */
export const shiftCommands = [
  z.strictObject({type: z.literal('shift.prepare'), ...onShift, post: postId}),
  z.strictObject({type: z.literal('shift.write'), ...onShift, text, language: z.string().max(20)}),
  z.strictObject({type: z.literal('shift.remark'), ...onItem, text}),
  z.strictObject({type: z.literal('shift.join'), ...onShift}),
  /** `seen`: version of the handover on the screen; what became another since is not read by it. */
  z.strictObject({
    type: z.literal('shift.read'),
    ...onShift,
    items: z.array(itemKey).min(1).max(500),
    seen: z.number().int(),
  }),
  z.strictObject({type: z.literal('shift.ask'), ...onItem, text: text.min(1)}),
  z.strictObject({type: z.literal('shift.answer'), ...onItem, text: text.min(1)}),
  /** `hash`: of what stood on the screen when it was pressed. */
  z.strictObject({type: z.literal('shift.sign'), ...onShift, hash}),
  z.strictObject({type: z.literal('shift.refuse'), ...onShift, text: text.min(1)}),
  z.strictObject({type: z.literal('shift.decide'), ...onShift, goOn: z.boolean(), text}),
  z.strictObject({type: z.literal('shift.cancel'), ...onShift}),
] as const
