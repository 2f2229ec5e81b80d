import type {NationCode} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {Refusal} from '../../shared/operations/decider.ts'
import type {Command, CommandOf} from '../../shared/protocol/command.ts'
import type {Turn} from './files.ts'
import {handoffAct, type HandoffOrder, homeOf, isForeignOrder} from './handoff-acts.ts'
import type {House} from './house.ts'
import {incidentAct} from './incident-acts.ts'
import type {LedgerTime} from './ledger-time.ts'
import {isForeignPursuitOrder, pursuitAct, pursuitHomeOf, type PursuitOrder} from './pursuit-acts.ts'

type LeadAnswer = CommandOf<'incident.accept-lead'> | CommandOf<'incident.decline-lead'>
/** What a partner's people may ask the own ledger to do. */
export type ForeignOrder = HandoffOrder | LeadAnswer | PursuitOrder

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

/** What a partner's person has asked for. */
export function foreignAct(
  context: {house: House; time: LedgerTime},
  turn: Turn,
  by: Actor,
  command: ForeignOrder,
): Refusal | undefined {
  if (isForeignPursuitOrder(command)) return pursuitAct(context, turn, by, command)
  return isLeadAnswer(command) ? incidentAct(context.house, turn, by, command) : handoffAct(context, turn, by, command)
}

function isLeadAnswer(command: Command): command is LeadAnswer {
  return command.type === 'incident.accept-lead' || command.type === 'incident.decline-lead'
}
