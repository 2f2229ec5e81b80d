import {z} from 'zod'
import {OBJECT_KINDS} from '../model/object.ts'
import {WORLDS} from '../model/world.ts'
import {FUNCTIONS, HANDOFF_FORMS, HANDOFF_STATUSES, REJECT_CODES} from '../operations/handoff-state.ts'
import {
  agreementId,
  contactId,
  doer,
  expectedVersion,
  handoffId,
  moment,
  nationCode,
  opaque,
  place,
  postId,
  saidPlace,
  subject,
  text,
  trackId,
} from './parts.ts'

export const TRANSFERS = ['on-accept', 'at-line', 'on-release'] as const

export const terms = z.object({
  transfer: z.enum(TRANSFERS),
  /** The commander of TO has to accept. */
  requiresCommander: z.boolean().optional(),
  /** Conditions, in words. */
  note: z.string().max(500).optional(),
  /** Control passes when the object has reached this place, within a nautical mile at sea. */
  point: saidPlace.optional(),
  /** Control passes so long after the acceptance at the earliest, seconds: a duration, for no two nations share a clock. */
  afterS: z.number().int().min(0).max(86_400).optional(),
  /** FROM's node releases by itself when what the terms name has come: the place, the time, else the line. */
  autoRelease: z.boolean().optional(),
  /** What passes; absent: everything. Fewer only by a counter that FROM accepts. */
  functions: z.array(z.enum(FUNCTIONS)).min(1).max(3).optional(),
  /** Fields of the object that the offer leaves out though policy would release them. */
  withhold: z.array(z.string().max(40)).max(40).optional(),
  /** Units of FROM that stay with the object for TO, by name. */
  assets: z.array(z.string().max(40)).max(20).optional(),
})
export type Terms = z.infer<typeof terms>

/** What one side wrote down of a telephone call. */
export const call = z.object({
  /** Who spoke for TO, and the number that was called back. */
  who: z.string(),
  callback: z.string(),
  readBack: z.string(),
  at: moment,
  by: doer,
})

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
  /** What kind of transfer: absent for an ordinary one. */
  form: z.enum(HANDOFF_FORMS).optional(),
  status: z.enum(HANDOFF_STATUSES),
  /** Presented at one console of TO at least. */
  delivered: z.boolean(),
  /** On a console of TO for a second: a receipt, not a state. */
  seen: z.boolean(),
  terms,
  counter: terms.optional(),
  /** Agreed terms that stand while other ones are being asked for; they come back when those are refused. */
  standing: terms.optional(),
  /** What the terms were before they were last changed: the other side of the comparison. */
  previous: terms.optional(),
  rounds: z.number(),
  /** Accepted by TO's node under the agreement's standard conditions. */
  automatic: z.object({agreement: agreementId, title: z.string()}).optional(),
  /** Known to be beyond the line; when, by this node's time of day. */
  crossed: z.boolean().optional(),
  crossedAt: moment.optional(),
  /** When it is expected at the line. */
  crossingAt: moment.optional(),
  /** Offered later than the agreement asks for. */
  shortNotice: z.boolean().optional(),
  /** No longer heading for the line, though offered or accepted: nobody recalls it but people. */
  turnedBack: z.boolean().optional(),
  /** The place or time that the agreed terms name has come, and they leave the release to FROM's people. */
  releaseDue: z.boolean().optional(),
  /** How far the alarm about a crossing without acceptance has gone. */
  escalation: z.enum(['alarm', 'commanders', 'incident']).optional(),
  /** Several offers made as one. What the group is as a whole is read from its members. */
  convoy: opaque.optional(),
  /** MERGE: the designator that goes on. SUPERSEDED: what goes on instead. */
  successor: contactId.optional(),
  /**
   * What was agreed by voice. `code`: ten letters that FROM reads out and TO's commander types; on FROM's screens only.
   * `isConfirmed`: TO has said so over the link. `repudiateBy`: until then TO's commander may deny it; on TO's screens.
   */
  verbal: z
    .object({
      accept: call.optional(),
      assume: call.optional(),
      countersigned: z.object({by: doer, at: moment}).optional(),
      code: z.string().optional(),
      isConfirmed: z.boolean(),
      repudiateBy: moment.optional(),
    })
    .optional(),
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
const spoken = {
  who: z.string().trim().min(1).max(80),
  callback: z.string().trim().min(3).max(40),
  readBack: z.string().trim().min(1).max(500),
}

/** What a person can do with a handoff. */
export const handoffCommands = [
  z.strictObject({
    type: z.literal('handoff.propose'),
    handoff: handoffId,
    subject,
    /** Another nation; or the own one, with `toPost`: work that moves between posts. */
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

  /** By FROM's commander: accepted on the telephone. */
  z.strictObject({type: z.literal('handoff.verbal-accept'), ...onHandoff, ...spoken}),
  /** By TO: that is what was said. */
  z.strictObject({type: z.literal('handoff.confirm'), ...onHandoff}),
  /** By an operator of FROM while the link to TO is down: TO has it, said on the telephone. */
  z.strictObject({type: z.literal('handoff.verbal-assume'), ...onHandoff, ...spoken}),
  /** By FROM's commander, another person than who recorded it: control passes. */
  z.strictObject({type: z.literal('handoff.countersign'), ...onHandoff}),
  /** By TO's commander: the ten letters that FROM has read out; TO then holds control. */
  z.strictObject({type: z.literal('handoff.enter-code'), handoff: handoffId, code: z.string().trim().max(20)}),
  /** By TO's commander: this was never agreed. Control goes back by a record of its own. */
  z.strictObject({type: z.literal('handoff.repudiate'), handoff: handoffId, text: text.min(1)}),
  /** By TO's commander, for an object inside TO's own territory. `handoff`: id of the new record. */
  z.strictObject({
    type: z.literal('handoff.takeover'),
    handoff: handoffId,
    contact: contactId,
    reason: text.min(1),
  }),

  /** Several offers in one transaction, all to one nation. */
  z.strictObject({
    type: z.literal('convoy.propose'),
    convoy: opaque,
    members: z
      .array(z.object({handoff: handoffId, subject}))
      .min(2)
      .max(50),
    to: nationCode,
    toPost: postId.optional(),
    terms: terms.partial().optional(),
    why: z.string().max(40),
  }),
  /** `handoffs`: those that are taken; absent: all. The others are rejected in the same transaction. */
  z.strictObject({
    type: z.literal('convoy.accept'),
    convoy: opaque,
    handoffs: z.array(handoffId).min(1).max(50).optional(),
    code: z.enum(REJECT_CODES).optional(),
  }),
  z.strictObject({
    type: z.literal('convoy.reject'),
    convoy: opaque,
    code: z.enum(REJECT_CODES),
    text: text.optional(),
  }),
  z.strictObject({type: z.literal('convoy.recall'), convoy: opaque}),
  z.strictObject({type: z.literal('convoy.release'), convoy: opaque}),
  z.strictObject({type: z.literal('convoy.assume'), convoy: opaque}),
] as const
