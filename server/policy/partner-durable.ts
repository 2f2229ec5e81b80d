import {unreachable} from '../../shared/base/assert.ts'
import {type AgreementId, type ContactId, type NationCode, nationOf} from '../../shared/base/id.ts'
import type {HandoffTimers, Pace, SharingAction, TransferMode} from '../../shared/model/agreement.ts'
import type {TrackField} from '../../shared/model/track.ts'
import type {LinkContact, LinkHandoff, LinkPointOut} from '../../shared/protocol/link-custody.ts'
import type {LinkIncident} from '../../shared/protocol/link-incident.ts'
import type {LinkAlert, LinkPost} from '../../shared/protocol/link.ts'
import {HANDOFF_ENDS} from '../../shared/protocol/things.ts'
import type {Offered} from '../operations/ports.ts'
import {coarse} from './coarse.ts'
import type {LinkPursuit} from '../../shared/protocol/link-pursuit.ts'
import type {Decision, Facts, Permit} from './decide.ts'
import {covers, fieldsOf, LABELLING} from './fields.ts'
import {hasNow, type Told, toldOf} from './told.ts'
import type {ObjectFacts, Objects} from './objects.ts'
import {PartnerIncident} from './partner-incident.ts'
import {cutPursuit} from './partner-pursuit.ts'
import type {Treaties} from './treaties.ts'

/** Objects that are gone are remembered, so that the end of what was told of them can be told. */
const MOST_REMEMBERED = 10_000

export type HandoffPermission = {
  readonly allowed: boolean
  /** Catalogue code under `refusal.`. */
  readonly why?: string
  readonly agreement?: AgreementId
  readonly transfer: TransferMode
  readonly timers: Partial<HandoffTimers>
  readonly timersOf?: Readonly<Partial<Record<Pace, Readonly<Partial<HandoffTimers>>>>>
  readonly fields: readonly TrackField[]
  readonly withheld: readonly TrackField[]
}

/** What a notice or an offer would tell a nation at this moment. `automatic`: the agreement has notices sent by themselves. */
export type WouldTell = Told & {
  readonly allowed: boolean
  /** Catalogue code under `refusal.` */
  readonly why?: string
  readonly agreement?: AgreementId
  readonly automatic: boolean
}

type Message = LinkAlert | LinkContact | LinkHandoff | LinkPointOut
type Uncut<Part extends Message> = Omit<Part, 'live' | 'basis' | 'withheld'>
/** What a message is cut for. `told`: the partner has a copy from earlier. */
type Reader = {
  readonly partner: NationCode
  readonly keys: readonly string[]
  readonly told: boolean
  /** Nations that have had the contact in hand. */
  readonly holders: readonly NationCode[]
  readonly live: readonly string[]
}

/** Alerts, contacts and handoffs as partners may have them. */
export class PartnerDurable {
  readonly #objects: Objects
  readonly #treaties: Treaties
  readonly #incidents: PartnerIncident
  /** What was last true of the objects that partners were told of. */
  readonly #last = new Map<string, Facts>()

  constructor(options: {objects: Objects; treaties: Treaties}) {
    this.#objects = options.objects
    this.#treaties = options.treaties
    this.#incidents = new PartnerIncident(options)
  }

