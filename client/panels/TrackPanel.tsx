import {useStore} from 'zustand'
import {designatorOf} from '../../shared/base/id.ts'
import {useWords} from '../locales/catalogue.ts'
import {contactOf} from './about.ts'
import {CardActions} from './CardActions.tsx'
import {CardEvents, CardSources, CardUnits} from './CardLists.tsx'
import {CardFields} from './CardFields.tsx'
import {CardForm} from './CardForm.tsx'
import {ContactFile} from './ContactFile.tsx'
import {readTrack} from './track-reading.ts'
import {WatersPart} from './WatersPart.tsx'
import {useNow, useWorkplace} from './workplace.ts'

/** All that may be known of the selected track: what it is, what of it, what next. */
export function TrackPanel() {
  const {t} = useWords()
  const {stores, cards} = useWorkplace()
  const {picture} = useNow()
  const selection = useStore(stores.selection)
  const things = useStore(stores.things)
  const {card, status} = useStore(cards)
  const {selected, track} = selection
  if (selected === undefined)
    return (
      <>
        <p className="empty">{t('card.none')}</p>
        <WatersPart />
      </>
    )

  const reading = track === undefined ? undefined : readTrack(stores.tracks, track, picture)
  const contact = contactOf(things, selection)
  const file = contact === undefined ? undefined : things.contact.get(contact)
  const title = contact !== undefined ? designatorOf(contact) : reading?.label
  const identity = file?.identity ?? reading?.identity

  return (
    <article className="card" data-testid="track-card" data-track={track} aria-label={t('card.title')}>
      <header className="card-head">
        <h2>
          <bdi dir="ltr" className="id" data-testid="card-label">
            {title === undefined || title === '' ? t('card.unnamed') : title}
          </bdi>
        </h2>
        {identity === undefined ? undefined : (
          <span className={`identity ${identity}`} data-testid="card-identity">
            {t(`identity.${identity}`)}
          </span>
        )}
      </header>
      <CardActions />
      <CardForm place="track" />
      {file === undefined ? undefined : <ContactFile contact={file} />}
      <WatersPart />
      {track === undefined ? <p className="empty">{t('card.noTrack')}</p> : <CardFields reading={reading} />}
      {status === 'asking' ? <p className="empty">{t('card.asking')}</p> : undefined}
      {status === 'none' ? <p className="empty">{t('card.notShared')}</p> : undefined}
      {card === undefined ? undefined : (
        <>
          <CardSources card={card} />
          <CardUnits card={card} />
          <CardEvents card={card} />
        </>
      )}
    </article>
  )
}
