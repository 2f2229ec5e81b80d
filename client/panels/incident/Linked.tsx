import {useStore} from 'zustand'
import {designatorOf} from '../../../shared/base/id.ts'
import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import {useWords} from '../../locales/catalogue.ts'
import {filesOf} from '../../state/things.ts'
import {Button} from '../../ui/Button.tsx'
import {position} from '../../ui/format.ts'
import {Id} from '../../ui/Id.tsx'
import {FileFigure} from '../FileFigure.tsx'
import {useWorkplace} from '../workplace.ts'

/** What the incident is about and what came with it: contacts, alerts, other incidents, pictures and recordings. */
export function Linked({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {stores, open, seat} = useWorkplace()
  const things = useStore(stores.things)
  const files = filesOf(things, {incident: incident.id})
  const {place, contacts, alerts, merged, mergedInto} = incident
  const into = mergedInto === undefined ? undefined : things.incident.get(mergedInto)
  const isEmpty = place === undefined && contacts.length + alerts.length + merged.length + files.length === 0
  if (isEmpty && into === undefined) return undefined
  return (
    <section className="part" aria-label={t('incidents.linked')}>
      <h3>{t('incidents.linked')}</h3>
      {into === undefined ? undefined : (
        <Button tone="quiet" onPress={() => open({type: 'incident', id: into.id})}>
          {t('incidents.mergedInto', {number: into.number})}
        </Button>
      )}
      {merged.length === 0 ? undefined : <p>{t('incidents.mergedFrom', {count: merged.length})}</p>}
      <p className="facts">
        {place === undefined ? undefined : <Id>{position(place.lon, place.lat)}</Id>}
        {contacts.map(contact => (
          <Button key={contact} tone="quiet" onPress={() => open({type: 'contact', id: contact})}>
            {designatorOf(contact)}
          </Button>
        ))}
        {alerts.flatMap(id => {
          const alert = things.alert.get(id)
          return alert === undefined ? (
            []
          ) : (
            <Button key={id} tone="quiet" onPress={() => open({type: 'alert', id})}>
              {t('incidents.alert', {rule: t(`finding.${alert.rule}.title`)})}
            </Button>
          )
        })}
      </p>
      {files.length === 0 ? undefined : (
        <div className="figures" data-testid="incident-files">
          <p className="quiet">{t('incidents.files', {count: files.length})}</p>
          {files.map(file => (
            <FileFigure key={file.id} file={file} seat={seat} />
          ))}
        </div>
      )}
    </section>
  )
}
