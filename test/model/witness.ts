import type {NationCode} from '../../shared/base/id.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import {HANDOFF_OPEN, type HandoffFile} from '../../shared/operations/handoff-state.ts'
import type {Batch, JsonObject, ThingKey} from '../../server/operations/ledger.ts'
import type {RequestFile} from '../../server/operations/request.ts'
import {type AllRecords, isEnd, noRecords, type Records} from './records.ts'
import {NATIONS, type Sea} from './sea.ts'
import type {SimClock} from './sim-clock.ts'

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
  /** Which kinds of thing have been seen to happen: a model that tries nothing proves nothing. */
  readonly seen = new Map<string, number>()

  constructor(sea: Sea, clock: SimClock) {
    this.#sea = sea
    this.#clock = clock
  }

  of(nation: NationCode): Records {
    const records = this.records.get(nation)
    if (records === undefined) throw new Error(nation)
    return records
  }

  /** A batch of this nation is on disk. */
  committed(nation: NationCode, batch: Batch): void {
    const contacts = new Set<string>()
    for (const {thing, state} of batch.states) {
      const [kind, id] = partsOf(thing)
      const isChanged = this.#take(nation, kind, id, state, batch)
      if (isChanged && kind === 'contact') contacts.add(id)
      if (isChanged && kind === 'handoff') contacts.add((state as unknown as HandoffFile).contact)
    }
    for (const id of contacts) this.#look(id)
    for (const {body} of batch.outbox) this.#sent(nation, JSON.parse(body) as JsonObject)
  }

  /** What a start has read is what was committed. */
  started(nation: NationCode, rows: readonly {readonly thing: ThingKey; readonly state: unknown}[]): void {
    const read = new Map(rows.map(({thing, state}) => [thing, JSON.stringify(state)]))
    const records = this.of(nation)
    for (const [kind, map] of [
      ['contact', records.contacts],
      ['handoff', records.handoffs],
    ] as const)
      for (const [id, state] of map)
        if (read.get(`${kind}/${id}`) !== JSON.stringify(state))
          throw new Violation('LEDGER', `${nation} reads ${kind} ${id} otherwise than it was committed`)
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
    if (after.copy || isEnd(after.status)) return
    if ((batch.timers.get(`handoff/${id}`) ?? []).length === 0)
      throw new Violation('I6', `${id} is ${after.status} at ${nation} and nothing will end it`)
  }

  /** I10: what changed has a row that says who did it and when. */
  #written(nation: NationCode, thing: ThingKey, batch: Batch): void {
    const rows = batch.events.filter(event => event.thing === thing)
    const isSigned = (payload: JsonObject) => {
      const by = payload['by'] as JsonObject | undefined
      return typeof payload['at'] === 'number' && typeof by?.['nation'] === 'string' && typeof by['actor'] === 'string'
    }
    if (rows.length === 0 || !rows.every(({payload}) => isSigned(payload)))
      throw new Violation('I10', `${thing} changed at ${nation} without a row that says who and when`)
  }

  /** I9: what leaves was released in this moment and not earlier. */
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
      file.custody.grants.some(grant => grant.from === nation && grant.receiptAt === undefined),
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

/** What may never change of what has ended. */
function endOf({status, terms, reason, epoch, to}: HandoffFile): string {
  return JSON.stringify({status, terms, reason, epoch, to})
}

function partsOf(thing: ThingKey): [kind: string, id: string] {
  const at = thing.indexOf('/')
  return [thing.slice(0, at), thing.slice(at + 1)]
}
