import {useEffect, useRef, useState} from 'react'
import {useStore} from 'zustand'
import {useWords} from '../locales/catalogue.ts'
import {clockUtc} from '../ui/format.ts'
import {OutboxList} from './OutboxList.tsx'
import {useMe, useMyPlace, useOutbox, usePhone} from './phone.ts'

/** Held for so long, it goes; a touch in passing does nothing, ms. */
export const HOLD_MS = 2_000

/** Call for help: held two seconds while a ring fills; then the screen says whether the post has it. */
export function SosScreen() {
  const {t} = useWords()
  const {stores} = usePhone()
  const me = useMe()
  const waiting = useOutbox().some(({command, status}) => command.type === 'unit.sos' && status === 'kept')
  const isLive = useStore(stores.link, state => state.status === 'live')
  return (
    <main className="phone-main sos" data-testid="phone-sos">
      {me?.sos !== undefined ? (
        <p className="sos-state" role="alert" data-testid="sos-received">
          {t('phone.sosSent')} {clockUtc(me.sos.at)}. {t('phone.sosReceived')}
        </p>
      ) : waiting ? (
        <p className="sos-state" role="alert" data-testid="sos-waiting">
          {t(isLive ? 'pending.sending' : 'phone.sosWaiting')}
        </p>
      ) : (
        <SosButton />
      )}
      <p>{t('phone.sosHint')}</p>
      <OutboxList />
    </main>
  )
}

function SosButton() {
  const {t} = useWords()
  const {outbox, clock} = usePhone()
  const [isHeld, setHeld] = useState(false)
  const place = useMyPlace()
  // A fix that comes while it is held must not begin the two seconds anew.
  const newest = useRef(place)
  useEffect(() => {
    newest.current = place
  }, [place])

  useEffect(() => {
    if (!isHeld) return undefined
    return clock.after(HOLD_MS, () => {
      setHeld(false)
      navigator.vibrate?.([400, 200, 400])
      void outbox.press({type: 'unit.sos', ...(newest.current === undefined ? {} : {place: newest.current})})
    })
  }, [isHeld, clock, outbox])

  return (
    <button
      type="button"
      className={`sos-button ${isHeld ? 'held' : ''}`}
      data-testid="sos-button"
      aria-label={`SOS – ${t('phone.sosHold')}`}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setHeld(true)
      }}
      onPointerUp={() => setHeld(false)}
      onPointerCancel={() => setHeld(false)}
      onContextMenu={event => event.preventDefault()}
      onKeyDown={event => {
        if (event.key === ' ' || event.key === 'Enter') setHeld(true)
      }}
      onKeyUp={() => setHeld(false)}
    >
      <svg viewBox="0 0 120 120" aria-hidden>
        <circle className="ring" cx="60" cy="60" r="54" />
        <circle className="fill" cx="60" cy="60" r="54" pathLength="100" />
      </svg>
      <span>
        SOS
        <small>{t('phone.sosHold')}</small>
      </span>
    </button>
  )
}
