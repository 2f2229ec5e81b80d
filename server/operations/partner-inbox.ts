import {type CommandId, type ContactId, type NationCode, nationOf} from '../../shared/base/id.ts'
import type {ActorId} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {HandoffFile} from '../../shared/operations/handoff.ts'
import {timersFor} from '../../shared/operations/handoff.ts'
import type {PointOutFile} from '../../shared/operations/point-out.ts'
import type {CommandResult} from '../../shared/protocol/command.ts'
import {
  grantBody,
  type LinkContact,
  type LinkGrant,
  type LinkHandoff,
  type LinkPointOut,
} from '../../shared/protocol/link-custody.ts'
import {type LinkDoer} from '../../shared/protocol/link-parts.ts'
import {type LinkAlert, type LinkAnswer, type LinkMessage, type LinkPost} from '../../shared/protocol/link.ts'
import {standardOf, takeAssessment, takeContest, takeVerdict} from './custody-inbox.ts'
import type {Turn} from './files.ts'
import {isForeign} from './foreign.ts'
import type {House} from './house.ts'
import {takePursuit, takePursuitReceipt} from './pursuit-inbox.ts'
import {takeIncident, takeInformed, takeLeadGrant, takeLeadReceipt} from './incident-inbox.ts'

/** Why a partner's message was not taken in: kept with it for inspection; the lane goes on. */
export type Rejection = {readonly rejected: string}

/** Takes in what a partner says: of its own things only, of offers made to us, of our own things as requests. */
export class PartnerInbox {
  readonly #house: House
  readonly #request: (by: Actor, request: Extract<LinkMessage, {type: 'request'}>) => LinkAnswer['outcome']

  constructor(options: {
    house: House
    /** Does what a partner's person asks of the own ledger, or finds what was answered before. */
    request: (by: Actor, request: Extract<LinkMessage, {type: 'request'}>) => LinkAnswer['outcome']
  }) {
    this.#house = options.house
    this.#request = options.request
  }

