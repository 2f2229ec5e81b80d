import type {NationCode} from '../../shared/base/id.ts'
import {partyOf} from '../../shared/operations/incident-evolve.ts'
import {type IncidentFile, leads} from '../../shared/operations/incident-state.ts'
import type {LinkIncident} from '../../shared/protocol/link-incident.ts'
import {age, doerOf, given} from './drafts.ts'
import type {Draft} from './ports.ts'

/** The newest lines of the log that are told. */
const MOST_LINES = 200

/**
 * Why a partner is told: a commander has shared it; or people are or were at risk, for which the agreement on that has to
 * speak: in an incident that was opened here everybody, in one that a partner told of that partner, of what is added here. Undefined: it is none of its business.
 */
export function scopeFor(state: IncidentFile, partner: NationCode): LinkIncident['scope'] | undefined {
  if (partyOf(state, partner)?.shared !== undefined) return 'shared'
  if (state.sar === undefined) return undefined
  const isOurs = state.origin === undefined
  const isNewsHome = partner === state.origin && state.sar.steps.some(({by}) => by.nation === state.nation)
  return isOurs || isNewsHome ? 'rescue' : undefined
}

/** The own part, as it would be if everything were released. `keyOf`: name of a contact's object in the own picture. */
export function incidentDraft(
  state: IncidentFile,
  to: {readonly partner: NationCode; readonly scope: LinkIncident['scope']},
  now: number,
  keyOf: (contact: IncidentFile['contacts'][number]) => string | undefined,
): Draft {
  const {id, version, world, number, title, priority, category, criterion, impact, status, place, sar} = state
  const {lead, leadOffer, outcome, closed, desk, distress} = state
  const contacts = state.contacts.slice(0, 40)
  return {
    keys: contacts.map(contact => keyOf(contact) ?? ''),
    message: given({
      type: 'incident' as const,
      id,
      version,
      world,
      scope: to.scope,
      number,
      title: title.slice(0, 200),
      priority,
      category,
      criterion,
      status,
      impact,
      post: desk?.post,
      outcome: outcome?.code,
      closed: closed?.reason,
      place,
      contacts: [...contacts],
      lead: given({
        nation: lead.nation,
        epoch: lead.epoch,
        sinceAge: age(now, lead.since),
        post: leads(state) ? desk?.post : lead.post,
      }),
      leadOffer: leadOffer?.to === to.partner ? {to: leadOffer.to, remainingMs: leadOffer.until - now} : undefined,
      sar:
        sar === undefined
          ? undefined
          : given({
              phase: sar.phase,
              sinceAge: age(now, sar.since),
              by: doerOf((sar.steps.findLast(step => step.phase !== 'ended') ?? sar.steps[0]).by),
              ended: sar.ended && {age: age(now, sar.ended.at), by: doerOf(sar.ended.by)},
            }),
      distress: distress === undefined ? undefined : given(distress),
      lines: state.log
        .slice(-MOST_LINES)
        .map(({at, by, code, values}) => ({age: age(now, at), by: doerOf(by), code, values: {...values}})),
    }) as never,
  }
}
