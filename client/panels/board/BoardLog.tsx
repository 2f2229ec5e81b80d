import type {TFunction} from 'i18next'
import {useStore} from 'zustand'
import {say, useWords} from '../../locales/catalogue.ts'
import {clockUtc} from '../../ui/format.ts'
import {doerText} from '../doer.ts'
import {evidenceText} from '../evidence.ts'
import {useWorkplace} from '../workplace.ts'
import {PartHead} from './PartHead.tsx'
import {type LogEntry, shiftLog} from './shift-log.ts'

const MOST_LINES = 60

/** What has happened, the newest first, as it happens. */
export function BoardLog() {
  const {t, language} = useWords()
  const {stores} = useWorkplace()
  const things = useStore(stores.things)
  const lines = shiftLog(things, MOST_LINES)
  return (
    <section className="board-log panel hatched" aria-label={t('board.log')} data-testid="board-log">
      <PartHead title={t('board.log')} />
      {lines.length === 0 ? <p className="empty">{t('board.logEmpty')}</p> : undefined}
      <ol className="log">
        {lines.map(line => (
          <li key={line.key}>
            <time>{clockUtc(line.at)}</time> {textOf(line, t, language)}
            {line.by === undefined ? '' : ` · ${doerText(t, line.by)}`}
          </li>
        ))}
      </ol>
    </section>
  )
}

function textOf({code, values, line}: LogEntry, t: TFunction, language: string): string {
  const inner = line === undefined ? {} : {line: evidenceText(t, language, line)}
  return say(t, `log.${code}`, {...values, ...inner})
}
