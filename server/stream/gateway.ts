import type {IncomingHttpHeaders, Server as HttpServer} from 'node:http'
import {Server, type Socket} from 'socket.io'
import type {Clock} from '../../shared/base/clock.ts'
import type {SessionId} from '../../shared/base/id.ts'
import {Counts} from '../../shared/base/metrics.ts'
import type {Person} from '../../shared/operations/person.ts'
import {handshake, PROTOCOL_VERSION} from '../../shared/protocol/message.ts'
import {HandshakeBudget} from './budget.ts'
import {frameParser} from './frame-parser.ts'
import {isOwnOrigin} from './origin.ts'
import type {Wire} from './ports.ts'
import type {Stream} from './stream.ts'
import {wsFrame} from './ws-frame.ts'

/** Windows of one session at a time; the oldest gives way. */
const MOST_PER_SESSION = 8
/** How long a socket may take to close in good order before it is cut. */
const CLOSING_MS = 500
const ACKNOWLEDGED_MS = 15_000

export type GatewayOptions = {
  readonly server: HttpServer
  readonly clock: Clock
  /** Besides the host's own: behind a proxy that changes the host. */
  readonly origins: readonly string[]
  /** Who the window is, by cookie and seat; its nation's stream. Undefined: not signed in. */
  authenticate(headers: IncomingHttpHeaders, seat: string): {person: Person; stream: Stream} | undefined
  /** Told of what nobody expected; the window is answered without detail. */
  readonly onError: (error: unknown) => void
}

export type Gateway = {
  /** Refused handshakes and faults, by reason. */
  readonly counts: Counts
  readonly size: () => number
  stop(): void
}

/** Opens the WebSocket door of all nations: the session decides which. WebSocket only, no adapter, no recovery. */
export function attach(options: GatewayOptions): Gateway {
  const {server, clock, origins, authenticate, onError} = options
  const counts = new Counts()
  const budget = new HandshakeBudget(clock)
  const io = new Server(server, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 64_000,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    parser: frameParser,
    allowRequest(request, answer) {
      const refusal = !isOwnOrigin(request, origins)
        ? 'origin'
        : budget.allows(request.socket.remoteAddress ?? '')
          ? undefined
          : 'too-many'
      if (refusal !== undefined) counts.add(refusal)
      answer(refusal, refusal === undefined)
    },
  })
  const known = new WeakMap<Socket, {person: Person; stream: Stream; cursor: string | undefined; seat: string}>()
  const windows = new Map<SessionId, Set<Socket>>()

  io.use((socket, next) => {
    const said = handshake.safeParse(socket.handshake.auth)
    if (!said.success) return refuse('malformed', next)
    if (said.data.protocol !== PROTOCOL_VERSION) return refuse('outdated', next)
    const found = authenticate(socket.request.headers, said.data.seat)
    if (found === undefined) return refuse('not-signed-in', next)
    known.set(socket, {...found, cursor: said.data.cursor, seat: said.data.seat})
    next()
  })

  io.on('connection', socket => {
    const who = known.get(socket)
    if (who === undefined) return socket.disconnect(true)
    // Without a listener an event that a client names `error` would end the process.
    socket.on('error', () => socket.disconnect(true))
    crowd(who.person.session, socket)

    const {person, stream, seat, cursor} = who
    const conversation = stream.connect(wireOf(socket, clock), person, {
      seat,
      protocol: PROTOCOL_VERSION,
      ...(cursor === undefined ? {} : {cursor}),
    })
    socket.onAny((event: string, ...words: unknown[]) => {
      const last = words.at(-1)
      const answer = typeof last === 'function' ? (last as (answer: object) => void) : undefined
      conversation.hear(event, words[0]).then(
        said => answer?.(said ?? {}),
        (error: unknown) => {
          counts.add('fault')
          onError(error)
          answer?.({outcome: 'refused', commandId: '', code: 'fault', refused: 'fault'})
        },
      )
    })
    socket.on('disconnect', () => {
      stream.disconnect(conversation)
      windows.get(person.session)?.delete(socket)
      if (windows.get(person.session)?.size === 0) windows.delete(person.session)
    })
    return undefined
  })

  function refuse(code: string, next: (error: Error) => void): void {
    counts.add(code)
    next(new Error(code))
  }

  function crowd(session: SessionId, socket: Socket): void {
    const all = windows.get(session) ?? new Set()
    windows.set(session, all.add(socket))
    const [oldest] = all
    if (all.size > MOST_PER_SESSION) oldest?.disconnect(true)
  }

  return {
    counts,
    size: () => io.engine.clientsCount,
    stop() {
      io.disconnectSockets(true)
      io.engine.close()
    },
  }
}

function wireOf(socket: Socket, clock: Clock): Wire {
  return {
    writable: () => socket.conn.transport.writable,
    frame(bytes) {
      if (!socket.connected) return
      // What the parser makes of an event `frame`, written as it is: the engine takes a WebSocket frame that is made already.
      const options: {compress: boolean; wsPreEncodedFrame: Buffer[]} = {
        compress: false,
        wsPreEncodedFrame: [wsFrame(bytes)],
      }
      socket.conn.write(bytes, options)
    },
    said(event, json) {
      socket.emit(event, json)
    },
    nameBlock(bytes) {
      socket.emit('name-block', bytes)
    },
    density(bytes) {
      socket.emit('density', bytes)
    },
    send(event, body, acknowledged) {
      if (acknowledged === undefined) socket.emit(event, body)
      else
        socket.timeout(ACKNOWLEDGED_MS).emit(event, body, (error: Error | null) => {
          if (error === null) acknowledged()
        })
    },
    close(discard) {
      if (discard) cut(socket)
      else {
        socket.disconnect(true)
        clock.after(CLOSING_MS, () => cut(socket))
      }
    },
  }
}

/** Resets the connection: what the kernel still holds for it is dropped too. One with TLS Node can only end. */
function cut(socket: Socket): void {
  const transport: unknown = socket.conn.transport
  const stream = field(field(transport, 'socket'), '_socket')
  const reset = field(stream, field(stream, 'encrypted') === true ? 'destroy' : 'resetAndDestroy')
  if (typeof reset === 'function') reset.call(stream)
  socket.conn.close(true)
  socket.disconnect(true)
}

function field(owner: unknown, name: string): unknown {
  return typeof owner === 'object' && owner !== null ? (owner as Record<string, unknown>)[name] : undefined
}
