import type {NationCode} from '../../shared/base/id.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import {HANDOFF_OPEN, type HandoffFile} from '../../shared/operations/handoff-state.ts'
import type {Batch, JsonObject, Ledger, StateRow, ThingKey, TimerRow} from '../../server/operations/ledger.ts'
import type {RequestFile} from '../../server/operations/request.ts'
import {type AllRecords, isEnd, noRecords, type Records} from './records.ts'
import {NATIONS, type Sea} from './sea.ts'
import type {SimClock} from './sim-clock.ts'

/** A batch is on disk so long after what it writes was decided, at most; a node looks at its timers once a second. */
const EARLY_MS = 10
const LATE_MS = 2_500

type Disk = {
  readonly states: Map<ThingKey, StateRow>
  readonly timers: Map<ThingKey, readonly TimerRow[]>
  readonly inbox: Map<NationCode, number>
}

/** Something that must never be so. */
export class Violation extends Error {
  readonly invariant: string

  constructor(invariant: string, message: string) {
    super(`${invariant}: ${message}`)
    this.invariant = invariant
  }
}

/**
 * Sees each batch of each nation in the moment in which it is on disk, and says at once when the three disks together say
 * something that must never be so. What counts is on disk: a dead node's word stands until it starts again.
 *
 * - *Acting*: the nation's own file of an open contact names itself as the controller. At most one nation at a time acts,
 *   unless one of those that do has the contact as contested.
 * - *On watch*: a nation that acts; and one that has passed the contact on and does not yet hold the receiver's receipt.
 *   From its opening until its controller closes it, a contact is watched by one nation at least.
 */
export class Witness {
  readonly records: AllRecords = new Map(NATIONS.map(nation => [nation, noRecords()]))
  readonly #sea: Sea
  readonly #clock: SimClock
  /** Who was controller of a contact in an epoch, outside contested intervals. */
  readonly #reigns = new Map<string, NationCode>()
  readonly #ends = new Map<string, string>()
  /** What each nation has on disk, as it gave it. */
  readonly #disks = new Map<NationCode, Disk>()
  /** When the running timer of each open handoff falls due, for as long as the process that set it lives. */
  readonly #set = new Map<string, {readonly dueAt: number; readonly endsAt: number}>()
  /** When a contact or a handoff was last changed anywhere. */
  #changedAt = 0
  /** Which kinds of thing have been seen to happen: a model that tries nothing proves nothing. */
  readonly seen = new Map<string, number>()

  constructor(sea: Sea, clock: SimClock) {
    this.#sea = sea
    this.#clock = clock
  }

  /** How long nothing has changed anywhere, ms. */
  get quietMs(): number {
    return this.#clock.now() - this.#changedAt
  }

  of(nation: NationCode): Records {
    const records = this.records.get(nation)
    if (records === undefined) throw new Error(nation)
    return records
  }

  /** A batch of this nation is on disk. */
  committed(nation: NationCode, batch: Batch): void {
    const contacts = new Set<string>()
    const ended = new Set<string>()
    for (const {thing, state} of batch.states) {
      const [kind, id] = partsOf(thing)
      const isChanged = this.#take(nation, kind, id, state, batch)
      if (isChanged) this.#changedAt = this.#clock.now()
      if (isChanged && kind === 'contact') contacts.add(id)
      if (!isChanged || kind !== 'handoff') continue
      const handoff = state as unknown as HandoffFile
      contacts.add(handoff.contact)
      if (handoff.status === 'COMPLETED') ended.add(id)
    }
    this.#keep(nation, batch)
    for (const id of contacts) this.#look(id)
    for (const id of ended) this.#passed(nation, id)
    for (const {body} of batch.outbox) this.#sent(nation, JSON.parse(body) as JsonObject)
  }

