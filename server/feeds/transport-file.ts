import {createReadStream} from 'node:fs'
import {createGunzip} from 'node:zlib'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import {type Paced, pacer} from './pacer.ts'
import type {Transport} from './transport.ts'

/** Plays a recording by its own clock, `speed` times as fast; unpacks `.gz`. Ends with reason `end`. */
export function fileTransport(options: {path: string; speed: number; kind: 'ais' | 'sbs' | 'aircraft-json' | 'observations'; clock: Clock}): Transport {
  const {path, speed, kind, clock} = options
  let playing: Paced | undefined
  let stop: Stop | undefined
  return {
    async start(events) {
      const raw = createReadStream(path)
      const bytes = path.endsWith('.gz') ? raw.pipe(createGunzip()) : raw
      raw.on('error', () => events.onLost('file'))
      bytes.on('error', () => events.onLost('file'))
      playing = pacer({source: bytes, kind, speed, clock, onBytes: events.onBytes, onEnd: () => events.onLost('end')})
      stop = () => raw.destroy()
      events.onConnect()
    },
    async stop() {
      playing?.stop()
      stop?.()
    },
  }
}
