import {say, useWords} from '../locales/catalogue.ts'
import {clockUtc} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import type {OutboxEntry} from './outbox.ts'
import {useOutbox, usePhone} from './phone.ts'

const SHOWN_DONE = 4

/** What was pressed: kept on the phone, or received by the post; what came too late says so. */
export function OutboxList() {
  const {t} = useWords()
  const entries = useOutbox().filter(({command}) => !QUIET.has(command.type))
  const waiting = entries.filter(entry => entry.status === 'kept')
  const shown = [...waiting, ...entries.filter(entry => entry.status !== 'kept').slice(-SHOWN_DONE)]
  if (shown.length === 0) return undefined
  return (
    <section className="phone-outbox" data-testid="outbox" aria-label={t('phone.outbox')}>
      {waiting.length === 0 ? undefined : (
        <h2 data-testid="outbox-waiting">{t('phone.waiting', {count: waiting.length})}</h2>
      )}
      <ul>
        {shown.map(entry => (
          <Line key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  )
}

function Line({entry}: {entry: OutboxEntry}) {
  const {t} = useWords()
  const {outbox} = usePhone()
  const {status, command, pressedAt, code} = entry
  const what = say(t, `command.${command.type}`)
  return (
    <li data-status={status} data-testid="outbox-entry" data-type={command.type}>
      <Icon
        name={status === 'kept' ? 'sent' : status === 'received' ? 'received' : 'cross'}
        label={t(status === 'kept' ? 'phone.kept' : status === 'received' ? 'phone.sent' : 'action.refuse')}
      />
      <time>{clockUtc(pressedAt)}</time> {what}
      {status === 'refused' ? (
        <>
          <span className="phone-old">{t('phone.tooLate', {why: say(t, `refusal.${code ?? 'fault'}`)})}</span>
          <button type="button" className="phone-small" onClick={() => void outbox.clear(entry.id)}>
            {t('action.notice')}
          </button>
        </>
      ) : undefined}
    </li>
  )
}

const QUIET: ReadonlySet<string> = new Set(['task.delivered', 'task.received'])
