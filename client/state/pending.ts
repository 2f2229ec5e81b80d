import {createStore, type StoreApi} from 'zustand/vanilla'
import type {CommandId} from '../../shared/base/id.ts'
import type {Command} from '../../shared/protocol/command.ts'

/**
 * A command on its way. `sending`; `retrying` when it was not confirmed within 3 s; `forwarded`: the thing's home is
 * another nation, which has been asked.
 */
export type PendingCommand = {
  readonly commandId: CommandId
  readonly command: Command
  readonly status: 'sending' | 'retrying' | 'forwarded'
  /** Wall time of the press. */
  readonly pressedAt: number
}

/** A refusal that nobody has read yet: a catalogue code under `refusal.` and its values. */
export type RefusedCommand = {
  readonly commandId: CommandId
  readonly command: Command
  readonly code: string
  readonly values: Readonly<Record<string, string | number>>
  readonly atWall: number
}

export type PendingState = {
  readonly commands: ReadonlyMap<CommandId, PendingCommand>
  /** The newest first, at most 20. */
  readonly refused: readonly RefusedCommand[]
}
export type PendingStore = StoreApi<PendingState>

export function createPendingStore(): PendingStore {
  return createStore<PendingState>(() => ({commands: new Map(), refused: []}))
}

/** The commands on their way about one thing: `pendingFor(state, 'alert.acknowledge', 'alert', id)`. */
export function isPending(state: PendingState, test: (command: Command) => boolean): PendingCommand | undefined {
  for (const pending of state.commands.values()) if (test(pending.command)) return pending
  return undefined
}
