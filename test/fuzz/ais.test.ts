import {expect, test} from 'vitest'
import {readAircraftJson} from '../../server/feeds/aircraft-json.ts'
import {aisDecoder} from '../../server/feeds/ais/lines.ts'
import {readSbs} from '../../server/feeds/sbs.ts'
import {Counts} from '../../shared/base/metrics.ts'
import {seededRandom} from '../../shared/base/random.ts'

const SOUND = [
  'AIVDM,1,1,,B,1535SB002qOgEEhLTmHb;H8L0H7T,0',
  'AIVDM,2,1,1,,53cMa3@000010WSW?V105=<45B2222222222220t388151:9e2UiDm851DTh,0',
  'AIVDM,2,2,1,,j1C32CQp888,2',
  'GPRMC,035258,A,5013.4693,N,00346.6503,W,4.0,183.2,260711,3.8,W,A',
  'GPZDA,160012.71,11,03,2004,-1,00',
  'PGHP,1,2010,06,11,12,0,0,0,,,1,21',
]

const checksum = (body: string) =>
  [...body]
    .reduce((total, letter) => total ^ (letter.charCodeAt(0) & 255), 0)
    .toString(16)
    .padStart(2, '0')

test('sentences changed at random, with a right checksum, never throw and give only sound fields', () => {
  const random = seededRandom(23)
  const whole = (below: number) => Math.floor(random.unit() * below)
  const counts = new Counts()
  let messages = 0
  const decoder = aisDecoder({
    counts,
    now: () => 0,
    onLine(line) {
      messages++
      expect(line.type).toBeGreaterThanOrEqual(1)
      expect(line.type).toBeLessThanOrEqual(27)
      expect(line.mmsi).toMatch(/^\d{9,10}$/)
      expect(Math.abs(Number(line['lon'] ?? 0))).toBeLessThanOrEqual(180)
      expect(Math.abs(Number(line['lat'] ?? 0))).toBeLessThanOrEqual(90)
      expect(JSON.stringify(line)).not.toContain('null')
    },
  })
  for (let round = 0; round < 20_000; round++) {
    const letters = [...(SOUND[whole(SOUND.length)] ?? '')]
    for (let change = whole(4); change > 0; change--)
      letters.splice(whole(letters.length), whole(2), String.fromCharCode(33 + whole(90)))
    const body = letters.join('')
    const tag = `s:st${whole(9)},c:${'9'.repeat(whole(30))}`
    const stamp = whole(3) === 0 ? `\\${tag}*${checksum(tag)}\\` : ''
    const sentence = `${stamp}${body.startsWith('AI') ? '!' : '$'}${body}*${checksum(body)}${whole(9) === 0 ? ',rST,9999999999' : ''}\n`
    decoder.write(Buffer.from(sentence, 'latin1'))
  }
  decoder.end()
  expect(messages).toBeGreaterThan(1_000)
  expect(counts.total).toBeGreaterThan(1_000)
})

test('lines of aircraft changed at random never throw', () => {
  const random = seededRandom(29)
  const whole = (below: number) => Math.floor(random.unit() * below)
  const counts = new Counts()
  const sound = [
    'MSG,3,1,1,406B90,1,2016/03/14,22:59:59.011,2016/03/14,22:59:59.011,,35975,493,286,49.1,5.2,0,7700,0,-1,0,0',
    '{"now":1457996402.0,"aircraft":[{"hex":"406b90","lat":49.1,"lon":5.2,"alt_baro":36000,"seen_pos":1.5}]}',
  ] as const
  let read = 0
  for (let round = 0; round < 20_000; round++) {
    const line = sound[round % 2 === 0 ? 0 : 1]
    const letters = [...line]
    for (let change = whole(3); change > 0; change--)
      letters.splice(whole(letters.length), whole(2), String.fromCharCode(33 + whole(90)))
    const text = letters.join('')
    const lines = round % 2 === 0 ? [readSbs(text, counts)] : readAircraftJson(text, counts)
    read += lines.filter(each => each !== undefined).length
  }
  expect(read).toBeGreaterThan(1_000)
  expect(readAircraftJson('{"now":1e300,"aircraft":[{"hex":"406b90"}]}', counts)).toEqual([{hex: '406b90'}])
})
