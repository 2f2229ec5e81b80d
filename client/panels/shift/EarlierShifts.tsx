import {useState} from 'react'
import type {ShiftThing} from '../../../shared/protocol/things.ts'
import {findShifts} from '../../link/shift-records.ts'
import {useWords} from '../../locales/catalogue.ts'
import {Button} from '../../ui/Button.tsx'
import {clockUtc, dateUtc} from '../../ui/format.ts'
import {doerText} from '../doer.ts'
import {useWorkplace} from '../workplace.ts'
import {ReportLinks} from './ReportLinks.tsx'

/** The records of all handovers, looked for by their words. */
export function EarlierShifts() {
  const {t} = useWords()
  const {seat} = useWorkplace()
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly ShiftThing[]>()
  const search = () => void findShifts(seat, text).then(setFound)
  return (
    <section className="shift-records" aria-label={t('shift.records')}>
      <h3>{t('shift.records')}</h3>
      <div className="buttons">
        <input
          aria-label={t('shift.find')}
          data-testid="find-shift"
          maxLength={80}
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Enter') search()
          }}
        />
        <Button testId="find-shifts" onPress={search}>
          {t('shift.find')}
        </Button>
      </div>
      {found?.length === 0 ? <p className="empty">{t('shift.noRecords')}</p> : undefined}
      <ul>
        {found?.map(shift => (
          <li key={shift.id} data-testid={`record-${shift.id}`}>
            <b>{shift.post}</b> {dateUtc(shift.startedAt)} {clockUtc(shift.startedAt)} ·{' '}
            {t(`shift.status.${shift.status}`)} ·{' '}
            {t('shift.fromTo', {
              out: doerText(t, shift.outgoing.by),
              in: shift.incoming === undefined ? t('shift.nobodyYet') : doerText(t, shift.incoming.by),
            })}{' '}
            <ReportLinks kind="shift" id={shift.id} />
          </li>
        ))}
      </ul>
    </section>
  )
}
