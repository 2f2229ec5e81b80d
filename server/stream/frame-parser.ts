import {Decoder, Encoder, PacketType, type Packet} from 'socket.io-parser'

/** Events whose JSON is there already. */
const WRITTEN: ReadonlySet<unknown> = new Set(['names', 'beat'])
/** Events that are one Buffer and go as that Buffer alone. */
const BINARY: ReadonlySet<unknown> = new Set(['frame', 'name-block', 'density'])

/**
 * Socket.IO's own parser but for what all windows share or what comes with each tick: a Buffer goes as one raw binary
 * WebSocket frame without the usual text frame before it (half the cost of a small message), names and
 * beats as the JSON that is there already. Everything else is stock, and what comes in is decoded by the stock decoder, so that a stock client that
 * asks for no frames works.
 */
class FrameEncoder extends Encoder {
  override encode(packet: Packet): (string | Buffer)[] {
    const data: unknown = packet.data
    if (packet.type !== PacketType.EVENT || packet.id !== undefined || packet.nsp !== '/') return super.encode(packet)
    if (!Array.isArray(data) || data.length !== 2) return super.encode(packet)
    const [event, body] = data as unknown[]
    if (body instanceof Buffer && BINARY.has(event)) return [body]
    if (typeof body === 'string' && WRITTEN.has(event)) return [`${PacketType.EVENT}["${String(event)}",${body}]`]
    return super.encode(packet)
  }
}

export const frameParser = {Encoder: FrameEncoder, Decoder}
