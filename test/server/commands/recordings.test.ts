import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Writable} from 'node:stream'
import {gzipSync} from 'node:zlib'
import {afterAll, expect, test} from 'vitest'
import {decode} from '../../../server/commands/decode.ts'
import {replay} from '../../../server/commands/replay.ts'

const GOOD = '!AIVDM,1,1,,B,1535SB002qOgEEhLTmHb;H8L0H7T,0*76'
const CLOCK = '$GPRMC,035258,A,5013.4693,N,00346.6503,W,4.0,183.2,260711,3.8,W,A*18'
const folder = mkdtempSync(join(tmpdir(), 'recordings-'))
afterAll(() => rmSync(folder, {recursive: true}))

function written() {
  let text = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString()
      done()
    },
  })
  return {stream, text: () => text}
}

test('decode prints a line per message with the receiver’s time, and counts what it could not read', async () => {
  const file = join(folder, 'one.nmea.gz')
  writeFileSync(file, gzipSync(`${CLOCK}\r\n${GOOD}\r\n${GOOD.replace('*76', '*77')}\r\n`))
  const out = written()
  const err = written()
  await decode({format: 'ais', files: [file], out: out.stream, err: err.stream})
  const lines = out.text().trim().split('\n')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    type: 1,
    mmsi: '338781000',
    line: 2,
    time: '2011-07-26T03:52:58.000Z',
    navStatus: 0,
    sog: 18.5,
    cog: 260.5,
    heading: 260,
    lon: -3.640867,
    lat: 49.939363,
  })
  expect(err.text()).toContain('1 messages; not decoded: 1 checksum')
})

test('replay sends every line of a recording, its clock sentences too, to a listening feed', async () => {
  const file = join(folder, 'two.nmea')
  const recorded = [CLOCK, GOOD, GOOD]
  writeFileSync(file, `${recorded.join('\r\n')}\r\n`)
  let received = ''
  const server = createServer(socket => {
    socket.on('data', chunk => (received += chunk.toString()))
    socket.on('end', () => server.close())
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', () => listening()))
  const closed = new Promise<void>(done => server.once('close', () => done()))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  await replay({
    file,
    format: 'ais',
    speed: 60,
    to: `tcp://127.0.0.1:${address.port}`,
    err: written().stream,
  })
  await closed
  expect(received.trim().split(/\r?\n/)).toEqual(recorded)
})

test('replay and decode name what is wrong with their words', async () => {
  const err = written().stream
  await expect(decode({format: 'morse', files: ['-'], out: err, err})).rejects.toThrow(/morse|configuration/i)
  await expect(replay({file: 'x', format: 'ais', speed: 0, to: 'nowhere', err})).rejects.toMatchObject({
    mistakes: [expect.stringContaining('--to nowhere'), expect.stringContaining('--speed')],
  })
})
