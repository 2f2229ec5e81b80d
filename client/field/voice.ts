import type {Clock} from '../../shared/base/clock.ts'
import {VOICE_MS} from '../../shared/model/media.ts'

/** A recording that runs. */
export type Recording = {
  readonly startedAt: number
  /** Ends it; the words, or undefined when there are none. After a minute it ends by itself. */
  stop(): void
}

/** Kinds that this program takes, the smallest first. */
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']
/** Speech is understood at this, bits per second: a minute is 180 kB. */
const BITS_PER_SECOND = 24_000

/** Whether this browser can record at all: it needs a microphone and a secure page. */
export function canRecord(): boolean {
  return typeof MediaRecorder !== 'undefined' && navigator.mediaDevices?.getUserMedia !== undefined
}

/** Begins to record. `onEnd` gets the content and its length in seconds; undefined when it was refused or empty. */
export async function record(
  clock: Clock,
  onEnd: (said: {readonly content: Uint8Array<ArrayBuffer>; readonly seconds: number} | undefined) => void,
): Promise<Recording | undefined> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({audio: true})
    const mimeType = TYPES.find(type => MediaRecorder.isTypeSupported(type))
    const recorder = new MediaRecorder(stream, {
      audioBitsPerSecond: BITS_PER_SECOND,
      ...(mimeType === undefined ? {} : {mimeType}),
    })
    const parts: Blob[] = []
    const startedAt = clock.monotonic()
    const stopLimit = clock.after(VOICE_MS, () => recorder.stop())
    recorder.ondataavailable = ({data}) => parts.push(data)
    recorder.onstop = () => {
      stopLimit()
      for (const track of stream.getTracks()) track.stop()
      const seconds = Math.round((clock.monotonic() - startedAt) / 100) / 10
      void new Blob(parts)
        .arrayBuffer()
        .then(bytes => onEnd(bytes.byteLength === 0 ? undefined : {content: new Uint8Array(bytes), seconds}))
    }
    recorder.start()
    return {
      startedAt,
      stop() {
        if (recorder.state !== 'inactive') recorder.stop()
      },
    }
  } catch {
    return undefined // the person, or the phone, does not give the microphone
  }
}
