import {z} from 'zod'
import {OBJECT_KINDS} from '../model/object.ts'
import {WORLDS} from '../model/world.ts'
import {HANDOFF_STATUSES, REJECT_CODES} from '../operations/handoff-state.ts'
import {
  agreementId,
  contactId,
  doer,
  expectedVersion,
  handoffId,
  moment,
  nationCode,
  place,
  postId,
  subject,
  text,
  trackId,
} from './parts.ts'

export const TRANSFERS = ['on-accept', 'at-line', 'on-release'] as const

export const terms = z.object({
  transfer: z.enum(TRANSFERS),
  /** The commander of TO has to accept. */
  requiresCommander: z.boolean().optional(),
  note: z.string().max(500).optional(),
})
export type Terms = z.infer<typeof terms>

/** One transfer of custody, the same states on both sides (domain §1.2.2). Lives in FROM's ledger; TO has a copy. */
export const handoffThing = z.object({
  kind: z.literal('handoff'),
  id: handoffId,
  version: z.number(),
  world: z.enum(WORLDS),
  contact: contactId,
  object: z.enum(OBJECT_KINDS),
  from: nationCode,
  fromPost: postId.optional(),
  to: nationCode,
  toPost: postId.optional(),
  status: z.enum(HANDOFF_STATUSES),
  /** Presented at one console of TO at least. */
  delivered: z.boolean(),
  /** On a console of TO for a second: a receipt, not a state. */
  seen: z.boolean(),
  terms,
  counter: terms.optional(),
  rounds: z.number(),
  /** Custody epoch under which it was opened. */
  epoch: z.number(),
  why: z.string(),
  agreement: agreementId.optional(),
  reason: z.object({code: z.string(), text: z.string().optional()}).optional(),
  /** The running timer: wall time of *this* node, and its whole length. */
  deadline: z.object({timer: z.string(), at: moment, length: z.number()}).optional(),
  steps: z.array(z.object({status: z.string(), at: moment, by: doer})),
  track: trackId.optional(),
  /** What the offer says of the object: released fields only. */
  subject: z.object({
    label: z.string(),
    place: place.optional(),
    speed: z.number().optional(),
    course: z.number().optional(),
    fields: z.array(z.string()),
    withheld: z.array(z.string()),
  }),
})
export type HandoffThing = z.infer<typeof handoffThing>

const onHandoff = {handoff: handoffId, expectedVersion}

/** What a person can do with a handoff. */
export const handoffCommands = [
  z.strictObject({
    type: z.literal('handoff.propose'),
    handoff: handoffId,
    subject,
    to: nationCode,
    toPost: postId.optional(),
    terms: terms.partial().optional(),
    why: z.string().max(40),
  }),
  z.strictObject({
    type: z.literal('handoff.notify'),
    handoff: handoffId,
    subject,
    to: nationCode,
    why: z.string().max(40),
  }),
  z.strictObject({
    type: z.literal('handoff.request'),
    handoff: handoffId,
    contact: contactId,
    terms: terms.partial().optional(),
    why: z.string().max(40),
  }),
  z.strictObject({type: z.literal('handoff.accept'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.reject'), ...onHandoff, code: z.enum(REJECT_CODES), text: text.optional()}),
  z.strictObject({type: z.literal('handoff.standby'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.counter'), ...onHandoff, terms}),
  z.strictObject({type: z.literal('handoff.accept-counter'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.reject-counter'), ...onHandoff, code: z.enum(REJECT_CODES)}),
  z.strictObject({type: z.literal('handoff.repropose'), ...onHandoff, terms}),
  z.strictObject({type: z.literal('handoff.grant'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.deny'), ...onHandoff, code: z.enum(REJECT_CODES)}),
  z.strictObject({type: z.literal('handoff.withdraw'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.release'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.assume'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.refuse'), ...onHandoff, code: z.enum(REJECT_CODES)}),
  z.strictObject({type: z.literal('handoff.recall'), ...onHandoff}),
  z.strictObject({type: z.literal('handoff.seen'), handoff: handoffId}),
] as const
