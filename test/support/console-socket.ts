import {io, type Socket} from 'socket.io-client'
import type {CommandId} from '../../shared/base/id.ts'
import {systemRandom, uuid} from '../../shared/base/random.ts'
import type {Command, CommandResult} from '../../shared/protocol/command.ts'
import {type Hello, PROTOCOL_VERSION, type Things} from '../../shared/protocol/message.ts'
import type {Thing} from '../../shared/protocol/things.ts'
import {signedIn} from './live-server.ts'

/** One window of somebody of the demonstration over a real socket, as far as durable things go. */
export class ConsoleSocket {
  readonly things = new Map<string, Thing>()
  readonly outcomes = new Map<string, CommandResult>()
  readonly #socket: Socket
  readonly #waiting = new Set<() => void>()

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('things', (batch: Things, taken?: () => void) => {
      if (batch.snapshot) this.things.clear()
      for (const thing of batch.upserts) this.things.set(`${thing.kind}/${thing.id}`, thing)
      for (const {kind, id} of batch.removed) this.things.delete(`${kind}/${id}`)
      taken?.()
      this.#look()
    })
    socket.on('outcome', (result: CommandResult) => {
      this.outcomes.set(result.commandId, result)
      this.#look()
    })
  }

  /** Signs in at `address`, and speaks with the node through `via` where that is not the same. */
  static async open(address: string, user: string, seat: string, via = address): Promise<ConsoleSocket> {
    const headers = await signedIn(address, user, seat)
    const socket = io(via, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 10,
      reconnectionDelayMax: 50,
      auth: {seat, protocol: PROTOCOL_VERSION},
      extraHeaders: {...headers, origin: via},
    })
    const window = new ConsoleSocket(socket)
    const hello = new Promise<Hello>((told, refused) => {
      socket.once('hello', told)
      socket.once('connect_error', refused)
    })
    await hello
    return window
  }

  get isConnected(): boolean {
    return this.#socket.connected
  }

  /** The answer of the node; undefined when none has come in time: the line was cut, or the window is not connected. */
  async command(
    command: Command,
    options: {id?: CommandId; withinMs?: number} = {},
  ): Promise<CommandResult | undefined> {
    const commandId = options.id ?? (uuid(systemRandom, Date.now()) as CommandId)
    try {
      return (await this.#socket
        .timeout(options.withinMs ?? 5_000)
        .emitWithAck('command', {commandId, command})) as CommandResult
    } catch {
      return undefined
    }
  }

  /** Resolves as soon as what the window holds is so, with `performance.now()`; fails after ten seconds. */
  when(isSo: (things: ReadonlyMap<string, Thing>) => boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => end(new Error(`not within 10 s: ${isSo.toString()}`)), 10_000)
      const look = () => {
        if (isSo(this.things)) end()
      }
      const end = (error?: Error) => {
        clearTimeout(late)
        this.#waiting.delete(look)
        if (error === undefined) resolve(performance.now())
        else reject(error)
      }
      this.#waiting.add(look)
      look()
    })
  }

  close(): void {
    this.#socket.disconnect()
  }

  #look(): void {
    for (const look of [...this.#waiting]) look()
  }
}
