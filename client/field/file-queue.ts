import {createStore, type StoreApi} from 'zustand/vanilla'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {FileId} from '../../shared/base/id.ts'
import {PART_BYTES} from '../../shared/model/media.ts'
import type {FileOffer, FilePart} from '../../shared/protocol/file-thing.ts'
import type {LinkStore} from '../state/link-status.ts'
import {isHeard} from './is-heard.ts'

/** A photo or recording on its way, as the screen shows it. */
export type FileEntry = {
  readonly offer: FileOffer
  readonly status: 'kept' | 'received' | 'refused'
  /** Bytes that the post has. */
  readonly sent: number
  readonly code?: string
  readonly values?: Readonly<Record<string, string | number>>
  /** The phone's disk is full: it lives as long as this page. */
  readonly isUnkept?: boolean
}
/** The same with its content, as it survives a restart. */
export type KeptFile = {readonly offer: FileOffer; readonly content: Uint8Array}

export interface FileShelf {
  files(): Promise<readonly KeptFile[]>
  putFile(file: KeptFile): Promise<void>
  removeFile(id: FileId): Promise<void>
}

/** What the node says: how much it has, a refusal, or nothing because there is no link. */
export type FileAnswer =
  FilePart | {readonly code: string; readonly values: Readonly<Record<string, string | number>>} | undefined
export interface FileTransfer {
  offer(offer: FileOffer): Promise<FileAnswer>
  part(file: FileId, start: number, body: Uint8Array): Promise<FileAnswer>
}

const AGAIN_MS = 5_000
/** So many that have been received are kept to be looked at. */
const KEPT_DONE = 4
/** Not the node's word about the file, but about the session or the moment: it is tried again. */
const TRY_AGAIN: ReadonlySet<string> = new Set(['not-signed-in', 'file-hash', 'too-many-files', 'fault'])

/**
 * Photos and recordings, in the background: one after the other, part by part, only while no press waits. A cut link
 * costs at most one part, a page that is closed nothing.
 */
export class FileQueue {
  readonly entries: StoreApi<readonly FileEntry[]> = createStore<readonly FileEntry[]>(() => [])
  readonly #contents = new Map<FileId, Uint8Array>()
  readonly #options: {
    readonly shelf: FileShelf
    readonly transfer: FileTransfer
    readonly linkStatus: LinkStore
    /** Words go first. */
    readonly isTextWaiting: () => boolean
    readonly clock: Clock
  }
  readonly #stops: readonly Stop[]
  #isSending = false

  constructor(options: {
    shelf: FileShelf
    transfer: FileTransfer
    linkStatus: LinkStore
    isTextWaiting: () => boolean
    /** Calls back when words have gone. */
    onTextSent: (listener: () => void) => Stop
    clock: Clock
  }) {
    this.#options = options
    this.#stops = [
      options.linkStatus.subscribe((now, before) => {
        if (isHeard(now.status) && !isHeard(before.status)) void this.#send()
      }),
      options.onTextSent(() => void this.#send()),
      options.clock.every(AGAIN_MS, () => void this.#send()),
    ]
  }

  /** Takes up what an earlier run of the page has left. */
  async restore(): Promise<void> {
    for (const {offer, content} of await this.#options.shelf.files()) {
      if (this.#contents.has(offer.file)) continue
      this.#contents.set(offer.file, content)
      this.#set({offer, status: 'kept', sent: 0})
    }
    await this.#send()
  }

  /** Keeps a photo or recording. Settles when it is on the phone's disk, or is known not to be. */
  async add(file: KeptFile): Promise<void> {
    this.#contents.set(file.offer.file, file.content)
    this.#set({offer: file.offer, status: 'kept', sent: 0})
    try {
      await this.#options.shelf.putFile(file)
    } catch {
      // The disk is full: it is sent from here, and the screen says that closing the page loses it.
      this.#change(file.offer.file, {isUnkept: true})
    }
    void this.#send()
  }

  /** Takes what was refused or received off the screen. */
  async clear(file: FileId): Promise<void> {
    const entry = this.entries.getState().find(one => one.offer.file === file)
    if (entry === undefined || entry.status === 'kept') return
    this.entries.setState(entries => entries.filter(one => one !== entry), true)
    await this.#options.shelf.removeFile(file)
  }

  stop(): void {
    for (const stop of this.#stops) stop()
  }

  get #mayGo(): boolean {
    return isHeard(this.#options.linkStatus.getState().status) && !this.#options.isTextWaiting()
  }

  async #send(): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    try {
      for (;;) {
        const next = this.entries.getState().find(entry => entry.status === 'kept')
        if (next === undefined || !this.#mayGo || !(await this.#sendOne(next))) return
      }
    } finally {
      this.#isSending = false
    }
  }

  /** Whether it has come to an end; otherwise it is tried again later. */
  async #sendOne({offer}: FileEntry): Promise<boolean> {
    const {transfer} = this.#options
    const content = this.#contents.get(offer.file)
    if (content === undefined) return false
    let answer = await transfer.offer(offer)
    for (;;) {
      if (answer === undefined) return false
      if ('code' in answer) return this.#refused(offer.file, answer)
      this.#change(offer.file, {sent: answer.received})
      if (answer.state === 'kept') return this.#received(offer.file)
      if (!this.#mayGo) return false
      const {received} = answer
      answer = await transfer.part(offer.file, received, content.subarray(received, received + PART_BYTES))
    }
  }

  async #received(file: FileId): Promise<boolean> {
    this.#contents.delete(file)
    this.#change(file, {status: 'received'})
    const done = this.entries.getState().filter(entry => entry.status === 'received')
    const over = done.slice(0, Math.max(0, done.length - KEPT_DONE))
    this.entries.setState(entries => entries.filter(entry => !over.includes(entry)), true)
    await this.#options.shelf.removeFile(file)
    return true
  }

  #refused(file: FileId, {code, values}: {code: string; values: FileEntry['values'] & object}): boolean {
    if (TRY_AGAIN.has(code)) return false
    this.#change(file, {status: 'refused', code, values})
    return true
  }

  #set(entry: FileEntry): void {
    this.entries.setState(entries => [...entries, entry], true)
  }

  #change(file: FileId, part: Partial<FileEntry>): void {
    this.entries.setState(
      entries => entries.map(entry => (entry.offer.file === file ? {...entry, ...part} : entry)),
      true,
    )
  }
}