  /** What a start reads is what was committed: states, timers, and how far each partner's lane was taken in. */
  started(nation: NationCode, ledger: Ledger): void {
    const committed = this.#disks.get(nation)
    if (committed === undefined) return
    const rows = new Map(ledger.states(0).map(row => [row.thing, row]))
    const timers = ledger.timers()
    for (const [thing, {state, isOpen}] of committed.states) {
      const row = rows.get(thing)
      if (row?.isOpen !== isOpen || JSON.stringify(row.state) !== JSON.stringify(state))
        throw new Violation('LEDGER', `${nation} reads ${thing} otherwise than it was committed`)
    }
    for (const [thing, set] of committed.timers) {
      const read = timers.filter(timer => timer.thing === thing)
      if (read.length !== set.length || !set.every(({dueAt}) => read.some(timer => timer.dueAt === Math.ceil(dueAt))))
        throw new Violation('LEDGER', `${nation} reads other timers of ${thing} than were committed`)
    }
    for (const [partner, seq] of committed.inbox)
      if (ledger.inbox(partner, 'urgent').seq !== seq)
        throw new Violation('LEDGER', `${nation} has taken in other messages of ${partner} than were committed`)
    for (const key of this.#set.keys()) if (key.startsWith(nation)) this.#set.delete(key)
  }

  /** The answer that something is done comes after it is on disk at its home. */
  answered(nation: NationCode, things: readonly {readonly kind: string; readonly id: string}[]): void {
    const all = [...this.records.values()]
    for (const {kind, id} of things) {
      const isWritten = all.some(({contacts, handoffs}) => (kind === 'contact' ? contacts : handoffs).has(id))
      if ((kind === 'contact' || kind === 'handoff') && !isWritten)
        throw new Violation('ON DISK', `${nation} has been told that ${kind} ${id} is done, and it is on no disk`)
    }
  }

  /** In peace nothing stands open beyond its time. */
  overdue(): string[] {
    return [...this.#set]
      .filter(([, set]) => set.endsAt + LATE_MS < this.#clock.now())
      .map(([key]) => `${key} is overdue`)
  }

  #take(nation: NationCode, kind: string, id: string, state: unknown, batch: Batch): boolean {
    const records = this.of(nation)
    switch (kind) {
      case 'contact': {
        const before = records.contacts.get(id)
        const after = state as ContactFile
        if (before?.version === after.version) return false
        records.contacts.set(id, after)
        this.#contact(nation, id, before, after)
        this.#written(nation, `contact/${id}`, batch)
        return true
      }
      case 'handoff': {
        const before = records.handoffs.get(id)
        const after = state as HandoffFile
        if (before !== undefined && JSON.stringify(before) === JSON.stringify(after)) return false
        records.handoffs.set(id, after)
        this.#handoff(nation, id, before, after, batch)
        this.#written(nation, `handoff/${id}`, batch)
        return true
      }
      case 'request': {
        records.requests.set(id, state as RequestFile)
        return true
      }
      default:
        return false
    }
  }

  #keep(nation: NationCode, batch: Batch): void {
    const disk = this.#disks.get(nation) ?? {states: new Map(), timers: new Map(), inbox: new Map()}
    this.#disks.set(nation, disk)
    for (const row of batch.states) disk.states.set(row.thing, row)
    for (const [thing, timers] of batch.timers) disk.timers.set(thing, timers)
    for (const {partner, seq} of batch.inbox) disk.inbox.set(partner, seq)
  }

  #contact(nation: NationCode, id: string, before: ContactFile | undefined, after: ContactFile): void {
    const {controller, epoch, contested} = after.custody
    if (before !== undefined) {
      const old = before.custody
      if (epoch < old.epoch) throw new Violation('I4', `${nation} has ${id} fall from epoch ${old.epoch} to ${epoch}`)
      if (controller !== old.controller && epoch === old.epoch && !contested && !old.contested)
        throw new Violation(
          'I2',
          `${nation} has ${id} go from ${old.controller} to ${controller} within epoch ${epoch}`,
        )
    }
    if (controller === nation && before?.custody.controller !== nation && !isGranted(nation, after))
      throw new Violation('I2', `${nation} begins epoch ${epoch} of ${id} without a grant of it`)
    if (contested) return
    const reign = `${id} ${epoch}`
    const known = this.#reigns.get(reign)
    if (known !== undefined && known !== controller)
      throw new Violation('I1', `epoch ${epoch} of ${id} is ${known}'s and, as ${nation} has it, ${controller}'s`)
    this.#reigns.set(reign, controller)
  }

