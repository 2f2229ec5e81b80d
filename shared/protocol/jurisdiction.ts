import {z} from 'zod'
import {ACTS, CENTRE_ROLES, PURSUIT_BASES} from '../model/law.ts'
import {WATERS} from '../model/waters.ts'
import {agreementId, nationCode} from './parts.ts'

const watersKind = z.enum(WATERS)
const metres = z.number().optional()
const seconds = z.number().optional()

/** Whose waters a place is in, who answers for it, and what a nation may do there about an object under a flag. */
export const jurisdiction = z.object({
  lon: z.number(),
  lat: z.number(),
  /** Who asks. */
  nation: nationCode,
  flag: z.string().optional(),
  waters: z.object({
    kind: z.union([watersKind, z.literal('unknown')]),
    /** More than one: claimed by all of them. */
    claims: z.array(z.object({nation: nationCode, kind: watersKind})),
    name: z.string(),
    /** Drawn from an approximation. */
    indicative: z.boolean(),
    source: z.enum(['drawn', 'distance']),
  }),
  /** The nation whose area of responsibility it is, and whose search and rescue region. */
  responsible: nationCode.optional(),
  sarRegion: nationCode.optional(),
  centres: z.array(
    z.object({
      nation: nationCode,
      role: z.enum(CENTRE_ROLES),
      name: z.string(),
      phone: z.string(),
      agreement: agreementId,
    }),
  ),
  acts: z.array(
    z.object({
      act: z.enum(ACTS),
      bases: z.array(
        z.object({
          right: z.string(),
          citation: z.string(),
          agreement: agreementId.optional(),
          example: z.boolean(),
          conditions: z.array(z.string()),
        }),
      ),
      /** Code under `law.why.`: what lacks a basis, and why. */
      why: z.object({code: z.string(), values: z.record(z.string(), z.string())}).optional(),
    }),
  ),
  /** Under what the own officers may go on into a neighbour's territory, begun here. */
  pursuits: z.array(
    z.object({
      to: nationCode,
      terms: z.string(),
      basis: z.enum(PURSUIT_BASES),
      citation: z.string(),
      agreement: agreementId.optional(),
      example: z.boolean(),
      maxDistanceM: metres,
      maxDurationS: seconds,
      authorisationWithinS: seconds,
      mayDetain: z.boolean(),
      acts: z.array(z.enum(ACTS)),
      signalNeeded: z.boolean(),
    }),
  ),
})
export type Jurisdiction = z.infer<typeof jurisdiction>
