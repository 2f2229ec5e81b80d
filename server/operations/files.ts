import {must} from '../../shared/base/assert.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {isRefusal, type Refusal} from '../../shared/operations/decider.ts'
import type {NationCode} from '../../shared/base/id.ts'
import type {LinkMessage} from '../../shared/protocol/link.ts'
import type {Json, JsonObject, NewEvent, StateRow, ThingKey, TimerRow} from './ledger.ts'
import {type Commands, type Events, type Kind, KINDS, LIVES, type States} from './lives.ts'

export type Stored = {readonly [K in Kind]: ReadonlyMap<string, States[K]>}
type Unstamped<T> = T extends unknown ? Omit<T, 'at' | 'by'> : never
/** A command without its stamp. */
export type Ask<K extends Kind> = Unstamped<Commands[K]>
/** Something that happened to a thing in a turn. */
export type Happening = {
  readonly [K in Kind]: {
    readonly kind: K
    readonly id: string
    readonly before: States[K]
    readonly after: States[K]
    readonly events: readonly Events[K][]
  }
}[Kind]
export type HappeningOf<K extends Kind> = Extract<Happening, {kind: K}>

/** Words and names that people wrote: kept under the thing's key. */
const PERSONAL = new Set([
  'text',
  'note',
  'title',
  'outcome',
  'reason',
  'because',
  'response',
  'reference',
  'subject',
  'subjects',
  'label',
  'query',
  'words',
  'items',
  'user',
])

export function keyOf(kind: string, id: string): ThingKey {
  return `${kind}/${id}`
}

/** The present state of every thing that is open or was lately. Changed by turns alone. */
export class Files {
  readonly #maps: {readonly [K in Kind]: Map<string, States[K]>} = {
    alert: new Map(),
    contact: new Map(),
    handoff: new Map(),
    incident: new Map(),
    pursuit: new Map(),
    'point-out': new Map(),
    task: new Map(),
    unit: new Map(),
    post: new Map(),
    shift: new Map(),
    notice: new Map(),
    request: new Map(),
    file: new Map(),
  }

  all<K extends Kind>(kind: K): ReadonlyMap<string, States[K]> {
    return this.#maps[kind]
  }

  get<K extends Kind>(kind: K, id: string): States[K] {
    return this.#maps[kind].get(id) ?? LIVES[kind].decider.initial
  }

  put<K extends Kind>(kind: K, id: string, state: States[K]): void {
    this.#maps[kind].set(id, state)
  }

  load(row: StateRow): void {
    const {kind, id} = splitKey(row.thing)
    this.put(kind, id, row.state as unknown as States[typeof kind])
  }

  forget(kind: Kind, id: string): void {
    this.#maps[kind].delete(id)
  }

  row(thing: ThingKey, at: number): StateRow {
    const {kind, id} = splitKey(thing)
    return rowOf(kind, this.get(kind, id), thing, at)
  }

  timers(thing: ThingKey): readonly TimerRow[] {
    const {kind, id} = splitKey(thing)
    return timersOf(kind, this.get(kind, id)).map(timer => ({...timer, thing}))
  }
}

/**
 * One act and all that follows from it in the same breath. It sees its own changes; nothing of it counts until `keep`,
 * so that what is refused half-way has not happened.
 */
export class Turn {
  readonly at: number
  readonly #files: Files
  readonly #changed = new Map<ThingKey, {kind: Kind; id: string; state: States[Kind]}>()
  readonly events: NewEvent[] = []
  readonly happened: Happening[] = []
  /** What is said to one partner and nobody else: requests, answers, grants, receipts. */
  readonly messages: {readonly partner: NationCode; readonly message: LinkMessage}[] = []
  readonly #react: (turn: Turn, happening: Happening) => void

  constructor(files: Files, at: number, react: (turn: Turn, happening: Happening) => void) {
    this.#files = files
    this.at = at
    this.#react = react
  }

  get<K extends Kind>(kind: K, id: string): States[K] {
    const changed = this.#changed.get(keyOf(kind, id))
    return changed === undefined ? this.#files.get(kind, id) : (changed.state as States[K])
  }

  /** All of a kind, with the turn's own changes. */
  *all<K extends Kind>(kind: K): Iterable<States[K]> {
    for (const [id, state] of this.#files.all(kind)) if (!this.#changed.has(keyOf(kind, id))) yield state
    for (const changed of this.#changed.values()) if (changed.kind === kind) yield changed.state as States[K]
  }

  /** All of a kind by their ids, with the turn's own changes. */
  *entries<K extends Kind>(kind: K): Iterable<readonly [string, States[K]]> {
    for (const [id, state] of this.#files.all(kind)) if (!this.#changed.has(keyOf(kind, id))) yield [id, state]
    for (const changed of this.#changed.values())
      if (changed.kind === kind) yield [changed.id, changed.state as States[K]]
  }

  /** Asks something of a thing; what follows from it elsewhere happens at once. */
  act<K extends Kind>(kind: K, id: string, by: Actor, ask: Ask<K>): Refusal | undefined {
    const {decider} = LIVES[kind]
    const before = this.get(kind, id)
    const command = {...ask, at: this.at, by} as unknown as Commands[K]
    const outcome = decider.decide(before, command)
    if (isRefusal(outcome)) return outcome
    if (outcome.length === 0) return undefined
    const after = outcome.reduce((state, event) => decider.evolve(state, event), before)
    const thing = keyOf(kind, id)
    this.#changed.set(thing, {kind, id, state: after})
    for (const event of outcome) this.events.push(eventOf(kind, thing, event as unknown as JsonObject))
    const happening = {kind, id, before, after, events: outcome} as unknown as Happening
    this.happened.push(happening)
    this.#react(this, happening)
    return undefined
  }

  send(partner: NationCode, message: LinkMessage): void {
    this.messages.push({partner, message})
  }

  /** A row about nothing that lives: who looked, who was refused. */
  audit(type: string, payload: JsonObject, personal?: JsonObject): void {
    this.events.push({thing: '—', type, payload, personal})
  }

  /** Things that this turn changed. */
  get things(): Iterable<ThingKey> {
    return this.#changed.keys()
  }

  /** Makes it so, in memory. */
  keep(): void {
    for (const {kind, id, state} of this.#changed.values()) this.#files.put(kind, id, state as never)
  }
}

export function splitKey(thing: ThingKey): {kind: Kind; id: string} {
  const at = thing.indexOf('/')
  const name = thing.slice(0, at)
  return {
    kind: must(
      KINDS.find(kind => kind === name),
      `a kind of thing in ${thing}`,
    ),
    id: thing.slice(at + 1),
  }
}

function rowOf<K extends Kind>(kind: K, state: States[K], thing: ThingKey, at: number): StateRow {
  return {thing, isOpen: LIVES[kind].isOpen(state), at, state: state as unknown as Json}
}

function timersOf<K extends Kind>(kind: K, state: States[K]) {
  return LIVES[kind].timersOf(state)
}

function eventOf(kind: Kind, thing: ThingKey, event: JsonObject): NewEvent {
  const payload: Record<string, Json | undefined> = {}
  const personal: Record<string, Json | undefined> = {}
  for (const [field, value] of Object.entries(event)) {
    if (field === 'type' || value === undefined) continue
    if (PERSONAL.has(field)) personal[field] = value
    else payload[field] = value
  }
  const type = `${kind}.${String(event['type'])}`
  return Object.keys(personal).length === 0 ? {thing, type, payload} : {thing, type, payload, personal}
}
