import {useStore} from 'zustand'
import {useWords} from '../locales/catalogue.ts'
import {LanguageSelect} from '../locales/LanguageSelect.tsx'
import {megabytes} from './sizes.ts'
import {useMe, useOnDuty, usePhone, usePhoneState} from './phone.ts'

/** Duty, gloves, language, what is kept on the phone, and leaving: behind the unit's name, out of the way of the work. */
export function SettingsScreen() {
  const {t, language} = useWords()
  const {outbox, state, stores, signOut, who} = usePhone()
  const {isGloved, area, palette, isMapWanted} = usePhoneState(phone => phone)
  const onDuty = useOnDuty()
  const me = useMe()
  const waits = useStore(outbox.entries, entries => entries.filter(entry => entry.status === 'kept').length)
  const isGood = useStore(stores.link, link => link.pace?.quality === 'good')
  return (
    <main className="phone-main" data-testid="phone-settings">
      <h1 className="phone-title">{me?.name ?? who.unit ?? who.name}</h1>
      <p>
        {who.name} · {onDuty ? t('phone.onDuty') : t('phone.offDuty')}
      </p>
      <div className="phone-list">
        <button
          type="button"
          className="phone-button"
          data-testid="phone-duty"
          aria-pressed={onDuty}
          onClick={() => void outbox.press({type: 'unit.duty', on: !onDuty})}
        >
          {onDuty ? t('phone.goOffDuty') : t('phone.goOnDuty')}
        </button>
        <button
          type="button"
          className="phone-button"
          aria-pressed={isGloved}
          data-testid="phone-gloves"
          onClick={() => state.setState({isGloved: !isGloved})}
        >
          {isGloved ? t('phone.gloveOff') : t('phone.gloveOn')}
        </button>
        <button
          type="button"
          className="phone-button"
          data-testid="settings-palette"
          onClick={() => state.setState({palette: palette === 'sun' ? 'night' : 'sun', isPaletteChosen: true})}
        >
          {t('phone.palette')}
        </button>
        <label className="phone-select">
          {t('header.language')}
          <LanguageSelect testId="phone-language" />
        </label>
      </div>
      <p data-testid="area-map">
        {area === undefined
          ? t('phone.mapUnknown')
          : t(area.kept === area.of ? 'phone.mapKept' : isGood || isMapWanted ? 'phone.mapLoading' : 'phone.mapPart', {
              size: megabytes(area.bytes, language),
              percent: Math.floor((100 * area.kept) / Math.max(1, area.of)),
            })}
      </p>
      {area === undefined || area.kept === area.of || isGood || isMapWanted ? undefined : (
        <button
          type="button"
          className="phone-button"
          data-testid="map-load"
          onClick={() => state.setState({isMapWanted: true})}
        >
          {t('phone.mapLoad')}
        </button>
      )}
      {waits === 0 ? undefined : <p className="phone-old">{t('phone.signOutWaiting', {count: waits})}</p>}
      <button type="button" className="phone-button" data-testid="phone-sign-out" onClick={signOut}>
        {t('action.signOut')}
      </button>
    </main>
  )
}
