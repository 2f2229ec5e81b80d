import {useStore} from 'zustand'
import type {FileThing} from '../../shared/protocol/file-thing.ts'
import {useWords} from '../locales/catalogue.ts'
import {clockUtc, dateUtc, decimal} from '../ui/format.ts'
import {Id} from '../ui/Id.tsx'
import {useWorkplace} from './workplace.ts'

/** Of the hash so much is shown: enough to compare over the phone; the record has all of it. */
const HASH_SHOWN = 12

/** A photo or a recording of a field unit, with what it takes to trust it: when, who, how large, its hash. */
export function FileFigure({file, seat}: {file: FileThing; seat: string}) {
  const {t, language} = useWords()
  const {stores} = useWorkplace()
  const unit = useStore(stores.things, things => things.unit.get(file.unit)?.name ?? file.unit)
  const {id, media, bytes, seconds, sha256, pressedAt} = file
  const address = `/api/v1/files/${id}?seat=${seat}`
  const caption = t(`file.caption.${media}`, {unit, at: `${dateUtc(pressedAt)} ${clockUtc(pressedAt)}`})
  return (
    <figure className="file-figure" data-testid={`file-${id}`}>
      {media === 'photo' ? (
        <a href={address} target="_blank" rel="noreferrer">
          <img src={address} alt={caption} loading="lazy" />
        </a>
      ) : (
        <audio controls preload="none" src={address} aria-label={caption} />
      )}
      <figcaption>
        {caption}
        <br />
        {decimal(bytes / 1_000, 0, language)} kB
        {seconds === undefined ? '' : ` · ${decimal(seconds, 0, language)} s`} · <Id>{sha256.slice(0, HASH_SHOWN)}</Id>
      </figcaption>
    </figure>
  )
}
