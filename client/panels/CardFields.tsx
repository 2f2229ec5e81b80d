import type {ReactNode} from 'react'
import {useStore} from 'zustand'
import {say, useWords} from '../locales/catalogue.ts'
import {age, clockUtc, countdown, freshAge, position} from '../ui/format.ts'
import {type CardRow, cardRows} from './card-rows.ts'
import type {TrackReading} from './track-reading.ts'
import {useAgreement} from './Basis.tsx'
import {useFrozen, useNow, useWorkplace} from './workplace.ts'

/** Fields of the card, each with who said it; what is old or withheld says so. */
export function CardFields({reading}: {reading: TrackReading | undefined}) {
  const {language} = useWords()
  const {cards} = useWorkplace()
  const {card} = useStore(cards)
  const rows = card === undefined ? [] : cardRows(card, language)
  return (
    <dl className="fields" data-testid="card-fields">
      {reading === undefined ? undefined : <LastFix reading={reading} />}
      {reading === undefined ? undefined : (
        <Line field="position" late={reading.freshness !== 'live'}>
          <bdi dir="ltr" className="id">
            {position(reading.lon, reading.lat)}
          </bdi>
        </Line>
      )}
      {rows
        .filter(row => !(row.field === 'position' && reading !== undefined))
        .map(row => (
          <FieldRow key={row.field} row={row} intervalMs={reading?.intervalMs ?? NaN} />
        ))}
      <Frontier />
    </dl>
  )
}

function LastFix({reading}: {reading: TrackReading}) {
  const {t, language} = useWords()
  const isFrozen = useFrozen()
  const word = isFrozen ? t('freshness.frozen') : t(`freshness.${reading.freshness}`)
  return (
    <Line field="lastFix" late={isFrozen || reading.freshness !== 'live'}>
      <span data-testid="card-freshness">{word}</span> · {freshAge(reading.ageMs, language)} ·{' '}
      <bdi dir="ltr">{clockUtc(reading.at)}</bdi>
      {Number.isNaN(reading.intervalMs) ? '' : ` · ${t('card.expectedEvery', {every: age(reading.intervalMs)})}`}
    </Line>
  )
}

function FieldRow({row, intervalMs}: {row: CardRow; intervalMs: number}) {
  const {t} = useWords()
  const {picture} = useNow()
  const agreement = useAgreement(row.basis?.agreement ?? '')
  const oldMs = row.at === undefined ? NaN : picture - row.at
  const isLate = MOVING.has(row.field) && oldMs > 2 * intervalMs
  const released = row.basis === undefined ? undefined : t('sharing.under', {agreement, rule: row.basis.rule})
  return (
    <Line field={row.field} late={isLate || row.value.type === 'withheld'}>
      {row.value.type === 'text' ? <bdi>{row.value.text}</bdi> : undefined}
      {row.value.type === 'word' ? say(t, row.value.key) : undefined}
      {row.value.type === 'withheld' ? t('card.withheld', {nation: row.value.by}) : undefined}
      {isLate ? <span className="old"> {age(oldMs)}</span> : undefined}
      {row.origin === undefined || row.value.type === 'withheld' ? undefined : (
        <span className="origin" title={released}>
          {' '}
          {row.origin}
          {released === undefined ? undefined : <span className="under"> · {released}</span>}
        </span>
      )}
    </Line>
  )
}

function Frontier() {
  const {t} = useWords()
  const {cards} = useWorkplace()
  const {card} = useStore(cards)
  if (card === undefined) return undefined
  return (
    <>
      {card.area === undefined ? undefined : <Line field="area">{card.area}</Line>}
      {card.frontier === undefined ? undefined : (
        <Line field="frontier">
          <span data-testid="card-frontier">
            {t('card.frontier', {to: card.frontier.to, in: countdown(card.frontier.inSeconds * 1_000)})}
          </span>
        </Line>
      )}
    </>
  )
}

function Line({field, late = false, children}: {field: string; late?: boolean; children: ReactNode}) {
  const {t} = useWords()
  return (
    <div className={`field-line ${late ? 'late' : ''}`} data-field={field}>
      <dt>{say(t, `field.${field}`)}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const MOVING: ReadonlySet<string> = new Set(['position', 'speed', 'course', 'heading', 'altitude'])
