import {createHash} from 'node:crypto'
import {isDeepStrictEqual} from 'node:util'
import {unreachable} from '../../shared/base/assert.ts'
import type {ContactId, NationCode, PostId} from '../../shared/base/id.ts'
import type {Post} from '../../shared/model/post.ts'
import {isNational} from '../../shared/model/finding.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import type {LinkMessage} from '../../shared/protocol/link.ts'
import {alertDraft, contactDraft, handoffDraft, pointOutDraft, postDraft} from './drafts.ts'
import {splitKey, type Turn} from './files.ts'
import {pursuitDraft} from './pursuit-draft.ts'
import {incidentDraft, scopeFor} from './incident-sharing.ts'
import type {Batch, OutboxRow, ThingKey} from './ledger.ts'
import {cutRecord} from './outbox-record.ts'
import type {Draft, Exporter, Offered, PictureFacts} from './ports.ts'

type Writes = {outbox: Batch['outbox'][number][]; sent: Batch['sent'][number][]}

/**
 * Tells each partner what it may have of the things that changed, and only when it differs from what it was told last.
 * What it may no longer have is taken back, without a reason.
 */
export class Sharing {
  /** Fingerprint of what each partner was last sent. */
  readonly #sent = new Map<string, string>()
  /** Things of which the last word was not told after all, because it might not leave when its turn came. */
  readonly #struck = new Set<string>()
  readonly #own: NationCode
  readonly #exporter: Exporter
  readonly #picture: PictureFacts
  readonly #system: Actor
  readonly #posts: ReadonlyMap<PostId, Post>

  constructor(options: {
    own: NationCode
    exporter: Exporter
    picture: PictureFacts
    system: Actor
    posts: ReadonlyMap<PostId, Post>
    sent: readonly {readonly partner: NationCode; readonly thing: ThingKey; readonly print: string}[]
  }) {
    this.#own = options.own
    this.#exporter = options.exporter
    this.#picture = options.picture
    this.#system = options.system
    this.#posts = options.posts
    for (const {partner, thing, print} of options.sent) this.#sent.set(`${partner} ${thing}`, print)
  }

  /** The messages that follow from a turn. */
  after(turn: Turn): Writes {
    const writes: Writes = {outbox: [], sent: []}
    for (const thing of [...turn.things]) this.#tellAll(turn, thing, writes)
    return writes
  }

  /** Whether a partner was told of a thing, and has not had it taken back. */
  wasTold(partner: NationCode, thing: ThingKey): boolean {
    return this.#sent.has(`${partner} ${thing}`)
  }

  /** Asks anew about everything, for a partner whose rights or link have changed. */
  anew(turn: Turn, things: Iterable<ThingKey>, partner: NationCode): Writes {
    const writes: Writes = {outbox: [], sent: []}
    for (const thing of things) this.#tell(turn, thing, partner, writes)
    return writes
  }

  /** A message of the outbox as it may leave at this moment: as it was written, cut anew, or void. */
  asOfNow(turn: Turn, partner: NationCode, row: OutboxRow): OutboxRow {
    const message = JSON.parse(row.body.toString('utf8')) as LinkMessage
    if (!isOfThing(message)) return row
    const about = this.#aboutOf(turn, message, partner)
    const released =
      about === undefined
        ? undefined
        : this.#exporter.release({...about, message: uncut(message), told: true} as Offered, partner)
    if (released === 'unknown' || (released !== undefined && saysSame(released, message))) return row
    if (released === undefined) this.#struck.add(`${partner} ${message.type}/${message.id}`)
    const text = JSON.stringify(released ?? {type: 'void'})
    const record = cutRecord(row.record, text)
    return record === undefined ? row : {...row, record, body: Buffer.from(text)}
  }

  #tellAll(turn: Turn, thing: ThingKey, writes: Writes): void {
    for (const partner of this.#exporter.partners) this.#tell(turn, thing, partner, writes)
  }

