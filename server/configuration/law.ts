import {z} from 'zod'
import {ACTS, PURSUIT_BASES} from '../../shared/model/law.ts'
import {WATERS} from '../../shared/model/waters.ts'
import {nations} from './names.ts'

const name = z.string().min(1).max(80)
const citation = z.string().min(1).max(200)
const seconds = z.number().positive()

/** One right that a law or an agreement gives. */
export const legalRight = z.strictObject({
  id: name,
  citation,
  acts: z.array(z.enum(ACTS)).min(1),
  waters: z.array(z.enum(WATERS)).min(1),
  whose: z.array(z.enum(['own', 'other', 'nobodys'])).min(1),
  flags: z.array(z.enum(['own', 'coastal', 'other', 'stateless', 'unknown'])).optional(),
  /** Codes under `law.condition.` of the catalogue. */
  conditions: z.array(name).optional(),
})

/** What is declared of going on beyond the line. */
export const pursuitTerms = z.strictObject({
  id: name,
  basis: z.enum(PURSUIT_BASES),
  citation,
  from: nations,
  to: nations,
  startsIn: z.array(z.enum(WATERS)).min(1),
  maxDistanceM: z.number().positive().optional(),
  maxDurationS: seconds.optional(),
  authorisationWithinS: seconds.optional(),
  warnAtS: z.array(seconds).optional(),
  noticeWithinS: seconds.default(10),
  longestS: seconds.default(86_400),
  mayDetain: z.boolean(),
  acts: z.array(z.enum(ACTS)).min(1),
  signalNeeded: z.boolean().default(false),
  endsInTerritorialSea: z.boolean().default(false),
  contact: z.enum(['ncc', 'mrcc', 'pccc']),
})

const centre = z.strictObject({name: z.string().min(1).max(120), phone: z.string().min(1).max(40)})
/** Whom to call, by nation. */
export const contacts = z.record(
  z.string().regex(/^[A-Z]{2}$/),
  z.strictObject({ncc: centre, mrcc: centre, pccc: centre}).partial(),
)

/** Law that holds without an agreement. */
export const lawBook = z.strictObject({
  $schema: z.string().optional(),
  example: z.boolean().default(false),
  limits: z
    .strictObject({
      territorialSeaNm: z.number().positive(),
      contiguousZoneNm: z.number().positive(),
      exclusiveEconomicZoneNm: z.number().positive(),
    })
    .optional(),
  rights: z.array(legalRight),
  pursuits: z.array(pursuitTerms).default([]),
})
