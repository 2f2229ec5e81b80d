import {unreachable} from '../../shared/base/assert.ts'
import type {Clock} from '../../shared/base/clock.ts'
import type {Random} from '../../shared/base/random.ts'
import type {Density} from '../../shared/protocol/density.ts'
import {FrameFlag} from '../../shared/protocol/frame.ts'
import {PROTOCOL_VERSION} from '../../shared/protocol/message.ts'
import {TrackTable} from '../state/track-table.ts'
import {connect} from './connection.ts'
import {advance, endsSession, read, type ThingsPosition} from './receive.ts'
import type {Opening, Progress, Said, Told} from './talk.ts'

/** A digest that differs asks for everything anew, at most so often, ms. */
const RESYNC_MS = 10_000
/** More names than this beyond the tracks held, and the table is begun anew. */
const SPARE_NAMES = 50_000

export type ConversationOptions = {
  readonly opening: Opening
  readonly clock: Clock
  readonly random: Random
  readonly tell: (told: Told) => void
  /** Where the tracks are kept; for tests that damage it. */
  readonly table?: TrackTable
}

/**
 * One window's talk with its node: the socket, everything that comes over it checked, the frames decoded into a table
 * and their digest compared. The window hears of tracks by patches, one at a time: the next is made when the last has
 * been taken, of all that has changed meanwhile, so a window that stands still is owed one patch and never a queue.
 */
export function openConversation(options: ConversationOptions): (said: Said) => void {
  const {opening, clock, random, tell} = options
  const table = options.table ?? new TrackTable()
  const dones = new Map<number, () => void>()
  let position: ThingsPosition = {n: 0, cursor: undefined}
  let progress: Progress | undefined
  let resyncedAt = -Infinity
  let messages = 0
  let isOwing = false
  let hasDensity = false

  const connection = connect({
    ...opening,
    clock,
    random,
    handshake: () => ({
      seat: opening.seat,
      protocol: PROTOCOL_VERSION,
      ...(position.cursor === undefined ? {} : {cursor: position.cursor}),
    }),
    onConnect() {
      position = {...position, n: 0}
      progress = undefined
      dones.clear()
      tell({type: 'connected'})
    },
    onFrame,
    onDensity: density => tellDensity(density),
    onMessage,
    onRefused: code => tell({type: 'refused', code}),
  })

  function onFrame(bytes: ArrayBuffer): void {
    const header = table.apply(bytes)
    if (header === undefined) {
      resync('tracks')
      pass()
      return
    }
    if (header.level === 0 && hasDensity) tellDensity(undefined)
    const isWhole = (header.flags & FrameFlag.MORE) === 0
    progress = {tick: header.tick, bytes: (progress?.bytes ?? 0) + bytes.byteLength, isWhole}
    const held = header.flags & FrameFlag.DIGEST ? table.digest() : undefined
    const differs = held !== undefined && (held.digest !== header.digest || held.held !== header.held)
    if (differs || table.nameCount > table.count + SPARE_NAMES) resync('tracks')
    pass()
  }

  function onMessage(event: string, body: unknown, done: () => void): void {
    const message = read(event, body)
    if (message === undefined) return
    if (message.type === 'names') {
      table.applyNames(message.body)
      pass()
      done()
      return
    }
    if (message.type === 'things') {
      const next = advance(position, message.body)
      if (next === undefined) {
        resync('things')
        position = {...position, n: message.body.n}
        return
      }
      position = next
    }
    if (message.type === 'ended' && endsSession(message.body.reason)) connection.close()
    const n = ++messages
    dones.set(n, done)
    tell({type: 'message', n, message})
  }

  function tellDensity(density: Density | undefined): void {
    hasDensity = density !== undefined
    tell({type: 'density', density})
  }

  function resync(of: 'tracks' | 'things'): void {
    if (of === 'tracks') {
      if (clock.monotonic() - resyncedAt < RESYNC_MS) return
      resyncedAt = clock.monotonic()
    }
    connection.say('resync', {of})
  }

  /** Makes the next patch, unless the window still owes its word about the last. */
  function pass(): void {
    if (isOwing || (progress === undefined && !table.hasPatch)) return
    isOwing = true
    const behind = progress
    progress = undefined
    tell({type: 'patch', patch: table.takePatch(), progress: behind})
  }

  async function ask({n, event, body}: Extract<Said, {type: 'ask'}>): Promise<void> {
    tell({type: 'answer', n, body: await connection.ask(event, body)})
  }

  return said => {
    switch (said.type) {
      case 'say':
        connection.say(said.event, said.body)
        return
      case 'ask':
        void ask(said)
        return
      case 'focus':
        table.setFocus(new Set(said.tracks))
        pass()
        return
      case 'taken':
        isOwing = false
        pass()
        return
      case 'stored':
        dones.get(said.n)?.()
        dones.delete(said.n)
        return
      case 'wake':
        connection.wake()
        return
      case 'renew':
        connection.renew()
        return
      case 'close':
        connection.close()
        return
      default:
        return unreachable(said)
    }
  }
}
