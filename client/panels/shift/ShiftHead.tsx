import type {ShiftThing} from '../../../shared/protocol/things.ts'
import {useWords} from '../../locales/catalogue.ts'
import {clockUtc} from '../../ui/format.ts'
import {doerText} from '../doer.ts'

/** How a handover stands: from whom to whom, since when. */
export function ShiftHead({shift}: {shift: ShiftThing}) {
  const {t} = useWords()
  const {outgoing, incoming, startedAt, status} = shift
  return (
    <p className="facts" data-testid="shift-head" data-status={status}>
      <b>{t(`shift.status.${status}`)}</b>
      <span>
        {t('shift.fromTo', {
          out: doerText(t, outgoing.by),
          in: incoming === undefined ? t('shift.nobodyYet') : doerText(t, incoming.by),
        })}
      </span>
      <span>{t('shift.started', {at: clockUtc(startedAt)})}</span>
    </p>
  )
}
