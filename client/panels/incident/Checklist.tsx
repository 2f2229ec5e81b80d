import {checklistOf} from '../../../shared/operations/incident-checklist.ts'
import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import {useWords} from '../../locales/catalogue.ts'
import {clockUtc} from '../../ui/format.ts'
import {doerText} from '../doer.ts'
import {useBlocked, useWorkplace} from '../workplace.ts'

/** What has to be thought of in such an incident: ticked by persons, with time. */
export function Checklist({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {send} = useWorkplace()
  const blocked = useBlocked()
  const items = checklistOf(incident.category, incident.sar !== undefined)
  const ticks = new Map(incident.checklist.map(tick => [tick.item, tick]))
  const isOver = incident.status === 'CLOSED' || incident.status === 'MERGED'
  const done = items.filter(item => ticks.has(item)).length
  return (
    <section className="part" aria-label={t('incidents.checklist', {done, all: items.length})}>
      <h3>{t('incidents.checklist', {done, all: items.length})}</h3>
      <ul className="checklist" data-testid="checklist">
        {items.map(item => {
          const tick = ticks.get(item)
          return (
            <li key={item}>
              <label>
                <input
                  type="checkbox"
                  data-testid={`tick-${item}`}
                  checked={tick !== undefined}
                  disabled={isOver || blocked !== undefined}
                  onChange={() => send({type: 'incident.tick', incident: incident.id, item, done: tick === undefined})}
                />
                <span>{t(`checklist.${item}`)}</span>
              </label>
              {tick === undefined ? undefined : (
                <span className="quiet">
                  <time>{clockUtc(tick.at)}</time> {doerText(t, tick.by)}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
