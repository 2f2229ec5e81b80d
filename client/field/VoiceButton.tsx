import {useRef, useState} from 'react'
import {VOICE_MS} from '../../shared/model/media.ts'
import {useWords} from '../locales/catalogue.ts'
import {countdown} from '../ui/format.ts'
import {usePhone, usePhoneNow} from './phone.ts'
import {canRecord, record, type Recording} from './voice.ts'

/** Begins and ends a recording; after a minute it ends by itself. Not there where the browser cannot record. */
export function VoiceButton({
  onVoice,
}: {
  onVoice: (said: {readonly content: Uint8Array<ArrayBuffer>; readonly seconds: number}) => void
}) {
  const {t} = useWords()
  const {clock} = usePhone()
  usePhoneNow()
  const [recording, setRecording] = useState<Recording>()
  const [isRefused, setRefused] = useState(false)
  const isBusy = useRef(false)
  if (!canRecord()) return undefined

  async function press(): Promise<void> {
    if (recording !== undefined) return recording.stop()
    if (isBusy.current) return
    isBusy.current = true
    const started = await record(clock, said => {
      setRecording(undefined)
      if (said !== undefined) onVoice(said)
    })
    isBusy.current = false
    setRefused(started === undefined)
    setRecording(started)
  }

  return (
    <>
      <button
        type="button"
        className={`phone-button ${recording === undefined ? '' : 'recording'}`}
        aria-pressed={recording !== undefined}
        data-testid="voice"
        onClick={() => void press()}
      >
        {recording === undefined
          ? t('phone.voice')
          : t('phone.voiceStop', {left: countdown(Math.max(0, VOICE_MS - (clock.monotonic() - recording.startedAt)))})}
      </button>
      {isRefused ? (
        <p className="phone-old" role="alert">
          {t('phone.voiceRefused')}
        </p>
      ) : undefined}
    </>
  )
}
