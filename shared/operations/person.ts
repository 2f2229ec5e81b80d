import type {ActorId, NationCode, PostId, SessionId, UnitId, UserId} from '../base/id.ts'
import type {Classification, Purpose} from '../model/agreement.ts'
import type {Role} from './actor.ts'

/** Somebody signed in, in one window. Name and account stay in the own nation. */
export type Person = {
  readonly user: UserId
  readonly actor: ActorId
  readonly name: string
  readonly nation: NationCode
  readonly role: Role
  readonly post?: PostId
  readonly unit?: UnitId
  readonly clearance: Classification
  /** What the person has declared to look for; decides with role and agreement what may be seen. */
  readonly purpose: Purpose
  readonly session: SessionId
}
