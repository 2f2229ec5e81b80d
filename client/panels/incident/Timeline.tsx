import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import {useWords} from '../../locales/catalogue.ts'
import {clockUtc} from '../../ui/format.ts'
import {doerText} from '../doer.ts'
import {evidenceText} from '../evidence.ts'

type Line = IncidentThing['log'][number]

/** What was done, in order: the words of the reader's language, then what a person wrote. */
export function Timeline({lines, testId}: {lines: readonly Line[]; testId: string}) {
  const {t, language} = useWords()
  return (
    <ol className="steps" data-testid={testId}>
      {lines.map((line, index) => (
        <li key={`${line.at} ${line.code} ${String(index)}`} data-code={line.code}>
          <time>{clockUtc(line.at)}</time> {evidenceText(t, language, line)}
          {wordsOf(line) === undefined ? '' : ` – “${wordsOf(line) ?? ''}”`} · {doerText(t, line.by)}
        </li>
      ))}
    </ol>
  )
}

/** What a person wrote beside the code; a note is nothing else and is said already. */
function wordsOf({code, values}: Line): string | undefined {
  const text = values['text']
  return code === 'note' || typeof text !== 'string' || text === '' ? undefined : text
}
