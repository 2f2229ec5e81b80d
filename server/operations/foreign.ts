import type {NationCode} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {Command, CommandOf} from '../../shared/protocol/command.ts'
import {actOn} from './acts.ts'
import type {Turn} from './files.ts'
import {type CustodyOrder, homeOf, isForeignOrder} from './custody-orders.ts'
import type {ActContext} from './house.ts'
import {isForeignPursuitOrder, pursuitHomeOf, type PursuitOrder} from './pursuit-acts.ts'

type LeadAnswer = CommandOf<'incident.accept-lead'> | CommandOf<'incident.decline-lead'>
/** What a partner's people may ask the own ledger to do. */
export type ForeignOrder = CustodyOrder | LeadAnswer | PursuitOrder

export function isForeign(command: Command): command is ForeignOrder {
  return isForeignOrder(command) || isLeadAnswer(command) || isForeignPursuitOrder(command)
}

/** The nation whose ledger alone can do it; undefined: the own. */
export function foreignHome(turn: Turn, own: NationCode, command: Command): NationCode | undefined {
  if (isForeignPursuitOrder(command)) return pursuitHomeOf(turn, command)
  if (!isLeadAnswer(command)) return homeOf(turn, own, command)
  const incident = turn.get('incident', command.incident)
  return incident.status === 'NONE' || incident.lead.nation === own ? undefined : incident.lead.nation
}

/**
 * Why a command is not passed on to its home: it would open a transfer under the name of another one, which is known here.
 * The home cannot tell: it may never have heard of that one.
 */
export function barredFromHome(turn: Turn, home: NationCode, command: Command): Refusal | undefined {
  switch (command.type) {
    case 'handoff.request':
    case 'handoff.takeover':
    case 'contact.claim':
    case 'contact.merge': {
      const known = turn.get('handoff', command.handoff)
      if (known.status === 'NONE' || (known.from === home && known.contact === command.contact)) return undefined
      return refuse('handoff-open', {status: known.status})
    }
    default:
      return undefined
  }
}

/** What a partner's person has asked for. */
export function foreignAct(context: ActContext, turn: Turn, by: Actor, command: ForeignOrder): Refusal | undefined {
  return actOn(context, turn, by, command, undefined)
}

function isLeadAnswer(command: Command): command is LeadAnswer {
  return command.type === 'incident.accept-lead' || command.type === 'incident.decline-lead'
}