  #tell(turn: Turn, thing: ThingKey, partner: NationCode, writes: Writes): void {
    const {kind, id} = splitKey(thing)
    const draft = this.#draftOf(turn, thing, partner)
    const held = this.#sent.get(`${partner} ${thing}`)
    const told = held !== undefined
    const message = draft === undefined ? undefined : this.#exporter.release({...draft, told}, partner)
    if (message === 'unknown') return
    if (message === undefined) {
      if (held === undefined || !isTakenBack(kind)) return
      // It is the partner's own now: there is nothing to take back.
      if (kind === 'contact' && isHeldBy(turn, id, partner)) return
      this.#note(writes, partner, thing, undefined)
      writes.outbox.push(urgent(partner, {type: 'withdrawn', kind, id}))
      if (kind === 'alert') turn.act('alert', id, this.#system, {type: 'unshare', nation: partner})
      return
    }
    const print = printOf(message)
    const isStruck = this.#struck.delete(`${partner} ${thing}`)
    if (print === held && !isStruck) return
    this.#note(writes, partner, thing, print)
    writes.outbox.push(urgent(partner, message))
    if (message.type === 'incident' && message.sar !== undefined && message.sar.ended === undefined)
      turn.act('incident', id, this.#system, {type: 'inform', nation: partner})
    if (message.type === 'alert' && held === undefined)
      turn.act('alert', id, this.#system, {type: 'share', nation: partner, basis: message.basis})
  }

  /** The objects that a message is about and who has had them in hand, as it is now. Undefined: shared no more. */
  #aboutOf(turn: Turn, message: OfThing, partner: NationCode): Pick<Draft, 'keys' | 'holders'> | undefined {
    const {type, id} = message
    switch (type) {
      case 'contact':
        return aboutContact(turn, id)
      case 'handoff':
      case 'point-out':
      case 'pursuit':
        return aboutContact(turn, message.contact)
      case 'alert':
      case 'incident':
        return turn.get(type, id).status === 'NONE' ? FORGOTTEN : this.#draftOf(turn, `${type}/${id}`, partner)
      case 'post':
        return {keys: []}
      default:
        return unreachable(message)
    }
  }

  /** Only what the own ledger is home of, and what concerns the partner at all. */
  #draftOf(turn: Turn, thing: ThingKey, partner: NationCode): Draft | undefined {
    const {kind, id} = splitKey(thing)
    switch (kind) {
      case 'alert': {
        const state = turn.get('alert', id)
        if (state.status === 'NONE' || state.copied !== undefined || isNational(state.rule)) return undefined
        return alertDraft(state, turn.at, key => this.#picture.subjectOf(key)?.label)
      }
      case 'contact': {
        const state = turn.get('contact', id)
        if (state.status === 'NONE') return undefined
        // Whoever passed control on still tells the receiver so, with the last state it committed.
        const passed = state.custody.controller !== this.#own
        if (passed && state.copied !== undefined) return undefined
        return contactDraft(this.#knowsMerge(state, partner) ? state : {...state, mergedInto: undefined}, turn.at)
      }
      case 'handoff': {
        const state = turn.get('handoff', id)
        if (state.status === 'NONE' || state.copy || state.to !== partner) return undefined
        const contact = turn.get('contact', state.contact)
        const {key, custody} = contact.status === 'NONE' ? {key: undefined, custody: undefined} : contact
        return handoffDraft(state, {key, stage: custody?.outOfArea?.stage, now: turn.at})
      }
      case 'pursuit': {
        const state = turn.get('pursuit', id)
        if (state.status === 'NONE' || state.copy || state.host !== partner) return undefined
        const contact = turn.get('contact', state.contact)
        return pursuitDraft(state, contact.status === 'NONE' ? undefined : contact.key, turn.at)
      }
      case 'post': {
        const post = this.#posts.get(id as PostId)
        return post === undefined ? undefined : postDraft(post, turn.get('post', id), turn.at)
      }
      case 'shift':
      case 'incident': {
        const state = turn.get('incident', id)
        const scope = state.status === 'NONE' ? undefined : scopeFor(state, partner)
        if (state.status === 'NONE' || scope === undefined) return undefined
        return incidentDraft(state, {partner, scope}, turn.at, contact => keyOfContact(turn, contact))
      }
      case 'point-out': {
        const state = turn.get('point-out', id)
        if (state.status === 'NONE' || state.copy || state.to !== partner) return undefined
        const contact = turn.get('contact', state.contact)
        return pointOutDraft(state, contact.status === 'NONE' ? undefined : contact.key, turn.at)
      }
      case 'task':
      case 'unit':
      case 'notice':
      case 'file':
      case 'request':
        return undefined
    }
  }

  /** That two designators are one object is told only to who knows of the other. */
  #knowsMerge({mergedInto}: ContactFile, partner: NationCode): boolean {
    if (mergedInto === undefined || mergedInto.startsWith(`${partner}-`)) return true
    return this.wasTold(partner, `contact/${mergedInto}`)
  }

  #note(writes: Writes, partner: NationCode, thing: ThingKey, print: string | undefined): void {
    if (print === undefined) this.#sent.delete(`${partner} ${thing}`)
    else this.#sent.set(`${partner} ${thing}`, print)
    writes.sent.push({partner, thing, print})
  }
}

