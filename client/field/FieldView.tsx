import {type ReactNode, useEffect} from 'react'
import {useWords} from '../locales/catalogue.ts'
import {Icon, type IconName} from '../ui/icons.tsx'
import {MapScreen} from './MapScreen.tsx'
import {PhoneHeader} from './PhoneHeader.tsx'
import {PHONE_TABS, type PhoneTab, usePhone, usePhoneState} from './phone.ts'
import {ReportScreen} from './ReportScreen.tsx'
import {SosScreen} from './SosScreen.tsx'
import {TaskScreen} from './TaskScreen.tsx'
import {UndoBar} from './UndoBar.tsx'

const ICONS: Readonly<Record<PhoneTab, IconName>> = {task: 'task', map: 'map', report: 'report', sos: 'sos'}

/** The phone: one job per screen, four tabs under the thumb. */
export function FieldView({map}: {map: ReactNode}) {
  const {t} = useWords()
  const {state, stores} = usePhone()
  const palette = usePhoneState(phone => phone.palette)
  useEffect(() => {
    document.documentElement.dataset['palette'] = palette
    stores.view.setState({palette: palette === 'sun' ? 'day' : 'night'})
  }, [palette, stores])
  const tab = usePhoneState(phone => phone.tab)
  const isGloved = usePhoneState(phone => phone.isGloved)
  return (
    <div className={`phone ${isGloved ? 'gloved' : ''}`} data-testid="phone">
      <PhoneHeader />
      <div className="phone-body">
        {tab === 'task' ? <TaskScreen /> : undefined}
        {tab === 'map' ? <MapScreen map={map} /> : undefined}
        {tab === 'report' ? <ReportScreen /> : undefined}
        {tab === 'sos' ? <SosScreen /> : undefined}
      </div>
      <UndoBar />
      <Settings />
      <nav className="phone-tabs" aria-label={t('phone.screens')}>
        {PHONE_TABS.map(one => (
          <button
            key={one}
            type="button"
            className={one === 'sos' ? 'sos-tab' : ''}
            aria-current={one === tab ? 'page' : undefined}
            data-testid={`phone-tab-${one}`}
            onClick={() => state.setState({tab: one})}
          >
            <Icon name={ICONS[one]} />
            {t(`phone.tab.${one}`)}
          </button>
        ))}
      </nav>
    </div>
  )
}

/** Light and gloves, one tap each; only where nothing else is at hand. */
function Settings() {
  const {t} = useWords()
  const {state, signOut} = usePhone()
  const {tab, palette, isGloved} = usePhoneState(phone => phone)
  if (tab !== 'report' && tab !== 'sos') return undefined
  return (
    <div className="phone-settings">
      <button
        type="button"
        className="phone-small"
        data-testid="phone-palette"
        onClick={() => state.setState({palette: palette === 'sun' ? 'night' : 'sun'})}
      >
        {t('phone.palette')}
      </button>
      <button
        type="button"
        className="phone-small"
        aria-pressed={isGloved}
        data-testid="phone-gloves"
        onClick={() => state.setState({isGloved: !isGloved})}
      >
        {t('phone.glove')}
      </button>
      <button type="button" className="phone-small" data-testid="phone-sign-out" onClick={signOut}>
        {t('action.signOut')}
      </button>
    </div>
  )
}
