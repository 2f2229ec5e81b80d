import type {TFunction} from 'i18next'
import {useStore} from 'zustand'
import {say, useWords} from '../locales/catalogue.ts'
import {clockUtc} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import {isHeard} from './is-heard.ts'
import {FileLine} from './FileLine.tsx'
import type {OutboxEntry} from './outbox.ts'
import {useFiles, useMe, useMyPlace, useOutbox, usePhone} from './phone.ts'
import {smsLink} from './sms.ts'

const SHOWN_DONE = 4

/** What was pressed and taken: kept on the phone, or received by the post; what came too late says so. */
export function OutboxList() {
  const {t} = useWords()
  const entries = useOutbox().filter(({command}) => !QUIET.has(command.type))
  const files = useFiles()
  const waiting = entries.filter(entry => entry.status === 'kept')
  const shown = [...waiting, ...entries.filter(entry => entry.status !== 'kept').slice(-SHOWN_DONE)]
  const count = waiting.length + files.filter(file => file.status === 'kept').length
  if (shown.length + files.length === 0) return undefined
  return (
    <section className="phone-outbox" data-testid="outbox" aria-label={t('phone.outbox')}>
      {count === 0 ? undefined : <h2 data-testid="outbox-waiting">{t('phone.waiting', {count})}</h2>}
      <ul>
        {shown.map(entry => (
          <Line key={entry.id} entry={entry} />
        ))}
        {files.map(entry => (
          <FileLine key={entry.offer.file} entry={entry} />
        ))}
      </ul>
      <TextMessage waiting={waiting} />
    </section>
  )
}

/** Without a link the same words can go as a text message, to whom the person chooses. */
function TextMessage({waiting}: {waiting: readonly OutboxEntry[]}) {
  const {t} = useWords()
  const {stores, who} = usePhone()
  const me = useMe()
  const here = useMyPlace()
  const isLinked = useStore(stores.link, state => isHeard(state.status))
  if (isLinked || waiting.length === 0) return undefined
  const href = smsLink({
    ...{unit: me?.name ?? who.unit ?? who.name, entries: waiting, here},
    words: entry => wordsOf(t, entry, id => stores.things.getState().task.get(id)?.title),
  })
  return (
    <a className="phone-button phone-sms" href={href} data-testid="sms">
      {t('phone.sms')}
    </a>
  )
}

function Line({entry}: {entry: OutboxEntry}) {
  const {t} = useWords()
  const {outbox, stores} = usePhone()
  const {status, command, pressedAt, code = 'fault', values = {}} = entry
  const held = useHolder(entry)
  const holder = values['holder'] ?? held
  const refusalText =
    code === 'too-late' && holder !== undefined
      ? t('phone.tooLate', {nation: holder})
      : t('phone.refused', {why: say(t, `refusal.${code}`, values)})
  return (
    <li data-status={status} data-testid="outbox-entry" data-type={command.type} data-pressed-at={pressedAt}>
      <Icon
        name={status === 'kept' ? 'sent' : status === 'received' ? 'received' : 'cross'}
        label={t(status === 'kept' ? 'phone.kept' : status === 'received' ? 'phone.sent' : 'phone.notTaken')}
      />
      <time>{clockUtc(pressedAt)}</time>
      <span>{wordsOf(t, entry, id => stores.things.getState().task.get(id)?.title)}</span>
      {entry.isUnkept === true && status === 'kept' ? (
        <span className="phone-old" role="alert">
          {t('phone.diskFull')}
        </span>
      ) : undefined}
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

/** What was pressed, and about what: `EN ROUTE SE-K7QF`, `Report: boat, words`. */
function wordsOf(t: TFunction, {command}: OutboxEntry, titleOf: (task: string) => string | undefined): string {
  if (command.type === 'unit.report') {
    const words = command.text === undefined ? '' : ` – ${command.text}`
    return `${say(t, 'command.unit.report')}: ${t(`phone.report.${command.category}`)}${words}`
  }
  const title = 'task' in command ? titleOf(command.task) : undefined
  const what = say(t, `command.${command.type}`)
  return title === undefined || title === '' ? what : `${what} · ${title}`
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
