import type {ContactId, UnitId} from '../../shared/base/id.ts'
import type {Identity} from '../../shared/model/object.ts'
import {PairIndex} from './pair-index.ts'

/** A unit of the own nation, by what its transmitter says. */
export type UnitIdentity = {readonly id: UnitId; readonly reportsAs?: string | undefined}

/** A contact on a track: what it is called and how it is regarded. */
export type ContactMark = {readonly contact: ContactId; readonly label: string; readonly identity: Identity}

/** How a track's name is kept: not at all, as words, or as the number of its transmitter. */
const NONE = 0
const WORDS = 1
const MMSI = 2
const HEX = 3

/**
 * Names of tracks that outlive their rows: `mmsi:…`, `hex:…`, `unit:…`, `device:…`; `plot:…`, made by chance, where
 * nothing says who it is. A track may come to have several; each leads to one row. A contact stays with its name while
 * the row comes and goes. Most names are numbers, a million at once, and are kept as such.
 */
export class Subjects {
  readonly #form: Uint16Array
  readonly #number: Uint32Array
  /** Rows by the number that is their present name. */
  readonly #numbers: PairIndex
  /** Present names that are words. */
  readonly #words = new Map<number, string>()
  /** Rows by words, and by numbers that they had before or have from others. */
  readonly #rows = new Map<string, number>()
  readonly #former = new Map<number, string[]>()
  readonly #marks = new Map<string, ContactMark>()
  readonly #markOf = new Map<number, ContactMark>()

  constructor(capacity: number) {
    this.#form = new Uint16Array(capacity)
    this.#number = new Uint32Array(capacity)
    this.#numbers = new PairIndex({first: this.#form, second: this.#number})
  }

  /** The track's present name. */
  of(track: number): string {
    const number = this.#number[track] ?? 0
    switch (this.#form[track]) {
      case MMSI:
        return `mmsi:${String(number).padStart(9, '0')}`
      case HEX:
        return `hex:${number.toString(16).padStart(6, '0')}`
      default:
        return this.#words.get(track) ?? ''
    }
  }

  /** The track that has, or had, this name; −1 for none. */
  rowOf(subject: string): number {
    const [form, number] = formOf(subject)
    const present = form === WORDS ? -1 : this.#numbers.find(form, number)
    return present >= 0 ? present : (this.#rows.get(subject) ?? -1)
  }

  /** Gives it a name; a name that another track has is not taken from it. An earlier name goes on leading to it. */
  name(track: number, subject: string): void {
    const before = this.of(track)
    const isBefores = before !== '' && this.rowOf(before) === track
    this.#forgetPresent(track)
    if (isBefores) {
      this.#had(track, before)
      this.#rows.set(before, track)
    }
    const [form, number] = formOf(subject)
    const isFree = this.rowOf(subject) < 0
    this.#form[track] = form
    this.#number[track] = number
    if (form === WORDS) this.#words.set(track, subject)
    if (isFree && form === WORDS) this.#rows.set(subject, track)
    else if (isFree) this.#numbers.add(track)
    const mark = this.#markOf.get(track)
    const known = this.#marks.size === 0 ? undefined : this.#marks.get(subject)
    if (mark !== undefined) this.#marks.set(subject, mark)
    else if (known !== undefined) this.#markOf.set(track, known)
  }

  /** The names of a track lead to another from now on. */
  pass(from: number, to: number): void {
    for (const subject of this.#all(from)) {
      this.#forget(from, subject)
      this.#rows.set(subject, to)
      this.#had(to, subject)
    }
    const mark = this.#markOf.get(from)
    if (mark !== undefined && !this.#markOf.has(to)) this.mark(to, mark)
    this.#former.delete(from)
    this.#forgetPresent(from)
    this.#markOf.delete(from)
  }

  drop(track: number): void {
    for (const subject of this.#all(track)) {
      this.#forget(track, subject)
      if (subject.startsWith('plot:')) this.#marks.delete(subject)
    }
    this.#former.delete(track)
    this.#markOf.delete(track)
    this.#forgetPresent(track)
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
    if (this.#form[track] !== WORDS) return undefined
    const subject = this.of(track)
    return subject.startsWith('unit:') ? (subject.slice(5) as UnitId) : undefined
  }

  /** Every name that leads to the track. */
  #all(track: number): string[] {
    const present = this.of(track)
    const all = [...(this.#former.get(track) ?? []), ...(present === '' ? [] : [present])]
    return all.filter(subject => this.rowOf(subject) === track)
  }

  #had(track: number, subject: string): void {
    const former = this.#former.get(track)
    if (former === undefined) this.#former.set(track, [subject])
    else former.push(subject)
  }

  /** The name leads to the track no more. */
  #forget(track: number, subject: string): void {
    this.#rows.delete(subject)
    if (this.of(track) === subject && this.#form[track] !== WORDS) this.#numbers.remove(track)
  }

  /** The track has no name any more; what led to it by that name still does only as words do. */
  #forgetPresent(track: number): void {
    if ((this.#form[track] ?? NONE) > WORDS) this.#numbers.remove(track)
    this.#form[track] = NONE
    this.#number[track] = 0
    this.#words.delete(track)
  }
}

function formOf(subject: string): readonly [form: number, number: number] {
  const isMmsi = subject.startsWith('mmsi:') && subject.length === 14
  if (!isMmsi && !(subject.startsWith('hex:') && subject.length === 10)) return [WORDS, 0]
  const digits = subject.slice(isMmsi ? 5 : 4)
  if (!(isMmsi ? /^\d{9}$/ : /^[0-9a-f]{6}$/).test(digits)) return [WORDS, 0]
  return isMmsi ? [MMSI, Number(digits)] : [HEX, parseInt(digits, 16)]
}
