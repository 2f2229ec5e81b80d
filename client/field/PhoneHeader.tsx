import {useStore} from 'zustand'
import {useWords} from '../locales/catalogue.ts'
import {age, clockUtc} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import {useHelloOf} from './use-hello.ts'
import {useMe, useOnDuty, usePhone, usePhoneNow, usePhoneState} from './phone.ts'

/** Which unit this is, whether it is linked and how well, and the time. Words for what is simulated stand above. */
export function PhoneHeader() {
  const {t} = useWords()
  const {who, state} = usePhone()
  const me = useMe()
  const {wall} = usePhoneNow()
  const {palette, isSettingUp} = usePhoneState(phone => phone)
  const onDuty = useOnDuty()
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
        <button
          type="button"
          className="phone-unit"
          aria-expanded={isSettingUp}
          aria-label={t('phone.settings', {unit: me?.name ?? who.unit ?? who.name})}
          data-testid="phone-settings-button"
          onClick={() => state.setState({isSettingUp: !isSettingUp})}
        >
          <b data-testid="unit-name">{me?.name ?? who.unit ?? who.name}</b>
          <Icon name={isSettingUp ? 'up' : 'down'} />
        </button>
        <LinkWord />
        <button
          type="button"
          className="phone-light"
          aria-label={t('phone.palette')}
          data-testid="phone-palette"
          onClick={() => state.setState({palette: palette === 'sun' ? 'night' : 'sun', isPaletteChosen: true})}
        >
          <Icon name={palette === 'sun' ? 'moon' : 'sun'} />
        </button>
      </header>
      <p className="phone-strip">
        <time>{clockUtc(wall)}</time>
        <span data-testid="link-quality">
          <Quality />
        </span>
        {onDuty ? undefined : (
          <b className="phone-off-duty" data-testid="off-duty">
            {t('phone.offDuty')}
          </b>
        )}
      </p>
    </>
  )
}

/** How good the line is, in words, and how often the picture comes. */
function Quality() {
  const {t} = useWords()
  const {stores} = usePhone()
  const {status, pace} = useStore(stores.link)
  if (status === 'none' || status === 'connecting' || pace === undefined) return t('phone.keptHere')
  return t(`phone.quality.${pace.quality}`, {seconds: pace.everyMs / 1_000})
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
