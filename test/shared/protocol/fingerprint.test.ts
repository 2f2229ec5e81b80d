import {createHash} from 'node:crypto'
import {expect, test} from 'vitest'
import {z} from 'zod'
import {commandEnvelope, commandResult} from '../../../shared/protocol/command.ts'
import {FRAME_VERSION, HEADER_BYTES, RECORD_BYTES} from '../../../shared/protocol/frame.ts'
import {card, DOWN, found, handshake, PROTOCOL_VERSION, UP} from '../../../shared/protocol/message.ts'

test('the protocol does not change without its version', () => {
  const schemas = [...Object.values(DOWN), ...Object.values(UP), card, found, handshake, commandEnvelope, commandResult]
  const shape = JSON.stringify([
    schemas.map(schema => z.toJSONSchema(schema, {unrepresentable: 'any', io: 'input'})),
    FRAME_VERSION,
    HEADER_BYTES,
    RECORD_BYTES,
  ])
  const print = createHash('sha256').update(shape).digest('hex').slice(0, 12)

  // A change here means old and new may not understand each other. If so, raise the version.
  expect({version: PROTOCOL_VERSION, print}).toEqual({version: 2, print: 'd809b00df9a0'})
})
