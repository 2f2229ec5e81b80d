import {once} from 'node:events'
import {type AddressInfo, connect, createServer, type Socket} from 'node:net'
import {type Clock, type Stop, systemClock} from '../../shared/base/clock.ts'
import type {Random} from '../../shared/base/random.ts'

/** What goes over the line in one piece. */
const PACKET_BYTES = 1_400
/** More than this waiting in one direction, and the sender is held back, as a full modem does. */
const MOST_WAITING_BYTES = 32_000

/** How the line is. May be changed while it runs; what is already on its way keeps what it got. */
export type LineSettings = {
  /** Each way, shared by all connections. */
  bitsPerSecond: number
  /** Each way: half of what a round trip takes. */
  delayMs: number
  /** Up to so much more or less for each piece; pieces of a connection never overtake. */
  jitterMs: number
}

export type ShapedLink = {
  /** Where clients connect instead of the server. */
  readonly port: number
  readonly line: LineSettings
  /** Bytes that have come out at the other end since the start. */
  readonly carried: {readonly up: number; readonly down: number}
  readonly connections: number
  /** Ends every connection in the middle of whatever it does; until {@link heal} new ones are refused. */
  cut(): void
  /** Everything sent is lost without a word, connections stay: half open, as behind a lost radio cell. */
  stall(): void
  heal(): void
  /** Cuts each `everyMs`, for `forMs`. Ends the cutting that went on before. */
  cutEvery(everyMs: number, forMs: number): Stop
  stop(): Promise<void>
}

/** The poor field link of reliability Q30: 64 kbit/s, 300 ± 200 ms there and back. */
export const FIELD_LINE: LineSettings = {bitsPerSecond: 64_000, delayMs: 150, jitterMs: 100}

/**
 * A line between a client and a server on this machine that is narrow, slow, uneven, and can be cut. It carries TCP as it
 * is (HTTP, WebSocket, TLS). Rate and delay are those of bytes that the client or server has written: the handshake of TCP
 * itself is not delayed.
 *
 *     const link = await shapedLink({port: server.port, line: FIELD_LINE, random: seededRandom(1)})
 *     await page.goto(`http://127.0.0.1:${link.port}/`)
 *     link.cutEvery(60_000, 2_000)
 */
export async function shapedLink(options: {
  readonly port: number
  readonly line?: LineSettings
  readonly random: Random
  readonly clock?: Clock
}): Promise<ShapedLink> {
  const {port: target, random, clock = systemClock} = options
  const line = {...(options.line ?? FIELD_LINE)}
  const up = new Direction(line, clock, random)
  const down = new Direction(line, clock, random)
  const pairs = new Set<readonly [Socket, Socket]>()
  let state: 'open' | 'cut' | 'stalled' = 'open'
  let cutting: Stop = () => undefined

  const server = createServer(client => {
    if (state !== 'open') return void client.destroy()
    const remote = connect({port: target, host: '127.0.0.1'})
    const pair = [client, remote] as const
    pairs.add(pair)
    const isStalled = () => state === 'stalled'
    up.join(client, remote, isStalled)
    down.join(remote, client, isStalled)
    for (const socket of pair) {
      socket.setNoDelay(true)
      socket.on('error', () => end(pair))
    }
    client.on('close', () => remote.destroyed || remote.writableEnded || up.after(() => remote.end()))
    remote.on('close', () => client.destroyed || client.writableEnded || down.after(() => client.end()))
    client.on('close', () => pairs.delete(pair))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  function end(pair: readonly [Socket, Socket]): void {
    pairs.delete(pair)
    for (const socket of pair) socket.destroy()
  }

  function cut(): void {
    state = 'cut'
    for (const pair of [...pairs]) end(pair)
  }

  function heal(): void {
    // What was half open has missed bytes: it can only be ended.
    if (state === 'stalled') for (const pair of [...pairs]) end(pair)
    state = 'open'
  }

  return {
    port: (server.address() as AddressInfo).port,
    line,
    get carried() {
      return {up: up.carried, down: down.carried}
    },
    get connections() {
      return pairs.size
    },
    cut,
    heal,
    stall: () => void (state = 'stalled'),
    cutEvery(everyMs, forMs) {
      cutting()
      let healing: Stop = () => undefined
      const stop = clock.every(everyMs, () => {
        cut()
        healing = clock.after(forMs, heal)
      })
      cutting = () => {
        stop()
        healing()
      }
      return cutting
    },
    async stop() {
      cutting()
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}

/** One way: pieces leave one after the other at the rate of the line, and arrive after the delay, in order. */
class Direction {
  readonly #line: LineSettings
  readonly #clock: Clock
  readonly #random: Random
  #freeAt = 0
  #notBefore = 0
  readonly #arrivals: (() => void)[] = []
  carried = 0

  constructor(line: LineSettings, clock: Clock, random: Random) {
    this.#line = line
    this.#clock = clock
    this.#random = random
  }

  join(from: Socket, to: Socket, isStalled: () => boolean): void {
    let waiting = 0
    from.on('data', (bytes: Buffer) => {
      if (isStalled()) return
      for (let at = 0; at < bytes.length; at += PACKET_BYTES) {
        const piece = bytes.subarray(at, at + PACKET_BYTES)
        waiting += piece.length
        this.#carry(piece.length, () => {
          waiting -= piece.length
          if (waiting < MOST_WAITING_BYTES / 2 && from.isPaused()) from.resume()
          if (to.destroyed || isStalled()) return
          this.carried += piece.length
          to.write(piece)
        })
      }
      if (waiting > MOST_WAITING_BYTES) from.pause()
    })
    from.on('end', () => this.after(() => void (to.destroyed || to.end())))
  }

  /** Once all that is on its way has arrived. */
  after(run: () => void): void {
    this.#carry(0, run)
  }

  #carry(bytes: number, arrive: () => void): void {
    const now = this.#clock.monotonic()
    const {bitsPerSecond, delayMs, jitterMs} = this.#line
    this.#freeAt = Math.max(now, this.#freeAt) + (bytes * 8_000) / bitsPerSecond
    const delay = Math.max(0, delayMs + (2 * this.#random.unit() - 1) * jitterMs)
    this.#notBefore = Math.max(this.#notBefore, this.#freeAt + delay)
    // Timers of almost the same moment may fire in either order: whichever fires, the oldest arrives.
    this.#arrivals.push(arrive)
    this.#clock.after(this.#notBefore - now, () => this.#arrivals.shift()?.())
  }
}