  #handoff(nation: NationCode, id: string, before: HandoffFile | undefined, after: HandoffFile, batch: Batch): void {
    const key = `${nation} ${id}`
    const ended = this.#ends.get(key)
    if (ended !== undefined && ended !== endOf(after))
      throw new Violation('I7', `${nation} has ${id} change after its end: ${ended} → ${endOf(after)}`)
    if (isEnd(after.status)) this.#ends.set(key, endOf(after))
    if (before?.status !== after.status) this.#count(after.status)
    if (before !== undefined && after.version <= before.version)
      throw new Violation('I5', `${nation} has ${id} go from version ${before.version} to ${after.version}`)
    if (after.copy) return
    const set = this.#set.get(key)
    const isEarly = set !== undefined && this.#clock.now() < set.endsAt - EARLY_MS
    if (isEarly && before?.status !== after.status && (after.status === 'EXPIRED' || after.status === 'FAILED'))
      throw new Violation('TIMERS', `${id} is ${after.status} at ${nation} before its time`)
    this.#set.delete(key)
    if (isEnd(after.status)) return
    const [timer] = batch.timers.get(`handoff/${id}`) ?? []
    if (timer === undefined) throw new Violation('I6', `${id} is ${after.status} at ${nation} and nothing will end it`)
    const endsAt = set?.dueAt === timer.dueAt ? set.endsAt : this.#clock.now() + timer.dueAt - batch.at
    this.#set.set(key, {dueAt: timer.dueAt, endsAt})
  }

  /** I10: what changed has a row that says who did it and when. */
  #written(nation: NationCode, thing: ThingKey, batch: Batch): void {
    const rows = batch.events.filter(event => event.thing === thing)
    const isSigned = (payload: JsonObject) => {
      const by = payload['by'] as JsonObject | undefined
      return typeof payload['at'] === 'number' && typeof by?.['nation'] === 'string' && typeof by['actor'] === 'string'
    }
    if (rows.length === 0 || !rows.every(({payload}) => isSigned(payload)))
      throw new Violation(
        'I10',
        `${thing} changed at ${nation} without a row that says who and when: ${JSON.stringify(rows)}`,
      )
  }

  /** I9: what goes over a line may be told at that instant, however long ago it was written. */
  left(nation: NationCode, partner: NationCode, message: JsonObject): void {
    const isEndOf = message['type'] === 'handoff' && isEnd(String(message['status']))
    if (message['basis'] === undefined || isEndOf || message['type'] === 'point-out') return
    if (this.#sea.agree(nation, partner)) return
    throw new Violation('I9', `${nation} tells ${partner} of ${String(message['type'])} ${String(message['id'])}`)
  }

  /** I9: what is written was released in this moment and not earlier. */
  #sent(nation: NationCode, message: JsonObject): void {
    const basis = message['basis'] as JsonObject | undefined
    if (basis === undefined) return
    const policy = Number(String(basis['agreement']).slice('policy-'.length))
    if (!this.#sea.isOfNow(policy, this.#clock.now()))
      throw new Violation(
        'I9',
        `${nation} sends ${String(message['type'])} released under ${String(basis['agreement'])}`,
      )
  }

  /** I2: with a handoff's completion control is the receiver's, in the next epoch, in the same batch. */
  #passed(nation: NationCode, id: string): void {
    const {handoffs, contacts} = this.of(nation)
    const handoff = handoffs.get(id)
    if (handoff === undefined || handoff.copy) return
    const {contact: contactId, form, from, to, epoch} = handoff
    const contact = contacts.get(contactId)
    if (form === 'merge' ? contact?.mergedInto !== undefined : isPassed(contact?.custody, to, epoch + 1)) return
    const {controller, epoch: present} = contact?.custody ?? {}
    throw new Violation('I2', `${id} is completed at ${from} and ${contactId} is ${controller}'s, epoch ${present}`)
  }

  /** What all disks say of one contact together. */
  #look(id: string): void {
    const files = NATIONS.flatMap(nation => {
      const file = this.of(nation).contacts.get(id)
      return file === undefined ? [] : [{nation, file}]
    })
    if (files.length === 0) return
    const holders = files.filter(({nation, file}) => file.custody.controller === nation)
    const acting = holders.filter(({file}) => file.status === 'OPEN')
    const isContested = files.some(({file}) => file.custody.contested)
    if (acting.length > 1 && !isContested)
      throw new Violation('ONE ACTS', `${acting.map(({nation}) => nation).join(' and ')} act on ${id}`)
    const passers = files.filter(({nation, file}) =>
      file.custody.grants.some(grant => grant.from === nation && grant.to !== nation && grant.receiptAt === undefined),
    )
    if (holders.length === 0 && passers.length === 0) throw new Violation('ONE WATCHES', `nobody is on watch of ${id}`)
    this.#openHandoffs(id, isContested)
  }

  #openHandoffs(id: string, isContested: boolean): void {
    const open = NATIONS.flatMap(nation =>
      [...this.of(nation).handoffs.values()]
        .filter(handoff => handoff.contact === id && !handoff.copy && HANDOFF_OPEN.some(one => one === handoff.status))
        .map(handoff => ({nation, handoff})),
    )
    if (open.length > 1 && !isContested)
      throw new Violation('I3', `${id} has open ${open.map(({handoff}) => handoff.id).join(' and ')}`)
    for (const {nation, handoff} of open) {
      const custody = this.of(nation).contacts.get(id)?.custody
      const isFroms = custody?.controller === handoff.from && handoff.from === nation && custody.epoch === handoff.epoch
      if (!isFroms && !isContested)
        throw new Violation('I8', `${handoff.id} is ${handoff.status} and ${id} is ${custody?.controller}'s`)
    }
  }

  #count(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1)
  }
}

/** Who opened a contact controls it from the first epoch; everybody else, and ever after, by a grant of just that epoch. */
function isGranted(nation: NationCode, {custody: {epoch, grants}}: ContactFile): boolean {
  return epoch === 1 || grants.some(grant => grant.to === nation && grant.epoch === epoch)
}

/** Whether control went to this nation with this epoch, whatever came after. */
function isPassed(custody: ContactFile['custody'] | undefined, to: NationCode, epoch: number): boolean {
  if (custody === undefined) return false
  if (custody.epoch === epoch) return custody.controller === to
  return custody.grants.some(grant => grant.to === to && grant.epoch === epoch)
}

/** What may never change of what has ended. */
function endOf({status, terms, reason, epoch, to}: HandoffFile): string {
  return JSON.stringify({status, terms, reason, epoch, to})
}

function partsOf(thing: ThingKey): [kind: string, id: string] {
  const at = thing.indexOf('/')
  return [thing.slice(0, at), thing.slice(at + 1)]
}
