import type {Actor} from '../../shared/operations/actor.ts'
import type {ActorId, NationCode} from '../../shared/base/id.ts'
import type {Refusal} from '../../shared/operations/decider.ts'
import {partyOf} from '../../shared/operations/incident-evolve.ts'
import type {IncidentFile, Told} from '../../shared/operations/incident-state.ts'
import {
  leadGrantBody,
  type LinkIncident,
  type LinkInformed,
  type LinkLeadGrant,
} from '../../shared/protocol/link-incident.ts'
import {type LinkDoer} from '../../shared/protocol/link-parts.ts'
import {given} from './drafts.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'

/** Why it was not taken in; undefined: it was. */
type Rejected = {readonly rejected: string} | undefined
/** `moment`: of something that was so old when the message was made, by the own ledger. */
type From = {
  readonly partner: NationCode
  readonly system: Actor
  readonly heldMs: number
  readonly moment: (ageMs: number) => number
}

/** A partner shares an incident, or tells of its part of one that both are in. */
export function takeIncident(house: House, turn: Turn, from: From, message: LinkIncident): Rejected {
  const {partner, system, heldMs, moment} = from
  const known = turn.get('incident', message.id)
  if (known.status !== 'NONE' && !isParty(known, partner)) return {rejected: 'not-party'}
  const {id, version, world, number, title, priority, category, criterion, place, contacts} = message
  const {lead, leadOffer, sar, distress, lines, basis, withheld, live, status, impact, post, outcome, closed} = message
  const told: Told = {
    version,
    at: turn.at,
    status,
    post,
    impact,
    category: message.scope === 'shared' ? category : undefined,
    outcome,
    closed,
    sar: sar?.ended === undefined ? sar?.phase : undefined,
    lines: lines.map(line => ({at: moment(line.age), by: actorOf(line.by), code: line.code, values: line.values})),
    live,
    basis,
    withheld,
    withdrawn: false,
  }
  return rejectedBy(
    turn.act('incident', id, system, {
      type: 'tell',
      id,
      nation: house.own,
      telling: {
        from: partner,
        world,
        number,
        title: title === '' ? number : title,
        priority,
        category,
        criterion,
        place,
        contacts: contacts.filter(contact => turn.get('contact', contact).status !== 'NONE'),
        lead: {nation: lead.nation, epoch: lead.epoch, since: moment(lead.sinceAge), post: lead.post},
        leadOffer:
          leadOffer === undefined
            ? undefined
            : {to: leadOffer.to, until: Math.floor(turn.at + leadOffer.remainingMs - heldMs)},
        sar:
          sar === undefined
            ? undefined
            : {
                phase: sar.phase,
                since: moment(sar.sinceAge),
                by: actorOf(sar.by),
                ended: sar.ended && {at: moment(sar.ended.age), by: actorOf(sar.ended.by), because: ''},
              },
        distress: distress && given(distress),
        told,
      },
    }),
  )
}

/** Somebody at the partner's centre has acknowledged it. */
export function takeInformed(turn: Turn, from: From, message: LinkInformed): Rejected {
  const {partner, system, moment} = from
  const known = turn.get('incident', message.incident)
  if (known.status === 'NONE' || message.by.nation !== partner) return {rejected: 'not-party'}
  const who = {at: moment(message.age), by: actorOf(message.by)}
  return rejectedBy(turn.act('incident', message.incident, system, {type: 'informed', nation: partner, who}))
}

/** The lead has passed to this nation: it leads from the moment that the signed word of it is stored here. */
export function takeLeadGrant(house: House, turn: Turn, {partner}: From, {body, signature}: LinkLeadGrant): Rejected {
  if (!house.rooms.grants.verify(partner, body, signature)) return {rejected: 'bad-signature'}
  const parsed = leadGrantBody.safeParse(parseJson(body))
  if (!parsed.success) return {rejected: 'bad-grant'}
  const {grant, incident, from, to, epoch} = parsed.data
  const known = turn.get('incident', incident)
  if (from !== partner || to !== house.own || known.status === 'NONE') return {rejected: 'not-party'}
  const refused = turn.act('incident', incident, house.system, {
    type: 'receive-lead',
    grant: {grant, from, to, epoch, at: turn.at, signed: {body, signature}},
  })
  if (refused === undefined) turn.send(partner, {type: 'receipt', grant})
  return rejectedBy(refused)
}

/** Whether a receipt is for a lead that was passed to that partner; keeps it there. */
export function takeLeadReceipt(turn: Turn, {partner, system}: From, grant: string): boolean {
  for (const incident of turn.all('incident')) {
    if (incident.status === 'NONE' || !incident.grants.some(one => one.grant === grant && one.to === partner)) continue
    turn.act('incident', incident.id, system, {type: 'receipt', grant})
    return true
  }
  return false
}

/** Shared with it, told by it, or told to it because people are at risk. */
function isParty(known: IncidentFile, partner: NationCode): boolean {
  return partyOf(known, partner) !== undefined || known.sar?.informed.some(({nation}) => nation === partner) === true
}

function rejectedBy(refused: Refusal | undefined): Rejected {
  return refused === undefined ? undefined : {rejected: refused.refused}
}

function actorOf({nation, actor, role, post}: LinkDoer): Actor {
  return {nation, actor: actor as ActorId, role, ...(post === undefined ? {} : {post})}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
