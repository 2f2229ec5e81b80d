import {Decoder, Encoder, PacketType, type Packet} from 'socket.io-parser'

/**
 * Socket.IO's own parser but for one event: `frame` with one Buffer goes as that Buffer alone, one raw binary WebSocket
 * frame without the usual text frame before it (half the cost of a small message). Everything else is stock, and what
 * comes in is decoded by the stock decoder, so that a stock client that asks for no frames works.
 */
class FrameEncoder extends Encoder {
  override encode(packet: Packet): (string | Buffer)[] {
    const data: unknown = packet.data
    if (packet.type !== PacketType.EVENT || packet.id !== undefined || packet.nsp !== '/') return super.encode(packet)
    if (!Array.isArray(data) || data.length !== 2 || data[0] !== 'frame') return super.encode(packet)
    const [, bytes] = data as unknown[]
    return bytes instanceof Buffer ? [bytes] : super.encode(packet)
  }
}

export const frameParser = {Encoder: FrameEncoder, Decoder}
