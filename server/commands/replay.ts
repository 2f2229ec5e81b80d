import {createSocket} from 'node:dgram'
import {connect} from 'node:net'
import type {Writable} from 'node:stream'
import {systemClock} from '../../shared/base/clock.ts'
import {ConfigurationError} from '../config.ts'
import {pacer} from '../feeds/pacer.ts'
import {openRecording} from './decode.ts'

const KINDS = ['ais', 'sbs', 'aircraft-json', 'observations'] as const

/** Plays a recording by its own clock to a listening feed, as a receiver would. Ends with the recording or the line. */
export async function replay(options: {
  file: string
  format: string
  speed: number
  rate?: number
  to: string
  err: Writable
}): Promise<void> {
  const kind = KINDS.find(one => one === options.format)
  const address = /^(tcp|udp):\/\/(\[[0-9a-fA-F:]+\]|[^:/]+):(\d+)$/.exec(options.to)
  const mistakes: string[] = []
  if (kind === undefined) mistakes.push(`--format ${options.format}: one of ${KINDS.join(', ')}`)
  if (address === null) mistakes.push(`--to ${options.to}: tcp://HOST:PORT or udp://HOST:PORT`)
  if (!(options.speed > 0)) mistakes.push('--speed: more than 0')
  if (kind === undefined || address === null || mistakes.length > 0) throw new ConfigurationError(mistakes)

  const [, protocol, host = '', port] = address
  const line = protocol === 'tcp' ? await tcpLine(host, Number(port)) : udpLine(host, Number(port))
  let sent = 0
  await new Promise<void>((ended, failed) => {
    const playing = pacer({
      source: openRecording(options.file),
      kind,
      speed: options.speed,
      rate: options.rate,
      clock: systemClock,
      onBytes(chunk) {
        sent += chunk.length
        line.send(chunk)
      },
      onEnd: ended,
    })
    line.onLost(error => {
      playing.stop()
      failed(new ConfigurationError([`${options.to}: ${error.message}`]))
    })
  })
  line.end()
  options.err.write(`${options.file}: ${sent} bytes played\n`)
}

type Line = {send(chunk: Uint8Array): void; onLost(listener: (error: Error) => void): void; end(): void}

async function tcpLine(host: string, port: number): Promise<Line> {
  const socket = connect({host: host.replace(/[[\]]/g, ''), port})
  try {
    await new Promise<void>((connected, failed) => socket.once('connect', connected).once('error', failed))
  } catch (error) {
    throw new ConfigurationError([`tcp://${host}:${port}: ${error instanceof Error ? error.message : String(error)}`])
  }
  return {
    send: chunk => socket.write(chunk),
    onLost: listener => socket.once('error', listener),
    end: () => socket.end(),
  }
}

/** One line a datagram: as receivers send. */
function udpLine(host: string, port: number): Line {
  const address = host.replace(/[[\]]/g, '')
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  return {
    send(chunk) {
      for (const line of Buffer.from(chunk).toString('latin1').split('\n'))
        if (line !== '') socket.send(`${line}\r\n`, port, address)
    },
    onLost: listener => socket.once('error', listener),
    end: () => void systemClock.after(200, () => socket.close()),
  }
}