  /** `heldMs`: how long ago the ages in it were right. Undefined: taken in. */
  take(turn: Turn, partner: NationCode, message: LinkMessage, heldMs: number): Rejection | undefined {
    const moment = (ageMs: number) => Math.floor(turn.at - heldMs - ageMs)
    switch (message.type) {
      case 'alert':
        return this.#alert(turn, partner, message, moment)
      case 'contact':
        return this.#contact(turn, partner, message, moment)
      case 'handoff':
        return this.#handoff(turn, partner, message, moment, heldMs)
      case 'incident':
        return takeIncident(this.#house, turn, this.#from(turn, partner, heldMs), message)
      case 'informed':
        return takeInformed(turn, this.#from(turn, partner, heldMs), message)
      case 'lead-grant':
        return takeLeadGrant(this.#house, turn, this.#from(turn, partner, heldMs), message)
      case 'post':
        return this.#post(turn, partner, message, moment)
      case 'pursuit':
        return takePursuit(this.#house, turn, partner, message, moment)
      case 'pursuit-receipt':
        return takePursuitReceipt(turn, partner, message)
      case 'void':
        return undefined
      case 'withdrawn':
        return this.#withdrawn(turn, partner, message)
      case 'presented': {
        const handoff = turn.get('handoff', message.handoff)
        if (handoff.status === 'NONE' || handoff.copy || handoff.to !== partner) return {rejected: 'not-party'}
        // Said of an older offer: what stands now has not been shown.
        if (message.version < handoff.settled) return undefined
        turn.act('handoff', handoff.id, systemOf(partner), {
          type: 'presented',
          seen: message.seen,
          ...standardOf(this.#house, turn, handoff),
        })
        return undefined
      }
      case 'request': {
        if (message.by.nation !== partner) return {rejected: 'not-own-actor'}
        if (!isForeign(message.command)) return {rejected: 'not-foreign'}
        const outcome = this.#request(actorOf(message.by), message)
        turn.send(partner, {type: 'answer', requestId: message.requestId, outcome})
        return undefined
      }
      case 'point-out':
        return this.#pointOut(turn, partner, message, moment, heldMs)
      case 'assessment':
        return takeAssessment(turn, partner, message, moment)
      case 'contest':
        return takeContest(this.#house, turn, partner, message, moment)
      case 'verdict':
        return takeVerdict(this.#house, turn, partner, message)
      case 'answer':
        return this.#answer(turn, partner, message)
      case 'grant':
        return this.#grant(turn, partner, message)
      case 'receipt': {
        for (const contact of turn.all('contact')) {
          if (contact.status === 'NONE') continue
          const grant = contact.custody.grants.find(one => one.grant === message.grant && one.to === partner)
          if (grant === undefined) continue
          turn.act('contact', contact.id, systemOf(partner), {type: 'receipt', grant: message.grant})
          return undefined
        }
        return takeLeadReceipt(turn, this.#from(turn, partner, heldMs), message.grant)
          ? undefined
          : {rejected: 'unknown-grant'}
      }
    }
  }

  #alert(turn: Turn, partner: NationCode, message: LinkAlert, moment: (age: number) => number): Rejection | undefined {
    const {id, world, rule, priority, confidence, evidence, place, from, to, contact, count, basis, withheld} = message
    const known = turn.get('alert', id)
    if (known.status !== 'NONE' && (known.origin !== partner || known.copied === undefined))
      return {rejected: 'not-yours'}
    const refused = turn.act('alert', id, systemOf(partner), {
      type: 'copy',
      id,
      world,
      origin: partner,
      rule,
      situation: '',
      priority,
      confidence,
      evidence,
      place,
      since: moment(message.sinceAge),
      from,
      to,
      contact,
      keys: this.#keysOf(message.live, partner),
      active: !message.cleared,
      count,
      raisedAt: moment(message.raisedAge),
      updatedAt: moment(message.updatedAge),
      release: {
        version: message.version,
        basis,
        withheld,
        subjects: message.subjects,
        live: message.live,
        homeClosed: message.closed,
        withdrawn: false,
      },
    })
    return refused === undefined ? undefined : {rejected: refused.refused}
  }

  #contact(
    turn: Turn,
    partner: NationCode,
    message: LinkContact,
    moment: (age: number) => number,
  ): Rejection | undefined {
    const {id, version, world, status, object, identity, title, live, basis} = message
    const {sinceAge, outOfArea, unattendedAge, ...custody} = message.custody
    const known = turn.get('contact', id)
    // Its grant made us the home: what the former home still says of it is behind us.
    if (known.status !== 'NONE' && known.custody.controller === this.#house.own) return undefined
    const isTheirs = custody.controller === partner || nationOf(id as ContactId) === partner
    const wasTheirs =
      known.status !== 'NONE' && (known.copied?.from === partner || known.custody.controller === partner)
    if (!isTheirs && !wasTheirs) return {rejected: 'not-yours'}
    const refused = turn.act('contact', id, this.#house.system, {
      type: 'copy',
      from: partner,
      copy: {
        id,
        version,
        world,
        status,
        object,
        identity,
        title,
        openedAt: moment(message.openedAge),
        custody: {
          ...custody,
          since: moment(sinceAge),
          outOfArea: outOfArea && {into: outOfArea.into, since: moment(outOfArea.sinceAge), stage: outOfArea.stage},
          unattended: unattendedAge === undefined ? undefined : moment(unattendedAge),
        },
        mergedInto: message.mergedInto,
        live,
        basis,
      },
    })
    return refused === undefined ? undefined : {rejected: refused.refused}
  }

  #handoff(
    turn: Turn,
    partner: NationCode,
    message: LinkHandoff,
    moment: (age: number) => number,
    heldMs: number,
  ): Rejection | undefined {
    if (message.from !== partner || message.to !== this.#house.own) return {rejected: 'not-party'}
    const known = turn.get('handoff', message.id)
    if (known.status !== 'NONE' && (!known.copy || known.from !== partner)) return {rejected: 'not-yours'}
    const {type: _type, deadline, steps, basis, ...shared} = message
    const {standing, crossedAge, crossingInMs, escalation: _stage, verbal, ...rest} = shared
    const call = (one: LinkCall) => ({...withoutAge(one), at: moment(one.age), by: actorOf(one.by)})
    const copy: HandoffFile = {
      ...rest,
      copy: true,
      crossed: crossedAge !== undefined,
      crossedAt: crossedAge === undefined ? undefined : moment(crossedAge),
      crossingAt: crossingInMs === undefined ? undefined : Math.floor(turn.at + crossingInMs - heldMs),
      standing: standing && {terms: standing, acceptedAt: turn.at, deadline: NO_DEADLINE},
      verbal: verbal && {
        accept: verbal.accept && call(verbal.accept),
        assume: verbal.assume && call(verbal.assume),
        isConfirmed: verbal.isConfirmed,
      },
      settled: message.version,
      timers: timersFor(message.object, this.#house.rooms.handoffs.agreedTimers(partner)),
      graceMs: 0,
      basis,
      steps: steps.map(step => ({
        status: step.status as HandoffFile['steps'][number]['status'],
        at: moment(step.age),
        by: actorOf(step.by),
      })),
      ...(deadline === undefined
        ? {}
        : {
            deadline: {
              timer: deadline.timer as NonNullable<HandoffFile['deadline']>['timer'],
              at: Math.floor(turn.at + deadline.remainingMs - heldMs),
              length: deadline.lengthMs,
              version: message.version,
            },
          }),
    }
    const refused = turn.act('handoff', message.id, systemOf(partner), {type: 'copy', copy})
    return refused === undefined ? undefined : {rejected: refused.refused}
  }

  #post(turn: Turn, partner: NationCode, message: LinkPost, moment: (age: number) => number): Rejection | undefined {
    const {id, name, state, stateAge} = message
    if (!isPostOf(partner, id)) return {rejected: 'not-yours'}
    turn.act('post', id, systemOf(partner), {type: 'copy', nation: partner, name, state, changedAt: moment(stateAge)})
    return undefined
  }

  #pointOut(
    turn: Turn,
    partner: NationCode,
    message: LinkPointOut,
    moment: (age: number) => number,
    heldMs: number,
  ): Rejection | undefined {
    if (message.from !== partner || message.to !== this.#house.own) return {rejected: 'not-party'}
    const {type: _type, deadline, steps, ...rest} = message
    const copy: PointOutFile = {
      ...rest,
      copy: true,
      replyMs: deadline?.lengthMs ?? 0,
      graceMs: 0,
      steps: steps.map(step => ({status: step.status, at: moment(step.age), by: actorOf(step.by)})),
      deadline: deadline && {at: Math.floor(turn.at + deadline.remainingMs - heldMs), length: deadline.lengthMs},
    }
    const refused = turn.act('point-out', message.id, systemOf(partner), {type: 'copy', copy})
    return refused === undefined ? undefined : {rejected: refused.refused}
  }

  #withdrawn(
    turn: Turn,
    partner: NationCode,
    {kind, id}: Extract<LinkMessage, {type: 'withdrawn'}>,
  ): Rejection | undefined {
    switch (kind) {
      case 'alert': {
        const alert = turn.get('alert', id)
        if (alert.status === 'NONE' || alert.origin !== partner) return {rejected: 'not-yours'}
        turn.act('alert', id, systemOf(partner), {type: 'withdraw'})
        return undefined
      }
      case 'contact': {
        const contact = turn.get('contact', id)
        if (contact.status === 'NONE' || contact.copied?.from !== partner) return {rejected: 'not-yours'}
        turn.act('contact', id, this.#house.system, {type: 'withdraw', from: partner})
        return undefined
      }
      case 'incident': {
        const incident = turn.get('incident', id)
        if (incident.status === 'NONE') return {rejected: 'not-yours'}
        turn.act('incident', id, systemOf(partner), {type: 'withdraw', from: partner})
        return undefined
      }
      case 'post':
        if (!isPostOf(partner, id)) return {rejected: 'not-yours'}
        turn.act('post', id, systemOf(partner), {type: 'withdraw'})
        return undefined
    }
  }

  #answer(turn: Turn, partner: NationCode, {requestId, outcome}: LinkAnswer): Rejection | undefined {
    const request = turn.get('request', requestId)
    if (request.status === 'NONE' || request.home !== partner) return {rejected: 'unknown-request'}
    const commandId = requestId as CommandId
    const result: CommandResult =
      outcome.outcome === 'done'
        ? {outcome: 'done', commandId, things: outcome.things}
        : {
            outcome: 'refused',
            commandId,
            code: outcome.code,
            ...(outcome.values === undefined ? {} : {values: outcome.values}),
          }
    turn.act('request', requestId, systemOf(partner), {type: 'answer', result})
    return undefined
  }

  #grant(turn: Turn, partner: NationCode, {body, signature}: LinkGrant): Rejection | undefined {
    const {own, rooms} = this.#house
    if (!rooms.grants.verify(partner, body, signature)) return {rejected: 'bad-signature'}
    const parsed = grantBody.safeParse(parseJson(body))
    if (!parsed.success) return {rejected: 'bad-grant'}
    const {grant, contact, handoff, from, to, toPost, epoch, world, verbal} = parsed.data
    if (from !== partner || to !== own) return {rejected: 'not-party'}
    const known = turn.get('contact', contact)
    const offered = turn.get('handoff', handoff)
    const isOffered =
      offered.status !== 'NONE' && offered.copy && offered.from === partner && offered.contact === contact
    // What was taken need not have been offered: of a takeover without an agreement the partner may tell the grant alone.
    const held = isOffered ? offered : undefined
    if (held === undefined && (known.status === 'NONE' || !wasTaken(turn, partner, contact)))
      return {rejected: 'no-handoff'}
    const again = known.status !== 'NONE' && known.custody.grants.find(one => one.grant === grant)
    if (again !== false && again?.signed !== undefined) return {rejected: 'repeated-grant'}
    const live = [...(known.status === 'NONE' ? [] : known.live), ...(held?.live ?? [])]
    const file = known.status === 'NONE' ? undefined : known
    const key = (known.status === 'NONE' ? undefined : known.key) ?? this.#keysOf(live, partner)[0]
    const refused = turn.act('contact', contact, this.#house.system, {
      type: 'receive-grant',
      id: contact,
      grant: {grant, handoff, from, to, epoch, at: turn.at, signed: {body, signature}, ...(verbal && {verbal})},
      functions: held?.terms.functions,
      post: toPost,
      file: {
        world,
        key,
        object: held?.object ?? file?.object ?? 'contact',
        identity: held?.identity ?? file?.identity ?? 'of-interest',
        title: held?.subject.label ?? file?.title ?? contact,
      },
    })
    return refused === undefined ? undefined : {rejected: refused.refused}
  }

  #from(turn: Turn, partner: NationCode, heldMs: number) {
    const moment = (ageMs: number) => Math.floor(turn.at - heldMs - ageMs)
    return {partner, system: systemOf(partner), heldMs, moment}
  }

  #keysOf(live: readonly string[], partner: NationCode): string[] {
    return live.flatMap(ref => this.#house.rooms.refs.keyOf(ref, partner) ?? [])
  }
}

/** The configuration names each post after its nation. */
function isPostOf(nation: NationCode, post: string): boolean {
  return post.startsWith(`${nation}-`)
}

/** FROM keeps the time of what stands; a copy only shows it. */
const NO_DEADLINE = {timer: 'hold', at: Number.MAX_SAFE_INTEGER, length: 0, version: 0} as const

type LinkCall = NonNullable<NonNullable<LinkHandoff['verbal']>['accept']>

function withoutAge({who, callback, readBack}: LinkCall) {
  return {who, callback, readBack}
}

/** Whether own people have asked the partner for control of the contact without having been offered it. */
function wasTaken(turn: Turn, partner: NationCode, contact: ContactId): boolean {
  for (const request of turn.all('request')) {
    if (request.status === 'NONE' || request.home !== partner) continue
    const {command} = request
    const isTaking = command.type === 'handoff.takeover' || command.type === 'contact.claim'
    if (isTaking && command.contact === contact) return true
  }
  const file = turn.get('contact', contact)
  return file.status !== 'NONE' && file.contests?.some(one => one.by !== partner) === true
}

/** A partner's node, where no person of it stands behind an act. */
export function systemOf(nation: NationCode): Actor {
  return {nation, actor: 'system' as ActorId, role: 'system'}
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
