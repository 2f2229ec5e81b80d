import {say, useWords} from '../locales/catalogue.ts'
import {clockUtc} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import type {FileEntry} from './file-queue.ts'
import {usePhone} from './phone.ts'
import {fileSize} from './sizes.ts'

/** A photo or recording on its way: when it was taken, how large, how far. */
export function FileLine({entry}: {entry: FileEntry}) {
  const {t, language} = useWords()
  const {files} = usePhone()
  const {offer, status, sent, code = 'fault', values = {}} = entry
  const {bytes, media, pressedAt} = offer
  const most = typeof values['most'] === 'number' ? fileSize(values['most'], language) : ''
  return (
    <li data-status={status} data-testid="file-entry" data-file={offer.file}>
      <Icon
        name={status === 'kept' ? 'sent' : status === 'received' ? 'received' : 'cross'}
        label={t(status === 'kept' ? 'phone.kept' : status === 'received' ? 'phone.sent' : 'phone.notTaken')}
      />
      <time>{clockUtc(pressedAt ?? 0)}</time>
      <span>
        {t(`phone.media.${media}`)} {fileSize(bytes, language)}
      </span>
      {status !== 'kept' ? undefined : (
        <progress max={bytes} value={sent} aria-label={t('phone.sentPart')}>
          {Math.floor((100 * sent) / bytes)} %
        </progress>
      )}
      {entry.isUnkept === true && status === 'kept' ? (
        <span className="phone-old" role="alert">
          {t('phone.diskFull')}
        </span>
      ) : undefined}
      {status !== 'refused' ? undefined : (
        <>
          <span className="phone-old" role="alert">
            {t('phone.refused', {why: say(t, `refusal.${code}`, {...values, size: fileSize(bytes, language), most})})}
          </span>
          <button type="button" className="phone-small" onClick={() => void files.clear(offer.file)}>
            {t('action.notice')}
          </button>
        </>
      )}
    </li>
  )
}
