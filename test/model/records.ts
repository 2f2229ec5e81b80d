import type {NationCode} from '../../shared/base/id.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import {HANDOFF_ENDS, type HandoffFile} from '../../shared/operations/handoff-state.ts'
import type {RequestFile} from '../../server/operations/request.ts'

/** What is on one nation's disk, as it was last committed. */
export type Records = {
  readonly contacts: Map<string, ContactFile>
  readonly handoffs: Map<string, HandoffFile>
  readonly requests: Map<string, RequestFile>
}

export type AllRecords = ReadonlyMap<NationCode, Records>

export function noRecords(): Records {
  return {contacts: new Map(), handoffs: new Map(), requests: new Map()}
}

export function isEnd(status: string): boolean {
  return HANDOFF_ENDS.some(end => end === status)
}
