import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {CommandId} from '../../shared/base/id.ts'
import {type Random, uuid} from '../../shared/base/random.ts'
import {type Command, type CommandEnvelope, type CommandResult, commandResult} from '../../shared/protocol/command.ts'
import type {PendingCommand, PendingStore} from '../state/pending.ts'
import type {SendOptions} from './link.ts'

/** Not confirmed for so long, and it is sent again under the same id, ms. */
const RETRY_MS = 3_000
/** Not confirmed for so long, and the person is told that the outcome is not known, ms. */
const GIVE_UP_MS = 60_000
const REFUSED_KEPT = 20

type Open = {
  readonly envelope: CommandEnvelope
  readonly since: number
  readonly settle: (result: CommandResult) => void
  readonly result: Promise<CommandResult>
  status: PendingCommand['status']
  isAsking: boolean
}

/**
 * The commands of this window on their way. Each is sent until it is answered, always under the id it was made with, so
 * that it takes effect once. Nothing is assumed of its outcome: the things say what has become of it.
 */
export class Commands {
  readonly #clock: Clock
  readonly #random: Random
  readonly #pending: PendingStore
  readonly #ask: (envelope: CommandEnvelope) => Promise<unknown>
  readonly #open = new Map<CommandId, Open>()
  readonly #stop: Stop

  /** `ask` sends an envelope and gives the answer, or undefined when none has come within 3 s. */
  constructor(options: {
    clock: Clock
    random: Random
    pending: PendingStore
    ask: (envelope: CommandEnvelope) => Promise<unknown>
  }) {
    this.#clock = options.clock
    this.#random = options.random
    this.#pending = options.pending
    this.#ask = options.ask
    this.#stop = this.#clock.every(RETRY_MS / 3, () => this.#check())
  }

  send(command: Command, options: SendOptions = {}): Promise<CommandResult> {
    const pressedAt = options.pressedAt ?? this.#clock.wall()
    const commandId = options.commandId ?? (uuid(this.#random, pressedAt) as CommandId)
    const same = this.#open.get(commandId)
    if (same !== undefined) return same.result

    let settle: (result: CommandResult) => void = () => undefined
    const result = new Promise<CommandResult>(settled => (settle = settled))
    const open: Open = {
      envelope: {commandId, pressedAt, command},
      since: this.#clock.monotonic(),
      settle,
      result,
      status: 'sending',
      isAsking: false,
    }
    this.#open.set(commandId, open)
    this.#show()
    void this.#try(open)
    return result
  }

  /** The node is there again: what was not answered is asked about at once. */
  connected(): void {
    for (const open of this.#open.values()) void this.#try(open)
  }

  /** The other nation has answered a forwarded command. */
  outcome(result: CommandResult): void {
    const open = this.#open.get(result.commandId as CommandId)
    if (open !== undefined) this.#answered(open, result)
  }

  /** Settles what is open as not confirmed. */
  stop(): void {
    this.#stop()
    for (const open of this.#open.values()) this.#settle(open, notConfirmed(open))
  }

  async #try(open: Open): Promise<void> {
    if (open.isAsking) return
    open.isAsking = true
    const answer = commandResult.safeParse(await this.#ask(open.envelope))
    open.isAsking = false
    if (!this.#open.has(open.envelope.commandId)) return
    if (answer.success) this.#answered(open, answer.data)
    else if (open.status === 'sending') {
      open.status = 'retrying'
      this.#show()
    }
  }

  #answered(open: Open, result: CommandResult): void {
    if (result.outcome === 'refused' && result.code === 'too-fast') return // sent again with the next check
    if (result.outcome !== 'forwarded') {
      this.#settle(open, result)
      return
    }
    if (open.status === 'forwarded') return
    open.status = 'forwarded'
    this.#show()
  }

  #check(): void {
    const now = this.#clock.monotonic()
    for (const open of this.#open.values()) {
      if (open.status === 'forwarded') continue
      if (now - open.since >= GIVE_UP_MS) this.#settle(open, notConfirmed(open))
      else if (now - open.since >= RETRY_MS) void this.#try(open)
    }
  }

  #settle(open: Open, result: CommandResult): void {
    this.#open.delete(open.envelope.commandId)
    if (result.outcome === 'refused') {
      const refused = {
        commandId: open.envelope.commandId,
        command: open.envelope.command,
        code: result.code,
        values: result.values ?? {},
        atWall: this.#clock.wall(),
      }
      this.#pending.setState(state => ({refused: [refused, ...state.refused].slice(0, REFUSED_KEPT)}))
    }
    this.#show()
    open.settle(result)
  }

  #show(): void {
    const commands = new Map<CommandId, PendingCommand>()
    for (const {envelope, status} of this.#open.values())
      commands.set(envelope.commandId, {
        commandId: envelope.commandId,
        command: envelope.command,
        status,
        pressedAt: envelope.pressedAt ?? 0,
      })
    this.#pending.setState({commands})
  }
}

function notConfirmed(open: Open): CommandResult {
  return {outcome: 'refused', commandId: open.envelope.commandId, code: 'not-confirmed'}
}
