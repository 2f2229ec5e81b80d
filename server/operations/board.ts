import type {FileState} from '../../shared/operations/file.ts'
import type {FileThing} from '../../shared/protocol/file-thing.ts'
import {shownFile} from './file-projection.ts'
import {Emitter} from '../../shared/base/emitter.ts'
import type {Thing, ThingKind} from '../../shared/protocol/things.ts'
import type {Files} from './files.ts'
import {keyOf, splitKey} from './files.ts'
import type {StateRow, ThingKey} from './ledger.ts'
import {KINDS} from './lives.ts'
import {type Projection, thingOf} from './project.ts'

/** Changes remembered for windows that were away. */
const MOST_CHANGES = 5_000
const MOST_NOTICES = 500

export type ThingRef = {readonly kind: string; readonly id: string}
/** `cursor`: position of the ledger. */
export type ThingChange = {
  readonly cursor: number
  readonly upserts: readonly Thing[]
  readonly removed: readonly ThingRef[]
}

/** Everything durable as consoles show it, and what of it changed since when. */
export class Board {
  readonly onThings = new Emitter<ThingChange>()
  readonly #files: Files
  readonly #projection: Projection
  readonly #things = new Map<ThingKey, Thing>()
  readonly #printed = new Map<ThingKey, string>()
  /** What is shown without being written. */
  #passing: ReadonlyMap<ThingKey, Thing> = new Map()
  readonly #log: {cursor: number; thing: ThingKey}[] = []
  /** The run's first position: track ids of an earlier run mean nothing now. */
  #floor: number
  #cursor: number

  constructor(options: {files: Files; projection: Projection; position: number}) {
    this.#files = options.files
    this.#projection = options.projection
    this.#cursor = options.position
    this.#floor = options.position + 1
    for (const kind of KINDS) for (const id of options.files.all(kind).keys()) this.#project(keyOf(kind, id))
  }

  get cursor(): number {
    return this.#cursor
  }

  things(): Iterable<Thing> {
    return this.#things.values()
  }

  get(kind: ThingKind, id: string): Thing | undefined {
    return this.#things.get(keyOf(kind, id))
  }

  /** A thing as its last state has it, whether or not it is still on the board. */
  recalled(row: StateRow): Thing | undefined {
    const {kind, id} = splitKey(row.thing)
    const held = this.#things.get(row.thing)
    if (held !== undefined) return held
    const isHere = this.#files.all(kind).has(id)
    if (!isHere) this.#files.load(row)
    const thing = thingOf(this.#projection, kind, id)
    if (!isHere) this.#files.forget(kind, id)
    return thing
  }

  /** What changed at or after a position; a change told twice does no harm, for things are always whole. */
  since(cursor: number): ThingChange | 'snapshot' {
    if (cursor < this.#floor || cursor > this.#cursor) return 'snapshot'
    const changed = new Set(this.#log.filter(one => one.cursor >= cursor).map(one => one.thing))
    return this.#change(changed)
  }

  /** These have changed; told to whoever listens. */
  publish(things: Iterable<ThingKey>, position: number): void {
    this.#cursor = position
    const changed = new Set([...things].filter(thing => this.#project(thing)))
    for (const thing of this.#trimNotices()) changed.add(thing)
    if (changed.size === 0) return
    for (const thing of changed) this.#log.push({cursor: position, thing})
    if (this.#log.length > MOST_CHANGES) {
      const dropped = this.#log.splice(0, this.#log.length - MOST_CHANGES)
      this.#floor = Math.max(this.#floor, (dropped.at(-1)?.cursor ?? 0) + 1)
    }
    this.onThings.emit(this.#change(changed))
  }

  /** What the picture or the time of day changed of the things: live tracks, places of units, deadlines. */
  refresh(): void {
    this.publish([...this.#things.keys()], this.#cursor)
  }

  /** Shows what is not written but made from the picture: exactly these, until it is called again. */
  showPassing(things: readonly Thing[]): void {
    const before = this.#passing
    this.#passing = new Map(things.map(thing => [keyOf(thing.kind, thing.id), thing]))
    this.publish([...before.keys(), ...this.#passing.keys()], this.#cursor)
  }

  /** A file as it is shown, whether the board holds it or not. */
  fileOf(state: FileState): FileThing | undefined {
    return shownFile(this.#projection, state)
  }

  #change(changed: ReadonlySet<ThingKey>): ThingChange {
    const upserts: Thing[] = []
    const removed: ThingRef[] = []
    for (const thing of changed) {
      const present = this.#things.get(thing)
      if (present === undefined) removed.push(refOf(thing))
      else upserts.push(present)
    }
    return {cursor: this.#cursor, upserts, removed}
  }

  /** Whether it is other than before. */
  #project(thing: ThingKey): boolean {
    const present = this.#passing.get(thing) ?? this.#written(thing)
    const print = present === undefined ? undefined : JSON.stringify(present)
    if (print === this.#printed.get(thing)) return false
    if (present === undefined || print === undefined) {
      this.#things.delete(thing)
      this.#printed.delete(thing)
    } else {
      this.#things.set(thing, present)
      this.#printed.set(thing, print)
    }
    return true
  }

  #written(thing: ThingKey): Thing | undefined {
    const {kind, id} = refOf(thing)
    const written = KINDS.find(one => one === kind)
    return written === undefined ? undefined : thingOf(this.#projection, written, id)
  }

  #trimNotices(): ThingKey[] {
    const notices = this.#files.all('notice')
    const gone = [...notices.keys()].slice(0, Math.max(0, notices.size - MOST_NOTICES))
    return gone
      .filter(id => {
        this.#files.forget('notice', id)
        return this.#project(keyOf('notice', id))
      })
      .map(id => keyOf('notice', id))
  }
}

/** Of whatever is shown, what passes included. */
function refOf(thing: ThingKey): ThingRef {
  const at = thing.indexOf('/')
  return {kind: thing.slice(0, at), id: thing.slice(at + 1)}
}
