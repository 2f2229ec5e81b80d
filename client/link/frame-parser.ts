import {Decoder, Encoder, PacketType} from 'socket.io-parser'
import {DENSITY} from '../../shared/protocol/density.ts'
import {NAME_BLOCK} from '../../shared/protocol/name-block.ts'

/** The twin of the server's: a binary WebSocket frame that no packet has announced is a frame, a block of names, or a density. */
class FrameDecoder extends Decoder {
  #announced = false

  override add(encoded: unknown): void {
    if (typeof encoded === 'string') {
      // Types 5 and 6 announce attachments: what follows belongs to them.
      this.#announced = encoded.startsWith('5') || encoded.startsWith('6')
      super.add(encoded)
    } else if (this.#announced) super.add(encoded)
    else this.emitReserved('decoded', {type: PacketType.EVENT, nsp: '/', data: [eventOf(encoded), encoded]})
  }
}

/** By its first byte. */
function eventOf(encoded: unknown): 'frame' | 'name-block' | 'density' {
  const bytes = encoded instanceof ArrayBuffer ? new Uint8Array(encoded) : encoded
  const first = bytes instanceof Uint8Array ? bytes[0] : undefined
  return first === NAME_BLOCK ? 'name-block' : first === DENSITY ? 'density' : 'frame'
}

export const frameParser = {Encoder, Decoder: FrameDecoder}
