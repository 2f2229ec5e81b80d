import type {Stop} from './clock.ts'

/** Tells every listener, in the order in which they came. A listener that throws is a fault and is not hidden. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>()

  on(listener: (value: T) => void): Stop {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  emit(value: T): void {
    for (const listener of this.#listeners) listener(value)
  }

  get size(): number {
    return this.#listeners.size
  }
}
