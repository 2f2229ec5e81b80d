import {resolve} from 'node:path'
import {AircraftIntake} from './aircraft-intake.ts'
import {readAircraftJson} from './aircraft-json.ts'
import {AisReader} from './ais/reader.ts'
import {AisIntake} from './ais/to-intake.ts'
import {type Feed, FeedMeter, type FeedOptions, worldFlags} from './feed.ts'
import {ObservationIntake, type Rejection} from './observations.ts'
import {readSbs} from './sbs.ts'
import {TextLines} from './text-lines.ts'
import {fileTransport} from './transport-file.ts'
import {
  httpPollTransport,
  scenarioTransport,
  tcpClientTransport,
  tcpServerTransport,
  udpTransport,
} from './transport-socket.ts'
import type {Sink, Transport} from './transport.ts'

/** A feed that devices push to over HTTP as well. */
export interface ObservationsFeed extends Feed {
  accept(body: unknown): {accepted: number; rejected: Rejection[]}
}

/** The feed that a configuration describes: a connection, a decoder and a meter. Not started. */
export function createFeed(options: FeedOptions): Feed | ObservationsFeed {
  const {configuration, clock} = options
  const meter = new FeedMeter(configuration.name, clock)
  const observations = configuration.kind === 'observations' ? observationIntake(options) : undefined
  const accept = (body: unknown) => {
    const answer = observations?.take(body) ?? {accepted: 0, rejected: []}
    if (answer.accepted > 0) meter.accept(answer.accepted)
    for (const _ of answer.rejected) meter.counts.add('observation')
    return answer
  }
  const newDecoder = decoderOf(options, meter, accept)
  const transport = transportOf(options)

  return {
    name: configuration.name,
    async start() {
      await transport?.start({
        open() {
          meter.connected()
          return newDecoder()
        },
        onLost: reason => meter.fail(reason),
      })
    },
    stop: async () => transport?.stop(),
    health: () => meter.health(),
    ...(observations === undefined ? {} : {accept}),
  }
}

/** Whether devices may push to it. */
export function isObservationsFeed(feed: Feed): feed is ObservationsFeed {
  return 'accept' in feed
}

function decoderOf(options: FeedOptions, meter: FeedMeter, accept: (body: unknown) => unknown): () => Sink {
  const {configuration, index, intake, world, clock, pictureTime, onReceiverTime} = options
  const flags = worldFlags(world)
  const lines = (onLine: (line: string) => void) => () =>
    new TextLines({onLine, onTooLong: () => meter.counts.add('too-long')})
  switch (configuration.kind) {
    case 'ais': {
      const ais = new AisIntake({intake, feed: index, worldFlags: flags})
      return () => {
        let told = NaN
        const reader = new AisReader({
          counts: meter.counts,
          now: () => clock.monotonic(),
          onMessage(payload) {
            if (ais.take(payload, pictureTime())) meter.accept()
            else meter.counts.add('short')
          },
          onClock(time) {
            if (onReceiverTime === undefined || time === told) return
            told = time
            onReceiverTime(time)
          },
        })
        return reader
      }
    }
    case 'sbs': {
      const aircraft = new AircraftIntake({intake, feed: index, flags})
      return lines(text => {
        const line = readSbs(text, meter.counts, configuration.utcOffsetMinutes)
        if (line === undefined) return
        aircraft.take(line, pictureTime())
        meter.accept()
      })
    }
    case 'aircraft-json': {
      const aircraft = new AircraftIntake({intake, feed: index, flags})
      return lines(text => {
        const all = text.trim() === '' ? [] : readAircraftJson(text, meter.counts)
        for (const line of all) aircraft.take(line, pictureTime())
        if (all.length > 0) meter.accept(all.length)
      })
    }
    case 'observations':
      return lines(text => {
        if (text.trim() === '') return
        try {
          accept(JSON.parse(text))
        } catch {
          meter.counts.add('malformed')
        }
      })
  }
}

function observationIntake(options: FeedOptions): ObservationIntake {
  const {configuration, index, intake, world, pictureTime} = options
  return new ObservationIntake({
    intake,
    feed: index,
    flags: worldFlags(world),
    sensor: configuration.sensor ?? 'other',
    intervalMs: configuration.intervalMs,
    pictureTime,
  })
}

function transportOf({configuration, clock, random, scenario, folder}: FeedOptions): Transport | undefined {
  const {connect, kind} = configuration
  switch (connect.type) {
    case 'udp':
      return udpTransport(connect)
    case 'tcp-client':
      return tcpClientTransport({...connect, clock, random})
    case 'tcp-server':
      return tcpServerTransport(connect)
    case 'file':
      return fileTransport({path: resolve(folder, connect.path), speed: connect.speed, kind, clock})
    case 'http-poll':
      return httpPollTransport({...connect, clock})
    case 'scenario':
      return scenario === undefined ? undefined : scenarioTransport({station: connect.station, scenario})
    case 'http-push':
      return undefined
  }
}
