import {createReadStream} from 'node:fs'
import {createGunzip} from 'node:zlib'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import {type Paced, pacer} from './pacer.ts'
import type {Transport} from './transport.ts'

/** Plays a recording by its own clock, `speed` times as fast; unpacks `.gz`. Ends with reason `end`. */
export function fileTransport(options: {
  path: string
  speed: number
  kind: 'ais' | 'sbs' | 'aircraft-json' | 'observations'
  clock: Clock
}): Transport {
  const {path, speed, kind, clock} = options
  let playing: Paced | undefined
  let stop: Stop | undefined
  return {
    async start(events) {
      const raw = createReadStream(path)
      const bytes = path.endsWith('.gz') ? raw.pipe(createGunzip()) : raw
      raw.on('error', () => events.onLost('file'))
      bytes.on('error', () => events.onLost('file'))
      const sink = events.open()
      playing = pacer({
        source: bytes,
        kind,
        speed,
        clock,
        onBytes: chunk => sink.write(chunk),
        onEnd() {
          sink.end()
          events.onLost('end')
        },
      })
      stop = () => raw.destroy()
    },
    async stop() {
      playing?.stop()
      stop?.()
    },
  }
}
