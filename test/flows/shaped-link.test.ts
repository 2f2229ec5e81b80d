import {once} from 'node:events'
import {type AddressInfo, connect, createServer, type Socket} from 'node:net'
import {expect, onTestFinished, test} from 'vitest'
import {seededRandom} from '../../shared/base/random.ts'
import {type LineSettings, shapedLink} from '../support/shaped-link.ts'

/** A server that says everything back, behind a line. */
async function echo(line: LineSettings) {
  const served = new Set<Socket>()
  const server = createServer(socket => {
    served.add(socket)
    socket.on('error', () => undefined)
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const link = await shapedLink({port: (server.address() as AddressInfo).port, line, random: seededRandom(1)})
  onTestFinished(async () => {
    await link.stop()
    for (const socket of served) socket.destroy()
    server.close()
  })
  const client = connect(link.port, '127.0.0.1')
  client.on('error', () => undefined)
  await once(client, 'connect')
  return {link, client}
}

/** Sends so many bytes and waits until they are back, ms. */
async function roundTrip(client: Socket, bytes: number): Promise<number> {
  const start = performance.now()
  let back = 0
  const all = new Promise<void>(resolve =>
    client.on('data', (data: Buffer) => {
      back += data.length
      if (back >= bytes) resolve()
    }),
  )
  client.write(Buffer.alloc(bytes, 7))
  await all
  client.removeAllListeners('data')
  return performance.now() - start
}

test('a shaped line takes the time of its rate and its delay, and counts what it carried', async () => {
  const {link, client} = await echo({bitsPerSecond: 800_000, delayMs: 40, jitterMs: 0})
  // 20 kB at 100 kB/s take 200 ms each way, the two ways at once but for a piece.
  const took = await roundTrip(client, 20_000)
  expect(took).toBeGreaterThan(270)
  expect(took).toBeLessThan(600)
  expect(link.carried).toEqual({up: 20_000, down: 20_000})
})

test('a cut ends the connections and refuses new ones until it is healed', async () => {
  const {link, client} = await echo({bitsPerSecond: 8_000_000, delayMs: 1, jitterMs: 0})
  await roundTrip(client, 10)
  const closed = once(client, 'close')
  link.cut()
  await closed
  expect(link.connections).toBe(0)
  const refused = connect(link.port, '127.0.0.1')
  refused.on('error', () => undefined)
  await once(refused, 'close')
  link.heal()
  const again = connect(link.port, '127.0.0.1')
  await once(again, 'connect')
  expect(await roundTrip(again, 10)).toBeLessThan(500)
})
