import {type ReactNode, useEffect} from 'react'
import {useWords} from '../locales/catalogue.ts'
import {Icon, type IconName} from '../ui/icons.tsx'
import {MapScreen} from './MapScreen.tsx'
import {PhoneHeader} from './PhoneHeader.tsx'
import {PHONE_TABS, type PhoneTab, usePhone, usePhoneState} from './phone.ts'
import {PursuitStrip} from './PursuitStrip.tsx'
import {ReportScreen} from './ReportScreen.tsx'
import {SafetyBar} from './SafetyBar.tsx'
import {SettingsScreen} from './SettingsScreen.tsx'
import {SosScreen} from './SosScreen.tsx'
import {TaskScreen} from './TaskScreen.tsx'
import {UndoBar} from './UndoBar.tsx'

const ICONS: Readonly<Record<PhoneTab, IconName>> = {task: 'task', map: 'map', report: 'report', sos: 'sos'}

/** The phone: one job per screen, four tabs under the thumb. */
export function FieldView({map}: {map: ReactNode}) {
  const {stores} = usePhone()
  const {tab, palette, isGloved, isSettingUp} = usePhoneState(phone => phone)
  useEffect(() => {
    document.documentElement.dataset['palette'] = palette
    document
      .querySelector('meta[name="theme-color"]')
      ?.setAttribute('content', getComputedStyle(document.documentElement).getPropertyValue('--bg-panel').trim())
    stores.view.setState({palette: palette === 'sun' ? 'day' : 'night'})
  }, [palette, stores])
  return (
    <div className={`phone ${isGloved ? 'gloved' : ''}`} data-testid="phone">
      <PhoneHeader />
      <SafetyBar />
      {tab === 'task' && !isSettingUp ? <PursuitStrip /> : undefined}
      <div className="phone-body">{isSettingUp ? <SettingsScreen /> : <Screen tab={tab} map={map} />}</div>
      <UndoBar />
      <Tabs />
    </div>
  )
}

function Screen({tab, map}: {tab: PhoneTab; map: ReactNode}) {
  switch (tab) {
    case 'task':
      return <TaskScreen />
    case 'map':
      return <MapScreen map={map} />
    case 'report':
      return <ReportScreen />
    case 'sos':
      return <SosScreen />
  }
}

function Tabs() {
  const {t} = useWords()
  const {state} = usePhone()
  const {tab, isSettingUp} = usePhoneState(phone => phone)
  return (
    <nav className="phone-tabs" aria-label={t('phone.screens')}>
      {PHONE_TABS.map(one => (
        <button
          key={one}
          type="button"
          className={one === 'sos' ? 'sos-tab' : ''}
          aria-current={one === tab && !isSettingUp ? 'page' : undefined}
          data-testid={`phone-tab-${one}`}
          onClick={() => state.setState({tab: one, isSettingUp: false})}
        >
          <Icon name={ICONS[one]} />
          {t(`phone.tab.${one}`)}
        </button>
      ))}
    </nav>
  )
}