/** Closed long ago: nothing is known of its objects any more, and policy asks as it does of what is gone. */
const FORGOTTEN = {keys: ['']} as const

function aboutContact(turn: Turn, id: string): Pick<Draft, 'keys' | 'holders'> {
  const contact = turn.get('contact', id)
  return contact.status === 'NONE' ? FORGOTTEN : contactDraft(contact, turn.at)
}

type OfThing = Extract<
  LinkMessage,
  {type: 'alert' | 'contact' | 'handoff' | 'incident' | 'point-out' | 'post' | 'pursuit'}
>

/** Messages that tell of a thing, cut to what the partner may have of it. The others answer the partner, or carry a proof. */
function isOfThing(message: LinkMessage): message is OfThing {
  switch (message.type) {
    case 'alert':
    case 'contact':
    case 'handoff':
    case 'incident':
    case 'point-out':
    case 'post':
    case 'pursuit':
      return true
    default:
      return false
  }
}

/** As the gate takes it in. */
function uncut(message: OfThing): object {
  if (message.type === 'pursuit' || message.type === 'post') return message
  const {live: _live, basis: _basis, ...said} = message
  if (!('withheld' in said)) return said
  const {withheld: _withheld, ...rest} = said
  return rest
}

/** References hold for one run of the link, and a basis may be another one that lets the same be told. */
function saysSame(one: LinkMessage, other: LinkMessage): boolean {
  const said = (message: LinkMessage) => ({...message, live: undefined, basis: undefined})
  return isDeepStrictEqual(JSON.parse(JSON.stringify(said(one))), JSON.parse(JSON.stringify(said(other))))
}

/** Kinds of which a partner keeps a copy only while it may have it. */
function isTakenBack(kind: string): kind is Extract<LinkMessage, {type: 'withdrawn'}>['kind'] {
  return kind === 'alert' || kind === 'contact' || kind === 'post' || kind === 'incident'
}

/** What the own picture calls a contact's object. */
function keyOfContact(turn: Turn, id: ContactId): string | undefined {
  const contact = turn.get('contact', id)
  return contact.status === 'NONE' ? undefined : contact.key
}

function isHeldBy(turn: Turn, id: string, partner: NationCode): boolean {
  const contact = turn.get('contact', id)
  return contact.status !== 'NONE' && contact.custody.controller === partner
}

export function urgent(partner: NationCode, message: LinkMessage): Batch['outbox'][number] {
  return {partner, lane: 'urgent', body: JSON.stringify(message)}
}

/** What is the same as long as nothing but time has passed; an alert's version also counts what is national. */
function printOf(message: LinkMessage): string {
  const text = JSON.stringify(message, (name, value: unknown) =>
    /(^age|Age|remainingMs)$/.test(name) ||
    (name === 'version' && (message.type === 'alert' || message.type === 'incident'))
      ? undefined
      : value,
  )
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}
