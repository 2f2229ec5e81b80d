import type {ContactId, UnitId} from '../../shared/base/id.ts'
import type {Identity} from '../../shared/model/object.ts'

/** A unit of the own nation, by what its transmitter says. */
export type UnitIdentity = {readonly id: UnitId; readonly reportsAs?: string | undefined}

/** A contact on a track: what it is called and how it is regarded. */
export type ContactMark = {readonly contact: ContactId; readonly label: string; readonly identity: Identity}

/**
 * Names of tracks that outlive their rows: `mmsi:…`, `hex:…`, `unit:…`, `device:…`; `plot:…`, made by chance, where
 * nothing says who it is. A track may come to have several; each leads to one row. A contact stays with its name while
 * the row comes and goes.
 */
export class Subjects {
  readonly #of: (string | undefined)[] = []
  readonly #rows = new Map<string, number>()
  readonly #former = new Map<number, string[]>()
  readonly #marks = new Map<string, ContactMark>()
  readonly #markOf = new Map<number, ContactMark>()

  /** The track's present name. */
  of(track: number): string {
    return this.#of[track] ?? ''
  }

  /** The track that has, or had, this name; −1 for none. */
  rowOf(subject: string): number {
    return this.#rows.get(subject) ?? -1
  }

  /** Gives it a name; a name that another track has is not taken from it. An earlier name goes on leading to it. */
  name(track: number, subject: string): void {
    const before = this.#of[track]
    if (before !== undefined && this.#rows.get(before) === track) {
      const former = this.#former.get(track)
      if (former === undefined) this.#former.set(track, [before])
      else former.push(before)
    }
    this.#of[track] = subject
    if (!this.#rows.has(subject)) this.#rows.set(subject, track)
    const mark = this.#markOf.get(track)
    const known = this.#marks.get(subject)
    if (mark !== undefined) this.#marks.set(subject, mark)
    else if (known !== undefined) this.#markOf.set(track, known)
  }

  /** The names of a track lead to another from now on. */
  pass(from: number, to: number): void {
    for (const subject of this.#all(from)) {
      this.#rows.set(subject, to)
      const former = this.#former.get(to)
      if (former === undefined) this.#former.set(to, [subject])
      else former.push(subject)
    }
    const mark = this.#markOf.get(from)
    if (mark !== undefined && !this.#markOf.has(to)) this.mark(to, mark)
    this.#former.delete(from)
    this.#of[from] = undefined
    this.#markOf.delete(from)
  }

  drop(track: number): void {
    for (const subject of this.#all(track)) {
      this.#rows.delete(subject)
      if (subject.startsWith('plot:')) this.#marks.delete(subject)
    }
    this.#former.delete(track)
    this.#markOf.delete(track)
    this.#of[track] = undefined
  }

  mark(track: number, mark: ContactMark | undefined): void {
    const subject = this.of(track)
    if (mark === undefined) {
      this.#markOf.delete(track)
      for (const each of [subject, ...(this.#former.get(track) ?? [])]) this.#marks.delete(each)
    } else {
      this.#markOf.set(track, mark)
      this.#marks.set(subject, mark)
    }
  }

  markOf(track: number): ContactMark | undefined {
    return this.#markOf.get(track)
  }

  unitOf(track: number): UnitId | undefined {
    const subject = this.of(track)
    return subject.startsWith('unit:') ? (subject.slice(5) as UnitId) : undefined
  }

  #all(track: number): string[] {
    const present = this.#of[track]
    const all = [...(this.#former.get(track) ?? []), ...(present === undefined ? [] : [present])]
    return all.filter(subject => this.#rows.get(subject) === track)
  }
}
