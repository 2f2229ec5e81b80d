import type {ActorId, ContactId, HandoffId, NationCode, PostId, UnitId} from '../../../shared/base/id.ts'
import type {Actor} from '../../../shared/operations/actor.ts'

export const SE = 'SE' as NationCode
export const DK = 'DK' as NationCode
export const DE = 'DE' as NationCode
export const anna: Actor = {nation: SE, actor: 'a1' as ActorId, role: 'operator', post: 'SE-01' as PostId}
export const astrid: Actor = {nation: SE, actor: 'a2' as ActorId, role: 'commander', post: 'SE-00' as PostId}
export const bo: Actor = {nation: DK, actor: 'b1' as ActorId, role: 'operator', post: 'DK-01' as PostId}
export const birgit: Actor = {nation: DK, actor: 'b2' as ActorId, role: 'commander', post: 'DK-00' as PostId}
export const carl: Actor = {nation: DE, actor: 'c1' as ActorId, role: 'commander'}
export const boat: Actor = {nation: SE, actor: 'u1' as ActorId, role: 'field', unit: 'SE-KBV1' as UnitId}
export const nodeSE: Actor = {nation: SE, actor: 'system' as ActorId, role: 'system'}
export const nodeDK: Actor = {nation: DK, actor: 'system' as ActorId, role: 'system'}
export const CONTACT = 'SE-K7QF3M2ABC' as ContactId
export const HANDOFF = 'handoff-0001' as HandoffId
