import {Emitter} from '../../shared/base/emitter.ts'
import {type ContactId, type NationCode, nationOf} from '../../shared/base/id.ts'
import type {Files} from './files.ts'
import {LIVES} from './lives.ts'
import type {ContactMark} from './ports.ts'

export type ContactMarkChange = {readonly key: string; readonly mark: ContactMark | undefined}

/** Which objects have an open contact, by the object's name. Where two nations have one each, the own is shown. */
export class ContactMarks {
  readonly changes = new Emitter<ContactMarkChange>()
  readonly #own: NationCode
  readonly #files: Files
  readonly #marks = new Map<string, ContactMark>()
  /** The name under which each contact was last known. */
  readonly #keys = new Map<string, string>()

  constructor(options: {own: NationCode; files: Files}) {
    this.#own = options.own
    this.#files = options.files
  }

  get all(): ReadonlyMap<string, ContactMark> {
    return this.#marks
  }

  /** These contacts have changed. What has left a name is told before what has come to one. */
  changed(contacts: readonly string[]): void {
    const left = new Set<string>()
    const come = new Set<string>()
    for (const id of contacts) {
      const before = this.#keys.get(id)
      const after = this.#keyOf(id)
      if (after === undefined) this.#keys.delete(id)
      else this.#keys.set(id, after)
      if (before !== undefined && before !== after) left.add(before)
      if (after !== undefined) come.add(after)
    }
    for (const key of new Set([...left, ...come])) this.#settle(key)
  }

  #settle(key: string): void {
    const mark = this.#markOf(key)
    const before = this.#marks.get(key)
    if (mark?.contact === before?.contact && mark?.identity === before?.identity) return
    if (mark === undefined) this.#marks.delete(key)
    else this.#marks.set(key, mark)
    this.changes.emit({key, mark})
  }

  #markOf(key: string): ContactMark | undefined {
    const held = [...this.#keys].filter(([, name]) => name === key).map(([id]) => id as ContactId)
    const contact = held.find(id => nationOf(id) === this.#own) ?? held[0]
    const file = contact === undefined ? undefined : this.#files.get('contact', contact)
    if (contact === undefined || file === undefined || file.status === 'NONE') return undefined
    return {contact, label: contact.slice(0, 7), identity: file.identity}
  }

  /** Undefined when it marks nothing: closed, taken back, or its object is not known here. */
  #keyOf(id: string): string | undefined {
    const contact = this.#files.get('contact', id)
    return contact.status !== 'NONE' && LIVES.contact.isOpen(contact) ? contact.key : undefined
  }
}
