import type {NationCode} from '../../shared/base/id.ts'
import type {HandoffThing} from '../../shared/protocol/things.ts'
import {isOpenHandoff} from '../state/things.ts'

/** Something about a handoff that has to be seen at once: a code under `queue.badge.` with its values. */
export type HandoffBadge = {
  readonly code: string
  readonly tone: 'alarm' | 'warning' | 'plain'
  readonly values: Readonly<Record<string, string>>
}

/** In the order of their weight. */
export function handoffBadges(handoff: HandoffThing, nation: NationCode): readonly HandoffBadge[] {
  const {from, to, status, form, crossed, shortNotice, turnedBack, escalation} = handoff
  const {automatic, verbal, successor, releaseDue} = handoff
  const isOpen = isOpenHandoff(handoff)
  const isAgreed = status === 'ACCEPTED' || status === 'RELEASED'
  const values = {
    from,
    to,
    agreement: automatic?.title ?? '',
    successor: successor?.slice(0, 7) ?? '',
  }
  const badge = (code: string, tone: HandoffBadge['tone'], is: boolean | undefined): HandoffBadge[] =>
    is === true ? [{code, tone, values}] : []
  return [
    ...badge('outOfArea', 'alarm', isOpen && crossed && !isAgreed && from === nation),
    ...badge('uncoordinated', 'alarm', isOpen && crossed && !isAgreed && to === nation),
    ...badge('escalated', 'alarm', isOpen && (escalation === 'commanders' || escalation === 'incident')),
    ...badge('releaseDue', 'warning', status === 'ACCEPTED' && releaseDue && from === nation),
    ...badge('turnedBack', 'warning', isOpen && turnedBack && from === nation),
    ...badge('shortNotice', 'warning', isOpen && shortNotice),
    ...badge('unconfirmed', 'warning', verbal !== undefined && !verbal.isConfirmed),
    ...badge('automatic', 'plain', automatic !== undefined),
    ...badge('merge', 'plain', form === 'merge' && successor !== undefined),
    ...badge('takeover', 'plain', form === 'takeover'),
    ...badge('claim', 'plain', form === 'claim'),
    ...badge('compensation', 'plain', form === 'compensation'),
  ]
}
