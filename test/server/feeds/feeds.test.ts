import {createServer} from 'node:http'
import {type AddressInfo, connect, createServer as createTcp, type Socket} from 'node:net'
import {expect, test} from 'vitest'
import {systemClock} from '../../../shared/base/clock.ts'
import {systemRandom} from '../../../shared/base/random.ts'
import type {FeedConfiguration} from '../../../server/config.ts'
import {createFeed, isObservationsFeed} from '../../../server/feeds/create-feed.ts'
import {recordingIntake} from '../../support/intake.ts'
import {until} from '../../support/until.ts'

const GOOD = '!AIVDM,1,1,,B,1535SB002qOgEEhLTmHb;H8L0H7T,0*76\r\n'

function feedOf(connection: FeedConfiguration['connect'], kind: FeedConfiguration['kind'] = 'ais') {
  const intake = recordingIntake()
  const configuration = {
    name: 'coast',
    nation: 'SE',
    kind,
    connect: connection,
    trust: 'C',
    marking: {level: 'UNCLASSIFIED'},
  } as unknown as FeedConfiguration
  const feed = createFeed({
    configuration,
    index: 0,
    world: 'real',
    intake,
    clock: systemClock,
    random: systemRandom,
    pictureTime: () => 1_753_500_000_000,
    folder: '.',
  })
  return {feed, intake}
}

test('a TCP client feed survives the death of its server and comes back by itself', async () => {
  let line: Socket | undefined
  const server = createTcp(socket => {
    line = socket
    socket.on('error', () => undefined)
    socket.write(GOOD)
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const {feed, intake} = feedOf({
    type: 'tcp-client',
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    reconnectMs: 100,
  })
  await feed.start()
  await until(() => intake.reports.length === 1)
  line?.destroy()
  await until(() => feed.health().status === 'failed')
  await until(() => intake.reports.length === 2)
  expect(feed.health()).toMatchObject({status: 'live', accepted: 2, rejected: {closed: 1}})
  await feed.stop()
  line?.destroy()
  server.close()
})

test('a UDP feed takes one sentence a datagram', async () => {
  const port = 21_000 + (process.pid % 20_000)
  const {feed, intake} = feedOf({type: 'udp', host: '127.0.0.1', port})
  await feed.start()
  const {createSocket} = await import('node:dgram')
  const sender = createSocket('udp4')
  sender.send(GOOD.trim(), port, '127.0.0.1')
  sender.send('garbage', port, '127.0.0.1')
  await until(() => intake.reports.length === 1 && feed.health().rejected['malformed'] === 1)
  sender.close()
  await feed.stop()
})

test('a TCP server feed takes several receivers, and one that dies harms nobody', async () => {
  const port = 21_001 + (process.pid % 20_000)
  const {feed, intake} = feedOf({type: 'tcp-server', host: '127.0.0.1', port})
  await feed.start()
  const [one, two] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')]
  one.write(GOOD.slice(0, 20))
  await until(() => one.bytesWritten > 0)
  two.write(GOOD)
  await until(() => intake.reports.length === 1)
  one.write(GOOD.slice(20))
  await until(() => intake.reports.length === 2)
  one.destroy()
  two.write(GOOD)
  await until(() => intake.reports.length === 3)
  expect(feed.health().status).toBe('live')
  two.destroy()
  await feed.stop()
})

test('aircraft.json is asked for again and again; an answer that is none is counted', async () => {
  let answers = 0
  const server = createServer((_request, response) => {
    answers++
    response.end(
      answers === 1
        ? 'no json'
        : JSON.stringify({
            now: 1_753_500_000,
            aircraft: [{hex: '4b1234', lat: 55, lon: 13, gs: 400, track: 90, alt_baro: 36_000}, {lat: 1}],
          }),
    )
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const {feed, intake} = feedOf(
    {type: 'http-poll', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, everyMs: 200},
    'aircraft-json',
  )
  await feed.start()
  await until(() => intake.reports.length >= 1)
  expect(intake.reports[0]).toMatchObject({lon: 13, lat: 55, course: 90, altitude: 10972.8})
  expect(feed.health().rejected).toMatchObject({malformed: 2})
  await feed.stop()
  server.close()
})

test('observations: a bad one is named with its place and reason, the others stand', () => {
  const {feed, intake} = feedOf({type: 'http-push'}, 'observations')
  const answer = isObservationsFeed(feed)
    ? feed.accept([
        {id: 'drone-1', kind: 'drone', lon: 9.4, lat: 54.8, speed: 20},
        {lon: 200, lat: 54},
        {lon: 9, lat: 54, speed: -1},
        {lon: 9.5, lat: 54.9},
      ])
    : undefined
  expect(answer).toEqual({
    accepted: 2,
    rejected: [
      {index: 1, reason: 'lon, lat: not on the globe'},
      {index: 2, reason: expect.stringContaining('speed: ')},
    ],
  })
  expect(intake.reports.map(report => report.id)).toEqual([1, 0])
})
