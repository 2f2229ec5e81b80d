import {z} from 'zod'
import {CLASSIFICATIONS} from '../../shared/model/agreement.ts'
import {IDENTITIES, OBJECT_KINDS} from '../../shared/model/object.ts'
import {contacts, legalRight, pursuitTerms} from './law.ts'
import {agreementId, nation, nations, ruleId, zone} from './names.ts'

const timers = z
  .strictObject({
    lam: z.number(),
    reply: z.number(),
    standby: z.number(),
    counter: z.number(),
    hold: z.number(),
    assume: z.number(),
    notify: z.number(),
    proposeLatest: z.number(),
    cross: z.number(),
    cross2: z.number(),
    unattended: z.number(),
    confirm: z.number(),
  })
  .partial()
const sharing = z.enum([
  'notify',
  'view',
  'subscribe',
  'receive_alert',
  'handoff',
  'export',
  'task',
  'retransmit',
  'search',
])
const purpose = z.enum([
  'BorderMonitoring',
  'BorderOperation',
  'SAR',
  'Safety',
  'CustomsMonitoring',
  'CustomsOperation',
  'FisheriesMonitoring',
  'FisheriesOperation',
  'LawEnforcementMonitoring',
  'LawEnforcementOperation',
])
const objectClass = z.enum([
  'track.vessel',
  'track.aircraft',
  'track.uav',
  'track.vehicle',
  'track.person',
  'track.contact',
  'track.fixed',
  'alert',
  'incident',
  'asset',
])

/** An offer that meets all of it is accepted by TO's node as soon as a person has it on screen. Absent: any. */
const standardConditions = z.strictObject({
  title: z.string().min(1),
  from: z.array(nation).min(1).optional(),
  objects: z.array(z.enum(OBJECT_KINDS)).min(1).optional(),
  identities: z.array(z.enum(IDENTITIES)).min(1).optional(),
  zones: z.array(zone).min(1).optional(),
  transfers: z
    .array(z.enum(['on-accept', 'at-line', 'on-release']))
    .min(1)
    .optional(),
  maxKnots: z.number().positive().optional(),
})

/** What nations have agreed on: who may have what of whom, and how tracks change hands. */
export const agreement = z.strictObject({
  id: agreementId,
  title: z.string(),
  version: z.number().int().default(1),
  type: z.enum(['bilateral', 'multilateral', 'operational_plan', 'ad_hoc']),
  parties: nations,
  status: z.enum(['draft', 'in_force', 'suspended', 'terminated']),
  inForce: z.strictObject({from: z.iso.date(), to: z.iso.date().optional()}),
  maxLevel: z.enum(CLASSIFICATIONS).default('UNCLASSIFIED'),
  example: z.boolean().default(false),
  handoff: z
    .strictObject({
      allowed: z.boolean(),
      transfer: z.enum(['on-accept', 'at-line', 'on-release']).default('on-accept'),
      timers: timers.optional(),
      timersOf: z.strictObject({sea: timers, land: timers, air: timers}).partial().optional(),
      standardConditions: z.array(standardConditions).optional(),
      claimOnUnattended: z.boolean().optional(),
      /** Notices of contacts that will probably cross are sent by themselves, or by a person. */
      notices: z.enum(['automatic', 'by-person']).optional(),
      pursuit: z.array(pursuitTerms).optional(),
    })
    .optional(),
  instrument: z
    .strictObject({citation: z.string(), url: z.url().optional(), signedAt: z.iso.date().optional()})
    .optional(),
  contacts: contacts.optional(),
  rights: z.array(legalRight).optional(),
  signatures: z.array(z.strictObject({party: nation, at: z.string(), signature: z.string()})).optional(),
  rules: z.array(
    z.strictObject({
      id: ruleId,
      effect: z.enum(['permit', 'prohibit']),
      from: nations,
      to: nations,
      actions: z.union([z.literal('*'), z.array(sharing).min(1)]),
      purposes: z.union([z.literal('*'), z.array(purpose).min(1)]),
      classes: z.union([z.literal('*'), z.array(objectClass).min(1)]),
      when: z
        .strictObject({
          zones: z.array(zone).optional(),
          bufferNm: z.number().nonnegative().optional(),
          timeOfDay: z.tuple([z.number(), z.number()]).optional(),
          ownAsset: z.boolean().optional(),
          livesAtRisk: z.boolean().optional(),
        })
        .optional(),
      disclose: z
        .strictObject({
          level: z.enum(['HIT', 'COARSE', 'STANDARD', 'FULL']),
          fields: z.array(z.string()),
          precisionM: z.number().positive().default(1),
          delayS: z.number().nonnegative().default(0),
          historyS: z.number().nonnegative().default(0),
        })
        .optional(),
      obligations: z
        .strictObject({
          log: z.enum(['full', 'summary']).default('full'),
          retentionDays: z.number().positive(),
          onward: z.enum(['forbidden', 'consent', 'sar_only', 'allowed']).default('forbidden'),
        })
        .optional(),
      safetyOfLife: z.boolean().optional(),
    }),
  ),
})
