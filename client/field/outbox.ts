import {createStore, type StoreApi} from 'zustand/vanilla'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {CommandId} from '../../shared/base/id.ts'
import {type Random, uuid} from '../../shared/base/random.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {Link} from '../link/link.ts'
import type {LinkStore} from '../state/link-status.ts'
import {isHeard} from './is-heard.ts'

/** What became of a press: kept on this phone, received by the post, or refused with a code under `refusal.` */
export type OutboxEntry = {
  readonly id: CommandId
  readonly command: Command
  /** When it was pressed: the node's time as this phone knew it, ms. */
  readonly pressedAt: number
  readonly status: 'kept' | 'received' | 'refused'
  readonly code?: string
  readonly values?: Readonly<Record<string, string | number>>
  /** Not sent before this moment (node's time, ms), so that it can still be taken back. */
  readonly heldUntil?: number
  /** The phone's disk is full: it lives as long as this page. */
  readonly isUnkept?: boolean
}

/** Where entries survive a restart. Order is by `id`, which sorts by time of press. */
export interface OutboxShelf {
  all(): Promise<readonly OutboxEntry[]>
  put(entry: OutboxEntry): Promise<void>
  remove(id: CommandId): Promise<void>
}

/** Asked again when the post could not be reached, ms. */
const AGAIN_MS = 5_000
/** A press can be taken back for so long, ms. */
export const UNDO_MS = 4_000
/** Not the node's word about the press, but about the link or the session: it is tried again. */
const TRY_AGAIN: ReadonlySet<string> = new Set(['not-confirmed', 'not-signed-in', 'session-ended', 'too-fast'])
/** So many that are done with are kept to be looked at. */
const KEPT_DONE = 10

/**
 * Presses of the field unit. Each is first kept on the phone and then sent, in the order of the presses, with the time
 * of the press, under an id of its own, so that it takes effect once however often it is sent.
 */
export class Outbox {
  readonly entries: StoreApi<readonly OutboxEntry[]> = createStore<readonly OutboxEntry[]>(() => [])
  readonly #options: {
    readonly shelf: OutboxShelf
    readonly link: Pick<Link, 'send'>
    readonly linkStatus: LinkStore
    readonly clock: Clock
    readonly random: Random
  }
  readonly #stops: readonly Stop[]
  #isSending = false
  #lastPress = 0

  constructor(options: {
    shelf: OutboxShelf
    link: Pick<Link, 'send'>
    linkStatus: LinkStore
    clock: Clock
    random: Random
  }) {
    this.#options = options
    this.#stops = [
      options.linkStatus.subscribe((now, before) => {
        if (isHeard(now.status) && !isHeard(before.status)) void this.#send()
      }),
      options.clock.every(AGAIN_MS, () => void this.#send()),
    ]
  }

  /** Takes up what an earlier run of the page has left. */
  async restore(): Promise<void> {
    const kept = await this.#options.shelf.all()
    this.entries.setState(
      now => inOrder([...kept.filter(entry => !now.some(one => one.id === entry.id)), ...now]),
      true,
    )
    await this.#send()
  }

  /** Whether something waits that is not held back for undoing: photos wait for it. */
  get isTextWaiting(): boolean {
    return this.entries.getState().some(entry => entry.status === 'kept')
  }

  /**
   * Keeps a press. Settles when it is on the phone's disk, or known not to be; sending goes on by itself. One that can be undone waits
   * `UNDO_MS`; the next press ends the waiting of those before it, so that their order stays.
   */
  async press(command: Command, {canUndo = false}: {canUndo?: boolean} = {}): Promise<CommandId> {
    const {clock, random, shelf} = this.#options
    // A millisecond later than the one before, so that ids keep the order of the presses.
    const pressedAt = Math.max(this.#lastPress + 1, Math.round(this.#now()))
    this.#lastPress = pressedAt
    const entry: OutboxEntry = {
      ...{id: uuid(random, pressedAt) as CommandId, command, pressedAt, status: 'kept'},
      ...(canUndo ? {heldUntil: pressedAt + UNDO_MS} : {}),
    }
    this.entries.setState(entries => inOrder([...entries.map(released), entry]), true)
    try {
      await shelf.put(entry)
    } catch {
      // The disk is full: it is sent from here, and the screen says that closing the page loses it.
      this.entries.setState(entries => entries.map(one => (one.id === entry.id ? {...one, isUnkept: true} : one)), true)
    }
    if (canUndo) clock.after(UNDO_MS + 1, () => void this.#send())
    void this.#send()
    return entry.id
  }

  /** Takes a press back that has not been sent yet; false when it is too late for that. */
  async undo(id: CommandId): Promise<boolean> {
    const entry = this.entries.getState().find(one => one.id === id)
    if (entry === undefined || !this.#isHeld(entry)) return false
    this.entries.setState(entries => entries.filter(one => one.id !== id), true)
    await this.#options.shelf.remove(id)
    return true
  }

  /** Takes what was refused or received off the screen. */
  async clear(id: CommandId): Promise<void> {
    this.entries.setState(entries => entries.filter(entry => entry.id !== id || entry.status === 'kept'), true)
    if (!this.entries.getState().some(entry => entry.id === id)) await this.#options.shelf.remove(id)
  }

  stop(): void {
    for (const stop of this.#stops) stop()
  }

  /** One after the other: the next is sent when the one before has its answer. */
  async #send(): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    try {
      for (;;) {
        if (!isHeard(this.#options.linkStatus.getState().status)) return
        const next = this.entries.getState().find(entry => entry.status === 'kept')
        if (next === undefined || this.#isHeld(next)) return
        const result = await this.#options.link.send(next.command, {commandId: next.id, pressedAt: next.pressedAt})
        if (result.outcome !== 'refused') await this.#done({...next, status: 'received'})
        else if (TRY_AGAIN.has(result.code)) return
        else await this.#done({...next, status: 'refused', code: result.code, values: result.values ?? {}})
      }
    } finally {
      this.#isSending = false
    }
  }

  #isHeld(entry: OutboxEntry): boolean {
    return entry.status === 'kept' && entry.heldUntil !== undefined && this.#now() < entry.heldUntil
  }

  #now(): number {
    return this.#options.clock.wall() + this.#options.linkStatus.getState().clockOffsetMs
  }

  async #done(done: OutboxEntry): Promise<void> {
    const {shelf} = this.#options
    const entries = this.entries.getState().map(entry => (entry.id === done.id ? done : entry))
    const over = entries.filter(entry => entry.status === 'received').slice(0, -KEPT_DONE)
    this.entries.setState(
      entries.filter(entry => !over.includes(entry)),
      true,
    )
    await shelf.put(done).catch(() => undefined) // full: what is received need not be kept
    for (const entry of over) await shelf.remove(entry.id)
  }
}

function released(entry: OutboxEntry): OutboxEntry {
  if (entry.heldUntil === undefined) return entry
  const {heldUntil: _over, ...rest} = entry
  return rest
}

function inOrder(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  return [...entries].sort((a, b) => a.pressedAt - b.pressedAt)
}
