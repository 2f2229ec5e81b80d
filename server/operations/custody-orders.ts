import type {NationCode} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {Command, CommandType} from '../../shared/protocol/command.ts'
import {homeOfConvoy} from './convoy-acts.ts'
import type {Turn} from './files.ts'

/** What people of one nation may ask another nation's ledger to do. */
const FOREIGN = [
  'handoff.request',
  'handoff.accept',
  'handoff.reject',
  'handoff.standby',
  'handoff.counter',
  'handoff.assume',
  'handoff.refuse',
  'handoff.withdraw',
  'handoff.confirm',
  'handoff.takeover',
  'convoy.accept',
  'convoy.reject',
  'convoy.assume',
  'contact.claim',
  'contact.merge',
  'point-out.approve',
  'point-out.unable',
] as const satisfies readonly CommandType[]
export type CustodyOrder = Extract<Command, {type: (typeof FOREIGN)[number]}>

export function isForeignOrder(command: Command): command is CustodyOrder {
  return FOREIGN.some(type => type === command.type)
}

/** What opens something on a contact, so that the asking itself would tell whether there is one. */
export function asksFor(
  command: Command,
): command is Extract<Command, {type: 'handoff.request' | 'handoff.takeover' | 'contact.claim' | 'contact.merge'}> {
  const {type} = command
  return (
    type === 'handoff.request' || type === 'handoff.takeover' || type === 'contact.claim' || type === 'contact.merge'
  )
}

/** The nation whose ledger alone can do it; undefined: the own. */
export function homeOf(turn: Turn, own: NationCode, command: Command): NationCode | undefined {
  if (!isForeignOrder(command)) return undefined
  switch (command.type) {
    case 'handoff.request':
    case 'handoff.takeover':
    case 'contact.claim':
    case 'contact.merge': {
      const contact = turn.get('contact', command.contact)
      return contact.status === 'NONE' || contact.custody.controller === own ? undefined : contact.custody.controller
    }
    case 'convoy.accept':
    case 'convoy.reject':
    case 'convoy.assume':
      return homeOfConvoy(turn, command.convoy)
    case 'point-out.approve':
    case 'point-out.unable': {
      const pointOut = turn.get('point-out', command.pointOut)
      return pointOut.status !== 'NONE' && pointOut.copy ? pointOut.from : undefined
    }
    default: {
      const handoff = turn.get('handoff', command.handoff)
      return handoff.status !== 'NONE' && handoff.copy ? handoff.from : undefined
    }
  }
}

/** Whether a partner's person may ask at all: watch-keepers only. Which orders, {@link isForeignOrder} says. */
export function refusePartner({role}: Actor): Refusal | undefined {
  return role === 'operator' || role === 'commander' ? undefined : refuse('not-your-role')
}
