import {z} from 'zod'
import {IDENTITIES, OBJECT_KINDS} from '../model/object.ts'
import {WORLDS} from '../model/world.ts'
import {
  agreementId,
  basisSchema,
  contactId,
  doer,
  handoffId,
  moment,
  nationCode,
  postId,
  text,
  trackId,
} from './parts.ts'

export const CONFIDENCES = ['low', 'medium', 'high'] as const

export const custody = z.object({
  controller: nationCode,
  post: postId.optional(),
  /** Fencing token: rises by one with each change. */
  epoch: z.number(),
  /** Relinquished: who claims first gets it. */
  available: z.boolean(),
  contested: z.boolean(),
  since: moment,
  /** Who leads the interception and who the case, where that is not the controller. */
  tasking: nationCode.optional(),
  case: nationCode.optional(),
  /** Beyond the line without an acceptance: no basis to enforce there. */
  outOfArea: z.boolean().optional(),
  /** The controlling nation has nobody on line for it. */
  unattended: z.boolean().optional(),
  /** Assessments of two nations lie two steps or more apart. */
  identityDifference: z.boolean().optional(),
})

/** A nation's durable file on an object of interest. */
export const contactThing = z.object({
  kind: z.literal('contact'),
  id: contactId,
  version: z.number(),
  world: z.enum(WORLDS),
  status: z.enum(['OPEN', 'CLOSED']),
  object: z.enum(OBJECT_KINDS),
  identity: z.enum(IDENTITIES),
  /** The live track, while the picture holds it. */
  track: trackId.optional(),
  title: z.string(),
  openedAt: moment,
  openedBy: doer,
  notes: z.array(z.object({by: doer, at: moment, text: z.string()})),
  custody,
  /** Under which handoff and agreement the controller has it; absent: it opened it. */
  held: z.object({handoff: handoffId, agreement: agreementId.optional()}).optional(),
  /** What each nation thinks that it is, beside the shared assessment. */
  assessments: z
    .array(
      z.object({
        nation: nationCode,
        identity: z.enum(IDENTITIES),
        confidence: z.enum(CONFIDENCES),
        at: moment,
        by: doer,
      }),
    )
    .optional(),
  /**
   * Times in which another nation acted as controller without the controller's ledger. Without an end: it lasts.
   * `stands`: whether its act stood when the link was back.
   */
  contests: z
    .array(
      z.object({
        by: nationCode,
        reason: z.string(),
        from: moment,
        until: moment.optional(),
        stands: z.boolean().optional(),
      }),
    )
    .optional(),
  /** The designator under which the object goes on; set when it was merged. */
  mergedInto: contactId.optional(),
  /** Set where the contact was released by a partner. */
  basis: basisSchema.optional(),
})
export type ContactThing = z.infer<typeof contactThing>

/** `expectedEpoch`: the custody that the person saw; a stale one is refused. */
const asController = {contact: contactId, expectedEpoch: z.number().int().optional()}

/** What a person can do with a contact. */
export const contactCommands = [
  z.strictObject({type: z.literal('contact.mark'), track: trackId, title: text.optional()}),
  /** `drop`: also while a handoff of it is open, which is then superseded. */
  z.strictObject({type: z.literal('contact.unmark'), contact: contactId, drop: z.boolean().optional()}),
  z.strictObject({type: z.literal('contact.note'), contact: contactId, text: text.min(1)}),
  /** By the controller: the shared assessment. */
  z.strictObject({
    type: z.literal('contact.assess'),
    ...asController,
    identity: z.enum(IDENTITIES).optional(),
    object: z.enum(OBJECT_KINDS).optional(),
    title: text.min(1).max(200).optional(),
  }),
  /** By anybody else: what the own nation thinks that it is. */
  z.strictObject({
    type: z.literal('contact.national'),
    contact: contactId,
    identity: z.enum(IDENTITIES),
    confidence: z.enum(CONFIDENCES),
  }),
  /** By the controller's commander: whoever claims it first gets it. */
  z.strictObject({type: z.literal('contact.relinquish'), ...asController}),
  /** By the controller's commander: no longer to be had. */
  z.strictObject({type: z.literal('contact.keep'), ...asController}),
  /** By a commander: takes what is available, or unattended where the agreement allows. `handoff`: id of the record. */
  z.strictObject({type: z.literal('contact.claim'), handoff: handoffId, contact: contactId}),
  /**
   * Two designators of one object: `contact` ends, `survivor` goes on. With two controllers it is an offer (by who controls
   * `contact`) or a request (by who controls `survivor`), answered like any handoff. `handoff`: id of the record.
   */
  z.strictObject({
    type: z.literal('contact.merge'),
    handoff: handoffId,
    contact: contactId,
    survivor: contactId,
    why: z.string().max(40),
  }),
  /** By the nation whose designator ended: they are two objects after all. */
  z.strictObject({type: z.literal('contact.separate'), contact: contactId}),
] as const
