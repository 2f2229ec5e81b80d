import {z} from 'zod'
import type {AgreementId, NationCode, PostId, RuleId, UnitId, UserId, ZoneId} from '../../shared/base/id.ts'

function branded<T>(schema: z.ZodType<unknown>): z.ZodType<T> {
  return schema as unknown as z.ZodType<T>
}

/** Names as the configuration spells them. */
export const nation = branded<NationCode>(z.string().regex(/^[A-Z]{2}$/, 'two capital letters, ISO 3166-1 alpha-2'))
export const nations = z.union([z.literal('*'), z.array(nation).min(1)])
export const post = branded<PostId>(
  z.string().regex(/^[A-Z]{2}-[0-9A-Za-z-]{1,16}$/, 'nation, a dash and a name: SE-01'),
)
export const unit = branded<UnitId>(
  z.string().regex(/^[A-Z]{2}-[0-9A-Za-z-]{1,20}$/, 'nation, a dash and a name: SE-KBV312'),
)
export const user = branded<UserId>(z.string().regex(/^[a-z0-9.-]{1,40}@[A-Z]{2}$/, 'name@NATION: anna@SE'))
export const zone = branded<ZoneId>(z.string().min(1).max(60))
export const agreementId = branded<AgreementId>(z.string().min(1).max(80))
export const ruleId = branded<RuleId>(z.string().min(1).max(80))

/** Where a secret is, which is never in the configuration itself. */
export const secret = z.union([z.strictObject({env: z.string()}), z.strictObject({file: z.string()})])
export const port = z.number().int().min(0).max(65_535)
