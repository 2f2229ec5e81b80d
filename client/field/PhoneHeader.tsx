import {useStore} from 'zustand'
import {useWords} from '../locales/catalogue.ts'
import {age, clockUtc} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import {useHelloOf} from './use-hello.ts'
import {useMe, usePhone, usePhoneNow} from './phone.ts'

/** Which unit this is, whether it is linked, and the time. Words for what is simulated stand above. */
export function PhoneHeader() {
  const {t} = useWords()
  const {who} = usePhone()
  const me = useMe()
  const {wall} = usePhoneNow()
  // Without a link the kept unit still says what it belongs to: simulated never looks real.
  const hello = useHelloOf()
  const world = hello?.world ?? me?.world
  return (
    <>
      {world === undefined || world === 'real' ? undefined : (
        <p className="world-bar" data-testid="world-bar">
          {t(`world.${world}Bar`)}
        </p>
      )}
      <header className="phone-head">
        <b data-testid="unit-name">{me?.name ?? who.unit ?? who.name}</b>
        <LinkWord />
        <time>{clockUtc(wall)}</time>
      </header>
    </>
  )
}

function LinkWord() {
  const {t} = useWords()
  const {stores} = usePhone()
  usePhoneNow()
  const {status, silentMs, feeds} = useStore(stores.link)
  const newest = Math.min(...feeds.map(feed => feed.lastDataAgeMs ?? Infinity))
  const isLinked = status === 'live' || status === 'late'
  const words = isLinked
    ? t(`phone.${status}`, {age: Number.isFinite(newest) ? age(newest + silentMs) : ''})
    : silentMs > 0
      ? t('phone.noLink', {for: age(silentMs)})
      : t('phone.noLinkYet')
  return (
    <span className={`phone-link ${isLinked ? status : 'none'}`} data-testid="phone-link" data-status={status}>
      <Icon name={isLinked ? (status === 'live' ? 'live' : 'late') : 'cross'} filled={status === 'live'} />
      {words}
    </span>
  )
}
