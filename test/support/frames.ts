import {
  type CellRect,
  frameBytes,
  type FramePlan,
  GONE_BYTES,
  NO_SEAT,
  RECORD_BYTES,
  SEATED_BYTES,
  type TrackRecord,
  writeHeader,
  writeRecord,
} from '../../shared/protocol/frame.ts'

const WORLD: CellRect = {west: 0, north: 0, width: 256, height: 256}

/** A frame that says these records whole, none of them with a seat, as a window that has just come gets it. */
export function frameOf(
  records: readonly TrackRecord[],
  {
    at,
    view = WORLD,
    gone = [],
    flags = 0,
    digest,
    level = 0,
  }: {
    at: number
    view?: CellRect
    gone?: readonly number[]
    flags?: number
    digest?: FramePlan['digest']
    level?: number
  },
): ArrayBuffer {
  const plan = {
    ...{flags, tick: 1, pictureTime: at, view, level, digest},
    ...{gone: gone.length, records: records.length, exact: 0, sections: 0},
  }
  const bytes = new ArrayBuffer(frameBytes(plan, 0))
  const out = new DataView(bytes)
  const {goneAt, recordsAt} = writeHeader(out, plan)
  gone.forEach((id, index) => out.setUint32(goneAt + index * GONE_BYTES, id, true))
  records.forEach((record, index) => {
    writeRecord(out, recordsAt + index * SEATED_BYTES, record, at)
    out.setUint16(recordsAt + index * SEATED_BYTES + RECORD_BYTES, NO_SEAT, true)
  })
  return bytes
}
