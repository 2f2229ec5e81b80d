import {expect, test} from 'vitest'
import {wsFrame} from '../../../server/stream/ws-frame.ts'

/** RFC 6455, 5.2: whole, binary, unmasked, with the shortest way to write the length. */
test.each([
  [0, [0x82, 0]],
  [125, [0x82, 125]],
  [126, [0x82, 126, 0, 126]],
  [65_535, [0x82, 126, 0xff, 0xff]],
  [65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
])('a message of %i bytes is one frame', (length, head) => {
  const body = Uint8Array.from({length}, (_, index) => index % 251)
  const frame = wsFrame(body)
  expect([...frame.subarray(0, head.length)]).toEqual(head)
  expect(frame.subarray(head.length).equals(body)).toBe(true)
})
