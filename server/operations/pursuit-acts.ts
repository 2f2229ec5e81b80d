import {createHash} from 'node:crypto'
import type {HandoffId, NationCode} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {From, PursuitTerms} from '../../shared/model/law.ts'
import {holderOf} from '../../shared/model/waters.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {isRefusal, refuse, type Refusal} from '../../shared/operations/decider.ts'
import {isOpenPursuit, type PursuitFile} from '../../shared/operations/pursuit.ts'
import type {CrossingNotice} from '../../shared/operations/pursuit-state.ts'
import type {Command, CommandOf} from '../../shared/protocol/command.ts'
import type {NoticeBody} from '../../shared/protocol/link-pursuit.ts'
import {contactFor} from './contact-acts.ts'
import {given} from './drafts.ts'
import type {Turn} from './files.ts'
import {type House, newId} from './house.ts'
import type {LedgerTime} from './ledger-time.ts'
import {offerUrgently} from './pursuit-offer.ts'

export type PursuitOrder = Extract<Command, {type: `pursuit.${string}`}>
type Context = {readonly house: House; readonly time: LedgerTime}

/** What the host's people may ask FROM's ledger to do. */
const FOREIGN: ReadonlySet<string> = new Set(['pursuit.request-stop', 'pursuit.authorise'])

export function isForeignPursuitOrder(command: Command): command is PursuitOrder {
  return FOREIGN.has(command.type)
}

/** The nation whose ledger alone can do it; undefined: the own, or it is no pursuit's order. */
export function pursuitHomeOf(turn: Turn, command: Command): NationCode | undefined {
  if (!isForeignPursuitOrder(command)) return undefined
  const pursuit = turn.get('pursuit', command.pursuit)
  return pursuit.status !== 'NONE' && pursuit.copy ? pursuit.from : undefined
}

/** A command on a pursuit of the own ledger, by an own person or by the host's whose request has come. */
export function pursuitAct(context: Context, turn: Turn, by: Actor, command: PursuitOrder): Refusal | undefined {
  const {house} = context
  const {pursuit: id} = command
  switch (command.type) {
    case 'pursuit.start':
      return start(house, turn, by, command)
    case 'pursuit.signal':
      return turn.act('pursuit', id, by, {type: 'signal', means: command.means})
    case 'pursuit.cross': {
      const state = turn.get('pursuit', id)
      if (state.status === 'NONE') return refuse('not-found')
      const place = command.place ?? house.rooms.picture.subjectOf(`unit:${state.unit}`)?.place
      return crossLine(context, turn, state, by, {place, measured: false})
    }
    case 'pursuit.tell':
      return turn.act('pursuit', id, by, {type: 'told', who: command.who, number: command.number})
    case 'pursuit.authorise':
      return turn.act('pursuit', id, by, {type: 'authorise'})
    case 'pursuit.request-stop':
      return turn.act('pursuit', id, by, {type: 'request-stop'})
    case 'pursuit.interrupt':
      return turn.act('pursuit', id, by, {type: 'interrupt'})
    case 'pursuit.call-off':
      return turn.act('pursuit', id, by, {type: 'call-off'})
  }
}

/**
 * The unit is beyond the line: the crossing, the signed notice to the host and the urgent offer are one transaction.
 * An offer that cannot be made keeps nobody from telling.
 */
export function crossLine(
  {house, time}: Context,
  turn: Turn,
  pursuit: PursuitFile,
  by: Actor,
  at: {readonly place: Position | undefined; readonly measured: boolean},
): Refusal | undefined {
  const notice = noticeOf(house, pursuit, {crossedAt: time.toWall(turn.at), place: at.place})
  const refused = turn.act('pursuit', pursuit.id, by, {type: 'cross', ...at, notice})
  if (refused !== undefined) return refused
  const after = turn.get('pursuit', pursuit.id)
  if (after.status !== 'ACROSS' || after.offer !== undefined) return undefined
  const {contact, host: to} = pursuit
  const handoff = newId(house.random) as HandoffId
  const offered = offerUrgently({house, time}, turn, {handoff, contact, to})
  const offer = isRefusal(offered) ? {refused: offered.refused} : offered
  return turn.act('pursuit', pursuit.id, house.system, {type: 'offered', offer})
}

