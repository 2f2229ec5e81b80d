import type {TaskId, UnitId} from '../../shared/base/id.ts'
import {TASK_ENDS} from '../../shared/operations/task.ts'
import type {TaskThing, Thing} from '../../shared/protocol/things.ts'
import type {ThingChange} from '../stream/ports.ts'

/** Nobody's work: over, or not yet an order. */
const OVER: ReadonlySet<TaskThing['status']> = new Set(['DRAFT', ...TASK_ENDS])

/** Which unit has which task: asked for every thing that a phone may see, so it is kept and not looked for. */
export class TaskBook {
  readonly #unitOf = new Map<TaskId, UnitId>()
  readonly #open = new Map<UnitId, Map<TaskId, TaskThing>>()

  constructor(things: Iterable<Thing>) {
    for (const thing of things) this.#take(thing)
  }

  changed({upserts, removed}: ThingChange): void {
    for (const thing of upserts) this.#take(thing)
    for (const {kind, id} of removed) if (kind === 'task') this.#drop(id as TaskId)
  }

  unitOf(task: TaskId): UnitId | undefined {
    return this.#unitOf.get(task)
  }

  /** Tasks of a unit that have not ended. */
  openOf(unit: UnitId): Iterable<TaskThing> {
    return this.#open.get(unit)?.values() ?? []
  }

  #take(thing: Thing): void {
    if (thing.kind !== 'task') return
    this.#unitOf.set(thing.id, thing.unit)
    const open = this.#open.get(thing.unit) ?? new Map<TaskId, TaskThing>()
    if (OVER.has(thing.status)) open.delete(thing.id)
    else open.set(thing.id, thing)
    this.#open.set(thing.unit, open)
  }

  #drop(task: TaskId): void {
    const unit = this.#unitOf.get(task)
    if (unit !== undefined) this.#open.get(unit)?.delete(task)
    this.#unitOf.delete(task)
  }
}
