import {expect, test} from 'vitest'
import {Counts} from '../../../shared/base/metrics.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {AisReader} from '../../../server/feeds/ais/reader.ts'
import {AisIntake} from '../../../server/feeds/ais/to-intake.ts'
import {recordingIntake} from '../../support/intake.ts'

const GOOD = '!AIVDM,1,1,,B,1535SB002qOgEEhLTmHb;H8L0H7T,0*76'

function reader(now = () => 0) {
  const intake = recordingIntake()
  const counts = new Counts()
  const ais = new AisIntake({intake, feed: 0, worldFlags: 0})
  const times: number[] = []
  const reading = new AisReader({
    counts,
    now,
    onMessage: payload => void ais.take(payload, 1_000),
    onClock: time => times.push(time),
  })
  return {
    intake,
    counts,
    times,
    write: (text: string | Buffer) => reading.write(Buffer.from(text)),
    end: () => reading.end(),
  }
}

test('a damaged sentence is counted by reason and the next one is read', () => {
  const {intake, counts, write} = reader()
  write(
    `${GOOD.replace('*76', '*77')}\r\n!AIVDM,1,1,,B,15~5\n!AIVDM,1,1,,B,15\x7f\x7f,0*17\nhello\n$GPXXX,1*00\n${GOOD}\r\n`,
  )
  expect(counts.all()).toMatchObject({checksum: 3, 'no-checksum': 1, malformed: 1})
  expect(intake.reports).toHaveLength(1)
})

test('lines cut anywhere are put together', () => {
  const {intake, write} = reader()
  for (const byte of Buffer.from(`${GOOD}\n${GOOD}\n`)) write(Buffer.from([byte]))
  expect(intake.reports).toHaveLength(2)
})

test('a line of ten megabytes is skipped, counted once, and costs nothing after it', () => {
  const {intake, counts, write} = reader()
  const chunk = 'x'.repeat(65_536)
  for (let sent = 0; sent < 10 * 1_024 * 1_024; sent += chunk.length) write(chunk)
  write(`\n${GOOD}\n`)
  expect(counts.all()).toEqual({'too-long': 1})
  expect(intake.reports).toHaveLength(1)
})

test('binary garbage never throws, and what is sound after it is read', () => {
  const random = seededRandom(7)
  const {intake, counts, write} = reader()
  for (let round = 0; round < 300; round++) write(Buffer.from(random.bytes(777)))
  write(`\n${GOOD}\n`)
  expect(counts.total).toBeGreaterThan(300)
  expect(intake.reports.at(-1)).toMatchObject({id: 338781000})
})

test('sound sentences with random bits changed never throw and never put a place off the globe', () => {
  const random = seededRandom(11)
  const {intake, write} = reader()
  for (let round = 0; round < 5_000; round++) {
    const body = Array.from({length: 1 + Math.floor(random.unit() * 60)}, () =>
      String.fromCharCode(48 + Math.floor(random.unit() * 40)),
    ).join('')
    const sentence = `AIVDM,1,1,,A,${body},0`
    const sum = [...sentence].reduce((total, letter) => total ^ letter.charCodeAt(0), 0)
    write(`!${sentence}*${sum.toString(16).toUpperCase().padStart(2, '0')}\n`)
  }
  expect(intake.reports.length).toBeGreaterThan(100)
  expect(intake.reports.filter(({lon, lat}) => Math.abs(lon) > 180 || Math.abs(lat) > 90)).toEqual([])
})

test('a second part that never comes is given up after half a minute, and does not join the next message', () => {
  let now = 0
  const {intake, counts, write} = reader(() => now)
  const first = '!AIVDM,2,1,1,,53cMa3@000010WSW?V105=<45B2222222222220t388151:9e2UiDm851DTh,0*65'
  const second = '!AIVDM,2,2,1,,j1C32CQp888,2*17'
  write(`${first}\n`)
  now = 31_000
  write(`${second}\n`)
  expect(counts.all()).toEqual({parts: 2})
  write(`${first}\n${second}\n`)
  expect(intake.identities).toMatchObject([{mmsi: '246901005', name: 'PASSAAT', callsign: 'PI8939'}])
})

test('a damaged clock sentence moves nothing', () => {
  const {times, write} = reader()
  write('$GPRMC,035258,A,5013.4693,N,00346.6503,W,4.0,183.2,260711,3.8,W,A*18\n')
  write('$GPRMC,135258,A,5013.4693,N,00346.6503,W,4.0,183.2,260711,3.8,W,A*18\n') // wrong checksum
  write('$GPRMC,035300,V,5013.4672,N,00346.6504,W,3.6,185.2,260711,3.8,W,A*0C\n') // receiver says: not valid
  expect(times).toEqual([Date.UTC(2011, 6, 26, 3, 52, 58)])
})
