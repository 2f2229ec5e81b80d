import type {ContactId, TrackId} from '../../shared/base/id.ts'

/** What a thing is about, as a command says it. */
export type Subject = {readonly track: TrackId} | {readonly contact: ContactId}

/** Why a handoff is offered: codes, because the other side reads them in its own language. */
export const WHY_CODES = ['heads-your-way', 'in-your-area', 'your-interest', 'no-asset', 'other'] as const
export type WhyCode = (typeof WHY_CODES)[number]
