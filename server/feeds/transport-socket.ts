import {createSocket} from 'node:dgram'
import {connect, createServer, type Socket} from 'node:net'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {Random} from '../../shared/base/random.ts'
import type {ScenarioPort} from './scenario-port.ts'
import type {Sink, Transport, TransportEvents} from './transport.ts'

const LONGEST_WAIT = 30_000
const MOST_SENDERS = 32

/** Listens for datagrams; each holds one or more whole lines. */
export function udpTransport({host, port}: {host: string; port: number}): Transport {
  const socket = createSocket({type: host.includes(':') ? 'udp6' : 'udp4', reuseAddr: true})
  const lineEnd = Buffer.from('\n')
  return {
    start: events =>
      new Promise((started, failed) => {
        socket.once('error', failed)
        socket.on('error', () => events.onLost('socket'))
        const sink = events.open()
        socket.on('message', message => {
          sink.write(message)
          if (message[message.length - 1] !== 10) sink.write(lineEnd)
        })
        socket.bind(port, host, () => started())
      }),
    stop: () => new Promise(stopped => socket.close(() => stopped())),
  }
}

/** Calls a server and, when the line drops, calls again: after `reconnectMs`, doubling to half a minute, with jitter. */
export function tcpClientTransport(options: {
  host: string
  port: number
  reconnectMs: number
  clock: Clock
  random: Random
}): Transport {
  const {host, port, reconnectMs, clock, random} = options
  let socket: Socket | undefined
  let wait = reconnectMs
  let waiting: Stop | undefined
  let stopped = false

  function call(events: TransportEvents): void {
    const line = connect({host, port})
    socket = line
    line.setKeepAlive(true, 10_000)
    let sink: Sink | undefined
    line.on('connect', () => {
      wait = reconnectMs
      sink = events.open()
    })
    line.on('data', chunk => sink?.write(chunk))
    line.on('error', () => undefined) // 'close' follows and is answered there
    line.on('close', hadError => {
      sink?.end()
      if (stopped) return
      events.onLost(hadError ? 'connection' : 'closed')
      waiting = clock.after(wait * (0.75 + random.unit() / 2), () => call(events))
      wait = Math.min(LONGEST_WAIT, wait * 2)
    })
  }

  return {
    start: async events => call(events),
    async stop() {
      stopped = true
      waiting?.()
      socket?.destroy()
    },
  }
}

/** Lets receivers connect and send; several may, each line whole. */
export function tcpServerTransport({
  host,
  port,
  onListening,
}: {
  host: string
  port: number
  onListening?: (port: number) => void
}): Transport {
  const open = new Set<Socket>()
  let server: ReturnType<typeof createServer> | undefined
  return {
    start: events =>
      new Promise((started, failed) => {
        server = createServer(socket => {
          if (open.size >= MOST_SENDERS) {
            socket.destroy()
            return
          }
          open.add(socket)
          const sink = events.open()
          socket.on('data', chunk => sink.write(chunk))
          socket.on('error', () => undefined) // 'close' follows and is answered there
          socket.on('close', () => {
            open.delete(socket)
            sink.end()
            if (open.size === 0) events.onLost('closed')
          })
        })
        server.once('error', failed)
        server.listen(port, host, () => {
          const bound = server?.address()
          if (typeof bound === 'object' && bound !== null) onListening?.(bound.port)
          started()
        })
      }),
    stop: () =>
      new Promise(stopped => {
        for (const socket of open) socket.destroy()
        if (server === undefined) stopped()
        else server.close(() => stopped())
      }),
  }
}

/** Asks for a file again and again. Each answer becomes one line. */
export function httpPollTransport({url, everyMs, clock}: {url: string; everyMs: number; clock: Clock}): Transport {
  let stop: Stop | undefined
  let busy = false
  return {
    async start(events) {
      const sink = events.open()
      async function ask(): Promise<void> {
        if (busy) return
        busy = true
        try {
          const answer = await fetch(url, {
            signal: AbortSignal.timeout(Math.max(2_000, everyMs * 3)),
            redirect: 'error',
          })
          if (!answer.ok) events.onLost(`http-${answer.status}`)
          else {
            sink.write(Buffer.from(`${(await answer.text()).replaceAll('\n', ' ')}\n`))
          }
        } catch {
          events.onLost('connection')
        } finally {
          busy = false
        }
      }
      stop = clock.every(everyMs, () => void ask())
      void ask()
    },
    async stop() {
      stop?.()
    },
  }
}

/** What a scenario's station receives. */
export function scenarioTransport({station, scenario}: {station: string; scenario: ScenarioPort}): Transport {
  let stop: Stop | undefined
  return {
    async start(events) {
      const sink = events.open()
      stop = scenario.listen(station, chunk => sink.write(chunk))
    },
    async stop() {
      stop?.()
    },
  }
}
