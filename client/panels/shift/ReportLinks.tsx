import {useWords} from '../../locales/catalogue.ts'
import {useWorkplace} from '../workplace.ts'

/** Kinds of report that the node makes, and the files it gives them in. */
type ReportKind = 'incident' | 'handoff' | 'shift' | 'contact'
const FILES = ['pdf', 'json', 'csv', 'geojson'] as const

/** Links to the report on a thing: the PDF opens beside, the others are saved. */
export function ReportLinks({kind, id}: {kind: ReportKind; id: string}) {
  const {t, language} = useWords()
  const {seat} = useWorkplace()
  return (
    <span className="report-links" role="group" aria-label={t('shift.report')} data-testid={`report-${kind}`}>
      <span>{t('shift.report')}</span>
      {FILES.map(file => (
        <a
          key={file}
          href={`/api/v1/reports/${kind}/${id}.${file}?seat=${seat}&lang=${language}`}
          target="_blank"
          rel="noreferrer"
          {...(file === 'pdf' ? {} : {download: true})}
          data-testid={`report-${kind}-${file}`}
        >
          {file === 'geojson' ? 'GeoJSON' : file.toUpperCase()}
        </a>
      ))}
    </span>
  )
}
