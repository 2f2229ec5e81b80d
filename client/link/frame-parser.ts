import {Decoder, Encoder, PacketType} from 'socket.io-parser'

/** The twin of the server's: a binary WebSocket frame that no packet has announced is the event `frame`. */
class FrameDecoder extends Decoder {
  #announced = false

  override add(encoded: unknown): void {
    if (typeof encoded === 'string') {
      // Types 5 and 6 announce attachments: what follows belongs to them.
      this.#announced = encoded.startsWith('5') || encoded.startsWith('6')
      super.add(encoded)
    } else if (this.#announced) super.add(encoded)
    else this.emitReserved('decoded', {type: PacketType.EVENT, nsp: '/', data: ['frame', encoded]})
  }
}

export const frameParser = {Encoder, Decoder: FrameDecoder}
