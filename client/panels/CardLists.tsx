import type {Card} from '../../shared/protocol/message.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {age, clockUtc, countdown, distance} from '../ui/format.ts'
import {evidenceText} from './evidence.ts'
import {useNow} from './workplace.ts'

/** Who holds it: each source with its age and how often it should report. */
export function CardSources({card}: {card: Card}) {
  const {t} = useWords()
  const {picture} = useNow()
  return (
    <section className="card-part" data-testid="card-sources">
      <h3>{t('card.sources', {count: card.sources.length})}</h3>
      <ul>
        {card.sources.map(source => (
          <li
            key={`${source.origin} ${source.feed}`}
            className={picture - source.at > 2 * source.intervalMs ? 'late' : ''}
          >
            <span>
              {source.feed} <span className="origin">{source.origin}</span>
            </span>
            <span>
              {age(picture - source.at)} · {t('card.expectedEvery', {every: age(source.intervalMs)})}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Own units, the nearest first, with the time to get there. */
export function CardUnits({card}: {card: Card}) {
  const {t, language} = useWords()
  if (card.units.length === 0) return undefined
  return (
    <section className="card-part" data-testid="card-units">
      <h3>{t('card.units')}</h3>
      <ul>
        {card.units.map(unit => (
          <li key={unit.id}>
            <span>
              {unit.name} · {say(t, `unit.${unit.status}`)}
            </span>
            <span>
              {distance(unit.distanceM, language)}
              {unit.seconds === undefined ? '' : ` · ${countdown(unit.seconds * 1_000)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function CardEvents({card}: {card: Card}) {
  const {t, language} = useWords()
  if (card.events.length === 0) return undefined
  return (
    <section className="card-part" data-testid="card-events">
      <h3>{t('card.events')}</h3>
      <ul>
        {card.events.map(event => (
          <li key={`${event.at} ${event.code}`}>
            <time>{clockUtc(event.at)}</time>
            <span>{evidenceText(t, language, {code: event.code, values: event.values})}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
