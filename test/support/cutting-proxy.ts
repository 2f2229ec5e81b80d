import {once} from 'node:events'
import {type AddressInfo, connect, createServer, type Socket} from 'node:net'

/** One connection through the proxy, in the order in which they were made. */
export type Passage = {
  /** Bytes of the client that have been handed to the server. */
  readonly up: number
  /** From now on nothing that the server says reaches the client. */
  withhold(): void
  /** Ends it for both. */
  cut(): void
}

export type CuttingProxy = {
  readonly port: number
  /** The newest connection of the client with this local port. */
  of(clientPort: number): Passage | undefined
  stop(): Promise<void>
}

/** Between a client and a server on this machine: lets what is sent through, and loses the answers when told to. */
export async function cuttingProxy(target: number): Promise<CuttingProxy> {
  const passages = new Map<number, Passage & {readonly sockets: readonly Socket[]}>()
  const server = createServer(client => {
    const remote = connect({port: target, host: '127.0.0.1'})
    const sockets = [client, remote]
    const state = {up: 0, isWithheld: false}
    const cut = () => sockets.forEach(socket => socket.destroy())
    client.on('data', bytes => remote.write(bytes, () => (state.up += bytes.length)))
    remote.on('data', bytes => void (state.isWithheld || client.write(bytes)))
    for (const socket of sockets) {
      socket.setNoDelay(true)
      socket.on('error', cut)
      socket.on('close', cut)
    }
    const port = client.remotePort ?? 0
    client.on('close', () => passages.delete(port))
    passages.set(port, {
      sockets,
      get up() {
        return state.up
      },
      withhold: () => void (state.isWithheld = true),
      cut,
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    of: clientPort => passages.get(clientPort),
    async stop() {
      for (const {sockets} of passages.values()) sockets.forEach(socket => socket.destroy())
      server.close()
      await once(server, 'close')
    },
  }
}