  /** Cut to the partner; undefined: may not have it; `unknown`: the picture does not hold what it is about. */
  cut(
    {message, keys, told, holders}: Offered,
    partner: NationCode,
    live: readonly string[],
  ): Message | LinkPursuit | LinkIncident | LinkPost | 'unknown' | undefined {
    const reader = {partner, keys, told, live, holders: holders ?? []}
    switch (message.type) {
      case 'alert':
        return this.#alert(message, reader)
      case 'contact':
        return this.#contact(message, reader)
      case 'handoff':
        return this.#handoff(message, reader)
      case 'incident':
        return this.#incidents.cut(message, reader)
      case 'pursuit':
        return cutPursuit({objects: this.#objects, treaties: this.#treaties}, message, reader)
      case 'post':
        return this.#treaties.joins(this.#objects.nation, partner) ? message : undefined
      case 'point-out':
        return this.#pointOut(message, reader)
      default:
        return unreachable(message)
    }
  }

  mayHandOff(object: ObjectFacts & {readonly to: NationCode}): HandoffPermission {
    const decision = this.#treaties.ask(this.#objects.factsFrom(object), object.to, 'handoff')
    const all = fieldsOf(object.kind)
    const none: HandoffPermission = {
      allowed: false,
      why: 'no-agreement',
      transfer: 'on-accept',
      timers: {},
      fields: [],
      withheld: all,
    }
    if (decision.effect !== 'permit') return none
    const agreements = decision.bases.map(({agreement}) => this.#treaties.get(agreement))
    const agreement = agreements.find(one => one !== undefined && one.handoff?.allowed !== false)
    if (agreement === undefined) return none
    return {
      allowed: true,
      agreement: agreement.id,
      transfer: agreement.handoff?.transfer ?? 'on-accept',
      timers: agreement.handoff?.timers ?? {},
      ...(agreement.handoff?.timersOf === undefined ? {} : {timersOf: agreement.handoff.timersOf}),
      fields: all.filter(field => covers(decision.fields, field)),
      withheld: all.filter(field => !covers(decision.fields, field)),
    }
  }

  /** What a notice (`notify`) or an offer (`handoff`) of the object of that name would tell: the call that sending makes. */
  wouldTell(of: {
    readonly key: string
    readonly object: ObjectFacts
    readonly to: NationCode
    readonly action: 'notify' | 'handoff'
  }): WouldTell {
    const {key, object, to, action} = of
    const facts = this.#objects.ofSubject(key, object.place)
    const permit =
      facts === undefined || facts === 'unknown' ? undefined : permitOf(this.#treaties.ask(facts, to, action))
    const agreements = permit?.bases.flatMap(({agreement}) => this.#treaties.get(agreement) ?? []) ?? []
    const agreement = agreements.find(one => action === 'notify' || one.handoff?.allowed !== false)
    const told = toldOf(object.kind, agreement === undefined ? undefined : permit)
    if (agreement === undefined)
      return {...told, allowed: false, why: facts === undefined ? 'not-ours' : 'no-agreement', automatic: false}
    return {
      ...told,
      allowed: true,
      agreement: agreement.id,
      automatic: agreements.some(one => one.handoff?.notices === 'automatic'),
    }
  }

  notifyAllowed(object: ObjectFacts & {readonly to: NationCode}): boolean {
    return this.#treaties.ask(this.#objects.factsFrom(object), object.to, 'notify').effect === 'permit'
  }

  /** An alert betrays what it is about: every object has to be releasable, and the alert itself. */
  #alert(message: Uncut<LinkAlert>, reader: Reader): LinkAlert | 'unknown' | undefined {
    const {partner, keys, told} = reader
    const isOver = message.cleared && told
    const permits: Permit[] = []
    let livesAtRisk = false
    let first: Facts | undefined
    let isUnknown = false
    for (const key of keys) {
      const present = this.#objects.ofSubject(key, message.place)
      const facts = present === 'unknown' && isOver ? (this.#last.get(key) ?? present) : present
      if (facts === undefined) return undefined
      if (facts === 'unknown') {
        isUnknown = true
        continue
      }
      const permit = permitOf(this.#treaties.ask(facts, partner, 'receive_alert'))
      if (permit === undefined) return undefined
      permits.push(permit)
      livesAtRisk ||= facts.livesAtRisk
      first ??= facts
      this.#remember(key, facts)
    }
    if (isUnknown) return this.#alertOfGone(message, reader)
    if (first === undefined) return undefined
    const permit = permitOf(this.#treaties.ask({...first, classes: ['alert'], livesAtRisk}, partner, 'receive_alert'))
    if (permit === undefined) return undefined
    const isOurs = message.contact === undefined || this.#mayPassOn(message.contact, partner)
    const knowsContact = isOurs && permitOf(this.#treaties.ask(first, partner, 'notify')) !== undefined
    return this.#cutAlert(knowsContact ? message : {...message, contact: undefined}, reader, [permit, ...permits])
  }

  /** The copy stays as it is while something can still allow it; only that it is over is told, and nothing else. */
  #alertOfGone(message: Uncut<LinkAlert>, reader: Reader): LinkAlert | 'unknown' | undefined {
    const permit = this.#permitOfCopy({kind: 'contact', place: message.place, flags: 0}, ['alert'], reader)
    if (permit === undefined) return undefined
    const bare: Permit = {...permit, fields: new Map()}
    return message.cleared && reader.told ? this.#cutAlert({...message, contact: undefined}, reader, [bare]) : 'unknown'
  }

  #cutAlert(message: Uncut<LinkAlert>, {keys, live}: Reader, permits: readonly [Permit, ...Permit[]]): LinkAlert {
    const {place, subjects, evidence, contact, ...rest} = message
    const has = (field: string) => permits.every(permit => hasNow(permit, field))
    const isNamed = has('name')
    const labels = LABELLING.every(has) ? subjects : keys.map(key => this.#objects.labelOf(key, has))
    const isDescribed = has('position') && has('speed') && has('course') && isNamed
    const grid = Math.max(...permits.map(gridOf))
    return {
      ...rest,
      ...(place === undefined || !has('position') ? {} : {place: coarse(place.lon, place.lat, grid)}),
      ...(contact === undefined ? {} : {contact}),
      subjects: isNamed ? labels.filter(label => label !== '') : [],
      evidence: isDescribed ? evidence : [],
      live: permits.every(permit => covers(permit.fields, 'position')) ? [...live] : [],
      basis: permits[0].bases[0],
      withheld: [
        ...(has('position') ? [] : ['place']),
        ...(isNamed ? [] : ['subjects']),
        ...(isDescribed ? [] : ['evidence']),
      ],
    }
  }

  /** Seeing an object is not knowing that somebody has a file on it: that needs the right to be notified of it. */
  #contact(message: Uncut<LinkContact>, reader: Reader): LinkContact | 'unknown' | undefined {
    const key = reader.keys[0] ?? ''
    const present = this.#objects.ofSubject(key, undefined)
    if (present === undefined || !this.#mayTell(message.id, reader)) return undefined
    let permit: Permit | undefined
    if (present === 'unknown') {
      permit = this.#permitOfCopy({kind: message.object, place: undefined, flags: 0}, undefined, reader)
      // Who holds it and that it is over are told however little is seen of the object.
      const mustTell = message.status === 'CLOSED' || message.custody.controller !== this.#objects.nation
      if (permit !== undefined && !(reader.told && mustTell)) return 'unknown'
    } else permit = permitOf(this.#treaties.ask(present, reader.partner, 'notify'))
    if (permit === undefined) return undefined
    const {fields, bases} = permit
    const has = (field: string) => covers(fields, field)
    const isNamed = has('name') && mayLabel(message.object, has)
    const label = isNamed ? message.title : this.#objects.labelOf(key, has)
    return {
      ...message,
      object: has('kind') ? message.object : 'contact',
      title: label === '' ? message.id.slice(0, 7) : label,
      identity: has('identity') ? message.identity : 'unidentified',
      live: has('position') ? [...reader.live] : [],
      basis: bases[0],
    }
  }

  /** Who has had control of it may go on hearing of it. */
  #mayTell(contact: ContactId, {partner, holders}: Reader): boolean {
    return this.#mayPassOn(contact, partner) || holders.includes(partner)
  }

  /** A file that another nation opened came here for the own use: onwards it goes to nobody, home it may. */
  #mayPassOn(contact: ContactId, partner: NationCode): boolean {
    const opener = nationOf(contact)
    return opener === this.#objects.nation || opener === partner
  }

  /**
   * To the nation it is offered to and to nobody else. Once told, it goes on being told under what was true of the object
   * at the time; an end is told even where the object may not be any more.
   */
  #handoff(message: Uncut<LinkHandoff>, reader: Reader): LinkHandoff | 'unknown' | undefined {
    const {partner, told} = reader
    if (message.to !== partner || message.from !== this.#objects.nation) return undefined
    const key = reader.keys[0] ?? ''
    const present = this.#objects.ofSubject(key, message.subject.place)
    const isEnd = HANDOFF_ENDS.some(end => end === message.status)
    let facts = present === 'unknown' ? undefined : present
    if (facts === undefined && told)
      facts =
        this.#last.get(key) ?? this.#objects.factsFrom({kind: message.object, place: message.subject.place, flags: 0})
    if (facts === undefined && !isEnd) return present === 'unknown' ? 'unknown' : undefined
    const action = message.status === 'NOTIFIED' ? 'notify' : 'handoff'
    const permit = facts === undefined ? undefined : permitOf(this.#treaties.ask(facts, partner, action))
    if (permit === undefined && !isEnd) return undefined
    if (facts !== undefined && permit !== undefined) this.#remember(key, facts)
    return this.#cutHandoff(message, reader, permit)
  }

  #cutHandoff(message: Uncut<LinkHandoff>, {keys, live}: Reader, permit: Permit | undefined): LinkHandoff {
    const {identity, subject, ...rest} = message
    const {fields, withheld, precisionM} = toldOf(message.object, permit)
    const has = (field: string) => permit !== undefined && hasNow(permit, field)
    const label = mayLabel(message.object, has) ? subject.label : this.#objects.labelOf(keys[0] ?? '', has)
    const {place} = subject
    return {
      ...rest,
      ...(identity !== undefined && has('identity') ? {identity} : {}),
      subject: {
        label: label === '' ? message.contact.slice(0, 7) : label,
        ...(place === undefined || precisionM === undefined ? {} : {place: coarse(place.lon, place.lat, precisionM)}),
        ...(subject.speed !== undefined && has('speed') ? {speed: subject.speed} : {}),
        ...(subject.course !== undefined && has('course') ? {course: subject.course} : {}),
        fields: [...fields],
        withheld: [...withheld],
      },
      live: permit !== undefined && covers(permit.fields, 'position') ? [...live] : [],
      ...(permit === undefined ? {} : {basis: permit.bases[0]}),
    }
  }

  /** To the nation that is to look, and to nobody else; its end is told even where the object may not be any more. */
  #pointOut(message: Uncut<LinkPointOut>, reader: Reader): LinkPointOut | 'unknown' | undefined {
    const {partner, keys, told, live} = reader
    if (message.to !== partner || message.from !== this.#objects.nation) return undefined
    const key = keys[0] ?? ''
    const present = this.#objects.ofSubject(key, message.place)
    let facts = present === 'unknown' ? undefined : present
    if (facts === undefined && told)
      facts = this.#last.get(key) ?? this.#objects.factsFrom({kind: message.object, place: message.place, flags: 0})
    if (facts === undefined) return present === 'unknown' ? 'unknown' : undefined
    const permit = permitOf(this.#treaties.ask(facts, partner, 'notify'))
    if (permit === undefined) return undefined
    this.#remember(key, facts)
    const has = (field: string) => hasNow(permit, field)
    const {place, ...rest} = message
    const label = mayLabel(message.object, has) ? message.label : this.#objects.labelOf(key, has)
    return {
      ...rest,
      label: label === '' ? message.contact.slice(0, 7) : label,
      ...(place === undefined || !has('position') ? {} : {place: coarse(place.lon, place.lat, gridOf(permit))}),
      live: covers(permit.fields, 'position') ? [...live] : [],
      basis: permit.bases[0],
    }
  }

  /**
   * Under what a copy of something gone may stay with a partner. Of an object only what is known is asked; where it was,
   * and whether lives were at risk, is taken as it would be permitted, for the partner was told of it then.
   */
  #permitOfCopy(object: ObjectFacts, classes: Facts['classes'] | undefined, reader: Reader): Permit | undefined {
    const known = this.#last.get(reader.keys[0] ?? '')
    const facts = known ?? this.#objects.factsFrom(object)
    const isInZone = known === undefined && object.place === undefined ? () => true : facts.isInZone
    const action: SharingAction = classes === undefined ? 'notify' : 'receive_alert'
    for (const livesAtRisk of known === undefined ? [false, true] : [known.livesAtRisk]) {
      const asked = {...facts, classes: classes ?? facts.classes, livesAtRisk, isInZone}
      const permit = permitOf(this.#treaties.ask(asked, reader.partner, action))
      if (permit !== undefined) return permit
    }
    return undefined
  }

  #remember(key: string, facts: Facts): void {
    this.#last.delete(key)
    this.#last.set(key, facts)
    const oldest = this.#last.keys().next()
    if (this.#last.size > MOST_REMEMBERED && oldest.done !== true) this.#last.delete(oldest.value)
  }
}

function permitOf(decision: Decision): Permit | undefined {
  return decision.effect === 'permit' ? decision : undefined
}

/** Whether whatever such an object is called may be told. */
function mayLabel(kind: ObjectFacts['kind'], has: (field: string) => boolean): boolean {
  return fieldsOf(kind).every(field => has(field) || !LABELLING.some(one => one === field))
}

function gridOf({fields}: Permit): number {
  return fields.get('position')?.precisionM ?? 1
}
