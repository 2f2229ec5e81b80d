import {useWords} from '../locales/catalogue.ts'
import {countdown} from '../ui/format.ts'
import {useMe, useOutbox, usePhone, usePhoneNow} from './phone.ts'

/** The post asks whether all is well: one tap answers. It stands on every screen until it is answered. */
export function SafetyBar() {
  const {t} = useWords()
  const {outbox} = usePhone()
  const {wall} = usePhoneNow()
  const safety = useMe()?.safety
  const asked = safety?.askedAt
  const isAnswered = useOutbox().some(
    ({command, pressedAt, status}) =>
      command.type === 'unit.safe' && status !== 'refused' && asked !== undefined && pressedAt >= asked,
  )
  if (safety === undefined || asked === undefined || isAnswered) return undefined
  const left = safety.answerBy === undefined ? undefined : safety.answerBy - wall
  return (
    <section className={`phone-safety ${safety.late ? 'late' : ''}`} role="alert" data-testid="safety">
      <p>
        <b>{t('phone.safeAsked')}</b>
        {safety.late ? ` ${t('phone.safeLate')}` : left === undefined || left < 0 ? '' : ` ${countdown(left)}`}
      </p>
      <button
        type="button"
        className="phone-button main"
        data-testid="safe"
        onClick={() => void outbox.press({type: 'unit.safe'})}
      >
        {t('phone.safe')}
      </button>
    </section>
  )
}