/** SHA-256 of a notice, as both sides name it. */
export function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('hex')
}

function start(house: House, turn: Turn, by: Actor, command: CommandOf<'pursuit.start'>): Refusal | undefined {
  const {own, rooms, units} = house
  const unit = units.get(command.unit)
  const terms = rooms.law.terms(command.host, command.terms)
  if (unit === undefined) return refuse('not-found')
  if (terms === undefined) return refuse('no-basis-here', {citation: command.terms})
  const found = contactFor(house, turn, by, command.subject)
  if (isRefusal(found)) return found
  const contact = turn.get('contact', found.contact)
  if (contact.status === 'NONE') return refuse('not-found')
  if (contact.world !== unit.world) return refuse('other-world')
  const subject = contact.key === undefined ? undefined : rooms.picture.subjectOf(contact.key)
  const waters = subject?.place === undefined ? undefined : rooms.law.waters(subject.place)
  const startedIn = waters?.kind === 'unknown' ? undefined : waters?.kind
  if (waters === undefined || startedIn === undefined) return refuse('no-position')
  const refused = turn.act('pursuit', command.pursuit, by, {
    type: 'start',
    id: command.pursuit,
    world: contact.world,
    contact: contact.id,
    object: contact.object,
    label: subject?.label ?? contact.title,
    from: own,
    fromPost: by.post,
    host: command.host,
    unit: unit.id,
    unitName: unit.name,
    startedIn,
    note: command.note,
    ...keptOf(terms),
    centre: centreOf(house, command.host, terms),
    facts: {
      isController: contact.status === 'OPEN' && contact.custody.controller === own,
      isPursued: isPursued(turn, contact.id),
      mayBeginHere: terms.startsIn.includes(startedIn) && holderOf(waters) === own,
    },
  })
  if (refused !== undefined || command.signal === undefined) return refused
  return turn.act('pursuit', command.pursuit, by, {type: 'signal', means: command.signal})
}

/** The terms as they stand now: what is declared anew changes no pursuit that has begun. */
function keptOf(terms: From<PursuitTerms>) {
  const {id, basis, citation, agreement, example, mayDetain, acts, signalNeeded, endsInTerritorialSea} = terms
  const ms = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1_000)
  return {
    terms: id,
    basis,
    citation,
    agreement,
    example,
    mayDetain,
    acts,
    signalNeeded,
    endsInTerritorialSea,
    limits: given({
      maxMetres: terms.maxDistanceM,
      maxMs: ms(terms.maxDurationS),
      authorisationMs: ms(terms.authorisationWithinS),
      warnMs: (terms.warnAtS ?? []).map(seconds => seconds * 1_000),
      noticeMs: terms.noticeWithinS * 1_000,
      longestMs: terms.longestS * 1_000,
    }),
  }
}

function centreOf({rooms}: House, host: NationCode, {contact: role}: PursuitTerms) {
  const centre = rooms.law.centre(host, role)
  return centre === undefined ? undefined : {role, name: centre.name, phone: centre.phone}
}

function isPursued(turn: Turn, contact: string): boolean {
  for (const pursuit of turn.all('pursuit'))
    if (isOpenPursuit(pursuit) && !pursuit.copy && pursuit.contact === contact) return true
  return false
}

function noticeOf(
  {rooms, random}: House,
  pursuit: PursuitFile,
  {crossedAt, place}: {readonly crossedAt: number; readonly place: Position | undefined},
): CrossingNotice {
  const {id, contact, from, host, unit, basis, citation, agreement, world} = pursuit
  const said: NoticeBody = given({
    notice: newId(random),
    pursuit: id,
    contact,
    from,
    host,
    unit,
    basis,
    citation,
    agreement,
    place,
    crossedAt: new Date(crossedAt).toISOString(),
    world,
  })
  const body = JSON.stringify(said)
  return {body, signature: rooms.grants.sign(body), hash: hashOf(body)}
}
