const BINARY_FINAL = 0x82
/** Lengths up to here stand in the second byte, up to there in two more, and beyond in eight (RFC 6455, 5.2). */
const SHORT = 125
const MEDIUM = 65_535

/** A binary WebSocket message as it stands on the wire of a server, in one piece: one write, and with TLS one record. */
export function wsFrame(body: Uint8Array): Buffer {
  const {length} = body
  const head = length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = BINARY_FINAL
  if (length <= SHORT) frame[1] = length
  else if (length <= MEDIUM) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(body, head)
  return frame
}
