import {unreachable} from '../../shared/base/assert.ts'
import type {ContactId, HandoffId, NationCode, PointOutId} from '../../shared/base/id.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {Terms} from '../../shared/protocol/things.ts'
import type {Subject, WhyCode} from './subject.ts'

/** What is filled in about a handoff, beyond offering one. Nothing is sent before Enter or its button. */
export type QueueForm =
  | {
      readonly type: 'due'
      readonly due: string
      readonly subject: Subject
      readonly to: NationCode
      readonly act: DueAct
    }
  /** `counter`: TO asks for other terms. `repropose`: FROM changes its own, or answers a counter with others. */
  | {
      readonly type: 'terms'
      readonly handoff: HandoffId
      readonly act: TermsAct
      readonly version: number
      readonly terms: Terms
    }
  | (Call & {readonly type: 'call'; readonly handoff: HandoffId; readonly act: CallAct; readonly version: number})
  | {readonly type: 'code'; readonly handoff: HandoffId; readonly code: string}
  | {readonly type: 'repudiate'; readonly handoff: HandoffId; readonly text: string}
  | {readonly type: 'take-over'; readonly contact: ContactId; readonly text: string}
  | {readonly type: 'ask-for'; readonly contact: ContactId; readonly why: WhyCode}
  | {readonly type: 'point-out'; readonly subject: Subject; readonly to: NationCode | undefined; readonly text: string}
  | {readonly type: 'unable'; readonly pointOut: PointOutId}
  | {readonly type: 'merge'; readonly contact: ContactId; readonly survivor: ContactId | undefined}
export type DueAct = 'notify' | 'propose'
export type TermsAct = 'counter' | 'repropose'
export type CallAct = 'accept' | 'assume'
type Call = {readonly who: string; readonly callback: string; readonly readBack: string}

/** A change of control can be put off by a day at most, seconds. */
const LATEST_S = 86_400

const FORMS: ReadonlySet<string> = new Set([
  'due',
  'terms',
  'call',
  'code',
  'repudiate',
  'take-over',
  'ask-for',
  'point-out',
  'unable',
  'merge',
])

export function isQueueForm(form: {readonly type: string}): form is QueueForm {
  return FORMS.has(form.type)
}

/** The command that a filled form gives, or the code of what is still missing (`refusal.<code>`). */
export function queueCommand(form: QueueForm, makeId: () => string): Command | string {
  switch (form.type) {
    case 'due':
      return {
        type: form.act === 'notify' ? 'handoff.notify' : 'handoff.propose',
        handoff: makeId() as HandoffId,
        subject: form.subject,
        to: form.to,
        why: 'heads-your-way',
      }
    case 'terms':
      if (form.terms.afterS !== undefined && !(form.terms.afterS >= 0 && form.terms.afterS <= LATEST_S))
        return 'write-minutes'
      return {
        type: form.act === 'counter' ? 'handoff.counter' : 'handoff.repropose',
        handoff: form.handoff,
        expectedVersion: form.version,
        terms: writtenTerms(form.terms),
      }
    case 'call': {
      const [who, callback, readBack] = [form.who.trim(), form.callback.trim(), form.readBack.trim()]
      if (who === '' || callback.length < 3 || readBack === '') return 'write-call'
      return {
        type: form.act === 'accept' ? 'handoff.verbal-accept' : 'handoff.verbal-assume',
        handoff: form.handoff,
        expectedVersion: form.version,
        who,
        callback,
        readBack,
      }
    }
    case 'code':
      return form.code.trim() === ''
        ? 'write-code'
        : {type: 'handoff.enter-code', handoff: form.handoff, code: form.code.trim()}
    case 'repudiate':
      return form.text.trim() === ''
        ? 'write-reason'
        : {type: 'handoff.repudiate', handoff: form.handoff, text: form.text.trim()}
    case 'take-over':
      if (form.text.trim() === '') return 'write-reason'
      return {type: 'handoff.takeover', handoff: makeId() as HandoffId, contact: form.contact, reason: form.text.trim()}
    case 'ask-for':
      return {type: 'handoff.request', handoff: makeId() as HandoffId, contact: form.contact, why: form.why}
    case 'point-out':
      if (form.to === undefined) return 'choose-partner'
      return {
        type: 'point-out.offer',
        pointOut: makeId() as PointOutId,
        subject: form.subject,
        to: form.to,
        text: form.text.trim(),
      }
    case 'unable':
      return 'choose-reason'
    case 'merge':
      if (form.survivor === undefined) return 'choose-survivor'
      return {
        type: 'contact.merge',
        handoff: makeId() as HandoffId,
        contact: form.contact,
        survivor: form.survivor,
        why: 'same-object',
      }
    default:
      return unreachable(form)
  }
}

/** Without what was left empty: an absent condition is no condition. */
function writtenTerms(terms: Terms): Terms {
  const {note, functions, ...rest} = terms
  return {
    ...rest,
    ...(note === undefined || note.trim() === '' ? {} : {note: note.trim()}),
    ...(functions === undefined || functions.length === 0 || functions.length === 3 ? {} : {functions}),
  }
}
