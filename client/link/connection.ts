import {io} from 'socket.io-client'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {Random} from '../../shared/base/random.ts'
import type {Density} from '../../shared/protocol/density.ts'
import {frameParser} from './frame-parser.ts'
import {inflateDensity, inflateNames} from './inflate.ts'

/** First and longest wait before the next try, ms. A phone on patrol must be back within seconds of its link. */
const RECONNECT = {window: {first: 1_000, longest: 8_000}, phone: {first: 400, longest: 1_200}}
/** A try that has no answer for so long is given up, ms: behind a lost cell nothing is refused. */
const TRY_MS = {window: 20_000, phone: 4_000}
const ANSWER_MS = 3_000
/** Events that are bytes, each with a reader of its own. */
const BINARY: ReadonlySet<string> = new Set(['frame', 'name-block', 'density'])

export type ConnectionOptions = {
  /** The node's address; the page's own when left out. */
  readonly address?: string
  /** Further headers of the handshake, for programs: a browser sends its own. */
  readonly headers?: Readonly<Record<string, string>>
  readonly clock: Clock
  readonly random: Random
  readonly isPhone?: boolean
  /** What is said at each handshake. */
  readonly handshake: () => object
  readonly onConnect: () => void
  readonly onFrame: (bytes: ArrayBuffer) => void
  /** How many tracks stand where, in a view that shows only some. */
  readonly onDensity?: (density: Density) => void
  /** `done` tells the node that the message has been taken in. */
  readonly onMessage: (event: string, body: unknown, done: () => void) => void
  /** The node refuses the handshake: `not-signed-in`, `outdated`, `malformed`. */
  readonly onRefused: (code: string) => void
}

/** The socket: connects, comes back by itself, says and asks. Knows nothing of what is said. */
export type Connection = {
  say(event: string, body: object): void
  /** The answer; undefined when there is no connection or none comes within 3 s. */
  ask(event: string, body: object): Promise<unknown>
  /** Tries at once, if it is not connected: the window is looked at again, or the network is back. */
  wake(): void
  /** Ends the connection and tries anew: it says that it is open and brings nothing. */
  renew(): void
  close(): void
}

export function connect(options: ConnectionOptions): Connection {
  const {address, headers, clock, random, handshake, onConnect, onFrame, onMessage, onRefused} = options
  const patience = RECONNECT[options.isPhone === true ? 'phone' : 'window']
  const settings = {
    transports: ['websocket'],
    parser: frameParser,
    forceNew: true,
    reconnectionDelay: patience.first,
    reconnectionDelayMax: patience.longest,
    timeout: TRY_MS[options.isPhone === true ? 'phone' : 'window'],
    randomizationFactor: 0.5,
    auth: (give: (auth: object) => void) => give(handshake()),
    ...(headers === undefined ? {} : {extraHeaders: {...headers}}),
  }
  const socket = address === undefined ? io(settings) : io(address, settings)
  let again: Stop | undefined
  let closed = false

  socket.on('connect', onConnect)
  socket.on('connect_error', error => {
    // Only a refusal by the node itself leaves the socket inactive; everything else is tried again by the library.
    if (!socket.active) onRefused(error.message)
  })
  socket.on('disconnect', reason => {
    if (reason !== 'io server disconnect' || closed) return
    again = clock.after(patience.first * (1 + random.unit()), () => socket.connect())
  })
  socket.on('frame', (bytes: unknown) => {
    const frame = arrayBufferOf(bytes)
    if (frame !== undefined) onFrame(frame)
  })
  socket.on('name-block', (bytes: unknown) => {
    const block = arrayBufferOf(bytes)
    if (block !== undefined) onMessage('names', inflateNames(block), () => undefined)
  })
  socket.on('density', (bytes: unknown) => {
    const {onDensity} = options
    const block = onDensity === undefined ? undefined : arrayBufferOf(bytes)
    const density = block === undefined ? undefined : inflateDensity(block)
    if (density !== undefined) onDensity?.(density)
  })
  socket.onAny((event: string, body: unknown, done: unknown) => {
    if (!BINARY.has(event))
      onMessage(event, body, typeof done === 'function' ? () => (done as () => void)() : () => undefined)
  })

  return {
    say(event, body) {
      if (socket.connected) socket.emit(event, body)
    },
    async ask(event, body) {
      if (!socket.connected) return undefined
      try {
        return (await socket.timeout(ANSWER_MS).emitWithAck(event, body)) as unknown
      } catch {
        return undefined // no answer in time: the caller decides whether to ask again
      }
    },
    wake() {
      if (socket.connected || closed) return
      again?.()
      socket.disconnect()
      socket.connect()
    },
    renew() {
      if (closed) return
      again?.()
      socket.disconnect()
      socket.connect()
    },
    close() {
      closed = true
      again?.()
      socket.disconnect()
    },
  }
}

/** Browsers give an ArrayBuffer; under Node it is a view into a larger one. */
function arrayBufferOf(bytes: unknown): ArrayBuffer | undefined {
  if (bytes instanceof ArrayBuffer) return bytes
  if (!ArrayBuffer.isView(bytes)) return undefined
  const copy = new Uint8Array(bytes.byteLength)
  copy.set(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return copy.buffer
}
