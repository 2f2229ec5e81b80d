import {useStore} from 'zustand'
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
  const {status, command, pressedAt, code = 'fault', values = {}} = entry
  const held = useHolder(entry)
  const holder = values['holder'] ?? held
  const what = say(t, `command.${command.type}`)
  const refusalText =
    code === 'too-late' && holder !== undefined
      ? t('phone.tooLate', {nation: holder})
      : t('phone.refused', {why: say(t, `refusal.${code}`, values)})
  return (
    <li data-status={status} data-testid="outbox-entry" data-type={command.type}>
      <Icon
        name={status === 'kept' ? 'sent' : status === 'received' ? 'received' : 'cross'}
        label={t(status === 'kept' ? 'phone.kept' : status === 'received' ? 'phone.sent' : 'phone.notTaken')}
      />
      <time>{clockUtc(pressedAt)}</time> {what}
      {status === 'refused' ? (
        <>
          <span className="phone-old" role="alert">
            {refusalText}
          </span>
          <button type="button" className="phone-small" onClick={() => void outbox.clear(entry.id)}>
            {t('action.notice')}
          </button>
        </>
      ) : undefined}
    </li>
  )
}

/** Who holds the object of a task from a handoff now. */
function useHolder({command}: OutboxEntry): string | undefined {
  const {stores} = usePhone()
  const id = 'task' in command ? command.task : undefined
  return useStore(stores.things, things => {
    const handoff = things.handoff.get(things.task.get(id ?? '')?.handoff ?? '')
    if (handoff === undefined) return undefined
    return handoff.status === 'COMPLETED' ? handoff.to : handoff.from
  })
}

const QUIET: ReadonlySet<string> = new Set(['task.delivered', 'task.received'])
