import type {ActorId, NationCode, PostId, UnitId} from '../base/id.ts'

export const ROLES = ['operator', 'commander', 'field', 'liaison', 'auditor', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** Who acts, as it is recorded and as it crosses a border: nation, post, role and a pseudonym; names stay at home. */
export type Actor = {
  readonly nation: NationCode
  readonly actor: ActorId
  readonly role: Role | 'system'
  readonly post?: PostId
  readonly unit?: UnitId
}
