import type {NationCode} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Evidence} from '../../shared/model/finding.ts'
import type {World} from '../../shared/model/world.ts'
import type {Decider, Stamp} from '../../shared/operations/decider.ts'

/** A record without a queue: an ordinary crossing, a unit's report. Written once. */
export type NoticeFile = {
  readonly status: 'RECORDED'
  readonly version: 1
  readonly id: string
  readonly world: World
  readonly rule: string
  readonly at: number
  readonly place?: Position | undefined
  readonly keys: readonly string[]
  readonly subjects: readonly string[]
  readonly from?: NationCode | undefined
  readonly to?: NationCode | undefined
  readonly evidence: readonly Evidence[]
}
export type NoticeState = {readonly status: 'NONE'; readonly version: 0} | NoticeFile
type Said = Omit<NoticeFile, 'status' | 'version' | 'at'>
export type NoticeCommand = Stamp & {readonly type: 'record'; readonly notice: Said}
export type NoticeEvent = Stamp & {readonly type: 'recorded'; readonly notice: Said}

export const notice: Decider<NoticeState, NoticeCommand, NoticeEvent> = {
  initial: {status: 'NONE', version: 0},
  decide: (state, command) => (state.status === 'NONE' ? [{...command, type: 'recorded'}] : []),
  evolve: (_state, event) => ({...event.notice, status: 'RECORDED', version: 1, at: event.at}),
}
