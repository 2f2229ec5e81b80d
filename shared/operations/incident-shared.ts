import {unreachable} from '../base/assert.ts'
import {type Refusal, refuse} from './decider.ts'
import {partyOf} from './incident-evolve.ts'
import {phaseOf, raisedBy} from './incident-sar.ts'
import {
  type IncidentCommand,
  type IncidentEvent,
  type IncidentFile,
  type IncidentState,
  LEAD_OFFER_MS,
  leads,
  type Telling,
} from './incident-state.ts'

export type SharingCommand = Extract<
  IncidentCommand,
  {
    type:
      | 'share'
      | 'unshare'
      | 'withdraw'
      | 'offer-lead'
      | 'withdraw-lead'
      | 'accept-lead'
      | 'decline-lead'
      | 'receive-lead'
      | 'receipt'
  }
>
type Tell = Extract<IncidentCommand, {type: 'tell'}>

/** Several nations in one incident: who is told, and which nation leads. The ledger of the one that leads passes it on. */
export function decideSharing(state: IncidentFile, command: SharingCommand): readonly IncidentEvent[] | Refusal {
  const {at, by} = command
  switch (command.type) {
    case 'share': {
      const {nation, permitted} = command
      if (by.role !== 'commander') return refuse('commander-only')
      if (nation === state.nation) return refuse('not-yourself')
      if (partyOf(state, nation)?.shared !== undefined) return []
      // What a partner has told stays between it and this nation.
      if (state.origin !== undefined && nation !== state.origin) return refuse('not-yours-to-share')
      return permitted ? [{type: 'shared', nation, at, by}] : refuse('no-agreement')
    }
    case 'unshare': {
      const {nation} = command
      if (by.role !== 'commander') return refuse('commander-only')
      if (partyOf(state, nation)?.shared === undefined) return []
      if (state.lead.nation === nation || state.leadOffer?.to === nation) return refuse('lead-there')
      return [{type: 'unshared', nation, at, by}]
    }
    case 'withdraw':
      return partyOf(state, command.from)?.told?.withdrawn === false
        ? [{type: 'withdrawn', from: command.from, at, by}]
        : []
    case 'offer-lead':
      if (by.role !== 'commander') return refuse('commander-only')
      if (!leads(state)) return refuse('not-lead')
      if (state.leadOffer !== undefined) return refuse('already-offered')
      if (partyOf(state, command.to)?.shared === undefined) return refuse('share-first')
      return [{type: 'lead-offered', to: command.to, until: at + LEAD_OFFER_MS, at, by}]
    case 'withdraw-lead': {
      if (by.role !== 'commander') return refuse('commander-only')
      if (!leads(state) || state.leadOffer === undefined) return refuse('no-offer')
      return [{type: 'lead-offer-ended', to: state.leadOffer.to, how: 'withdrawn', at, by}]
    }
    case 'accept-lead': {
      const refused = refuseAnswer(state, command)
      if (refused !== undefined) return refused
      const {nation: from, epoch} = state.lead
      const grant = {grant: command.grant, from, to: by.nation, epoch: epoch + 1, at}
      return [{type: 'lead-passed', grant, at, by}]
    }
    case 'decline-lead':
      return refuseAnswer(state, command) ?? [{type: 'lead-offer-ended', to: by.nation, how: 'declined', at, by}]
    case 'receive-lead': {
      const {grant} = command
      if (state.grants.some(one => one.grant === grant.grant)) return []
      if (grant.to !== state.nation) return refuse('not-party')
      if (grant.epoch <= state.lead.epoch) return refuse('stale-grant')
      return [{type: 'lead-received', grant, at, by}]
    }
    case 'receipt': {
      const grant = state.grants.find(one => one.grant === command.grant)
      return grant === undefined || grant.receivedAt !== undefined
        ? []
        : [{type: 'lead-receipt', grant: command.grant, at, by}]
    }
    default:
      return unreachable(command)
  }
}

/** A partner tells of its part. People at risk there are at risk here too, until who said so says that it is over. */
export function decideTold(state: IncidentState, command: Tell): readonly IncidentEvent[] {
  const {at, by, id, nation, telling} = command
  const held = state.status === 'NONE' ? undefined : partyOf(state, telling.from)?.told
  if (held !== undefined && !held.withdrawn && held.version >= telling.told.version) return []
  const {title, ...rest} = telling
  const told: IncidentEvent = {type: 'told', nation, id, title, telling: rest, at, by}
  if (state.status === 'CLOSED' || state.status === 'MERGED') return [told]
  return [told, ...rescueOf(state.status === 'NONE' ? undefined : state, telling, command)]
}

function rescueOf(state: IncidentFile | undefined, {from, sar}: Telling, {at}: Tell): readonly IncidentEvent[] {
  if (sar === undefined) return []
  const running = state === undefined ? undefined : phaseOf(state)
  if (sar.ended === undefined) {
    const isNews = state?.sar === undefined || sar.since > state.sar.since || running !== undefined
    return isNews ? raisedBy({at, by: sar.by}, running, sar.phase) : []
  }
  const isTheirs = running !== undefined && state?.sar?.steps.every(step => step.by.nation === from)
  return isTheirs ? [{type: 'sar-ended', because: sar.ended.because, at, by: sar.ended.by}] : []
}

function refuseAnswer(
  state: IncidentFile,
  {by, epoch}: Extract<SharingCommand, {type: 'accept-lead' | 'decline-lead'}>,
): Refusal | undefined {
  const {leadOffer, lead} = state
  if (by.role !== 'commander') return refuse('commander-only')
  if (!leads(state) || leadOffer?.to !== by.nation) return refuse('no-offer')
  return lead.epoch === epoch ? undefined : refuse('stale-lead')
}
