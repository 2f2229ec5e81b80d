import {expect} from 'vitest'
import {TrackTable} from '../../../client/state/track-table.ts'
import {FrameFlag} from '../../../shared/protocol/frame.ts'
import type {Names} from '../../../shared/protocol/message.ts'
import {somebody, type Somebody, type TestNation, TestWire} from './nation.ts'

export const BALTIC = {west: 12, south: 54, east: 15, north: 56, zoom: 7, focus: []}

/** A window with its own table, that draws at once and always. */
export async function window(nation: TestNation, person: Somebody = somebody('anna', [1]), view: object = BALTIC) {
  const wire = new TestWire()
  const conversation = nation.stream.connect(wire, person, {seat: '00000001', protocol: 2})
  const tracks = new TrackTable()
  await conversation.hear('view', view)
  let read = 0
  let whole = false
  return {
    wire,
    conversation,
    tracks,
    /** Takes in the frames that have come; how many. */
    async draw(): Promise<number> {
      const fresh = wire.frames.slice(read)
      read = wire.frames.length
      for (const frame of fresh) {
        const header = tracks.apply(Uint8Array.from(frame).buffer)
        if (header === undefined) throw new Error('not a frame')
        whole = (header.flags & FrameFlag.MORE) === 0
        if (header.flags & FrameFlag.DIGEST) expect(tracks.digest()).toEqual({digest: header.digest, held: header.held})
        await conversation.hear('drawn', {tick: header.tick})
      }
      return fresh.length
    },
    isWhole: () => whole,
    ids: () => Array.from(tracks.id.subarray(0, tracks.count)).sort((a, b) => a - b),
    labels: () => wire.of<Names>('names').flatMap(names => names.names.map(name => name.label)),
  }
}
