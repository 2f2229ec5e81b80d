import {useStore} from 'zustand'
import type {PursuitThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {clocksOf, isPressing} from '../panels/pursuit-rows.ts'
import {age, clockUtc, countdown, distance} from '../ui/format.ts'
import {useOutbox, usePhone, usePhoneNow} from './phone.ts'

/** So long an ended pursuit stays on the phone, ms: long enough to be read by somebody at the wheel. */
const ENDED_MS = 10 * 60_000

/** The unit's own pursuit: how it stands, what runs, what may be done; and after the end that it may be watched only. */
export function PursuitStrip() {
  const {stores, who} = usePhone()
  const {wall} = usePhoneNow()
  const all = useStore(stores.things, state => state.pursuit)
  const [pursuit] = [...all.values()]
    .filter(one => one.unit === who.unit && (one.ended === undefined || wall - one.ended.at < ENDED_MS))
    .sort((a, b) => b.startedAt - a.startedAt)
  return pursuit === undefined ? undefined : <Strip pursuit={pursuit} />
}

function Strip({pursuit}: {pursuit: PursuitThing}) {
  const {t, language} = useWords()
  const {wall} = usePhoneNow()
  const {status, ended, host, label, citation} = pursuit
  return (
    <section className={`phone-pursuit ${status}`} data-testid="phone-pursuit" data-status={status} role="status">
      <p>
        <strong>
          {t(`pursuit.status.${status}`)} · {label} → {host}
        </strong>
      </p>
      {ended === undefined ? undefined : (
        <p className="phone-pursuit-ended" data-testid="phone-pursuit-ended">
          {t('pursuit.ended', {
            at: clockUtc(ended.at),
            why: t(`pursuit.end.${ended.why}`, {nation: host}),
            who: ended.by.nation,
          })}{' '}
          <strong>{t('pursuit.mayWatch')}</strong>
        </p>
      )}
      {clocksOf(pursuit, wall).map(clock => (
        <p key={clock.clock} className={isPressing(clock) ? 'pressing' : ''} data-testid={`phone-clock-${clock.clock}`}>
          {t(`pursuit.clock.${clock.clock}`)}:{' '}
          {clock.clock === 'distance'
            ? [
                distance(clock.metres, language),
                ...(clock.ofMetres === undefined ? [] : [distance(clock.ofMetres, language)]),
              ].join(' / ')
            : clock.clock === 'across'
              ? age(clock.forMs)
              : countdown(Math.max(0, clock.leftMs))}
        </p>
      ))}
      <p>
        {citation} · {t(pursuit.mayDetain ? 'pursuit.mayDetain' : 'pursuit.mayNotDetain')}
      </p>
      {status === 'ENDED' ? undefined : <StripButtons pursuit={pursuit} />}
    </section>
  )
}

function StripButtons({pursuit}: {pursuit: PursuitThing}) {
  const {t} = useWords()
  const {outbox} = usePhone()
  const waiting = useOutbox()
  const isPressed = (type: string) =>
    waiting.some(({command}) => command.type === type && 'pursuit' in command && command.pursuit === pursuit.id)
  const {id, signalNeeded, signal, status} = pursuit
  return (
    <div className="phone-seconds">
      {signalNeeded && signal === undefined && !isPressed('pursuit.signal') ? (
        <button
          type="button"
          className="phone-button"
          data-testid="phone-signal"
          onClick={() => void outbox.press({type: 'pursuit.signal', pursuit: id, means: 'both'})}
        >
          {t('pursuit.do.signal')}
        </button>
      ) : undefined}
      {status === 'STARTED' && !isPressed('pursuit.cross') ? (
        <button
          type="button"
          className="phone-button"
          data-testid="phone-cross"
          onClick={() => void outbox.press({type: 'pursuit.cross', pursuit: id})}
        >
          {t('pursuit.do.cross')}
        </button>
      ) : undefined}
      <button
        type="button"
        className="phone-button"
        data-testid="phone-interrupt"
        onClick={() => void outbox.press({type: 'pursuit.interrupt', pursuit: id})}
      >
        {t('pursuit.do.interrupt')}
      </button>
    </div>
  )
}
