import {expect} from 'vitest'
import {KNOT} from '../../../shared/geo/distance.ts'
import {emptyRecord, RECORD_BYTES, tenths, writeRecord} from '../../../shared/protocol/frame.ts'
import {emptyMove, type MoveFields, readFields} from '../../../shared/protocol/move.ts'
import {predict} from '../../../shared/protocol/prediction.ts'
import {isAsPredicted} from '../../../server/stream/suppression.ts'
import {recordedTest, recording} from '../../support/recordings.ts'

type Report = {readonly at: number; readonly mmsi: string; readonly fields: MoveFields}

/** Two hours of class A and B in the Solent: harbour, ferries, yachts. */
function solent(): Report[] {
  const view = new DataView(new ArrayBuffer(RECORD_BYTES))
  const [, ...lines] = recording('ais/solent-2016-01-12.csv.gz').toString().trim().split('\n')
  return lines.map(line => {
    const [time = '', mmsi = '', lat, lon, course, speed] = line.split(',')
    const at = Date.parse(`${time.replace(' ', 'T')}Z`)
    const place = {lon: Number(lon), lat: Number(lat), interval: 10_000}
    const way = {speed: Number(speed) * KNOT, course: Number(course) < 360 ? Number(course) : NaN}
    writeRecord(view, 0, {...emptyRecord(), ...place, ...way, at}, at)
    const fields = emptyMove()
    readFields(view, 0, fields)
    return {at: tenths(at), mmsi, fields}
  })
}

/** How many of the reports are told at once, as `Published` decides it. */
function toldOf(reports: readonly Report[], metres: number): number {
  const known = new Map<string, {at: number; readonly fields: MoveFields}>()
  const predicted = emptyMove()
  let told = 0
  for (const {at, mmsi, fields} of reports) {
    const last = known.get(mmsi)
    const before = last && {...last.fields, age: at - last.at}
    if (last !== undefined && before !== undefined && isAsPredicted(before, {...fields, age: 0}, metres, predicted)) {
      predict(last.fields, at - last.at)
      last.at = at
      continue
    }
    known.set(mmsi, {at, fields: {...fields}})
    told++
  }
  return told
}

recordedTest(
  '[FR13] in a busy harbour’s waters under half of the reports are told at once, the others as heard',
  () => {
    const reports = solent()
    const share = toldOf(reports, 25) / reports.length
    console.log(
      `${reports.length} reports, told at 25 m: ${share.toFixed(3)}, at 50 m: ${(toldOf(reports, 50) / reports.length).toFixed(3)}`,
    )
    expect(reports.length).toBeGreaterThan(5_000)
    expect(share).toBeLessThan(0.5)
    expect(toldOf(reports, 0.1) / reports.length).toBeGreaterThan(0.8)
  },
)
