import type {ReactNode} from 'react'
import {useStore} from 'zustand'
import {useWords} from '../locales/catalogue.ts'
import {notices, openIncidents, units} from '../state/things.ts'
import {AlertPanel} from './AlertPanel.tsx'
import {BoardView} from './board/BoardView.tsx'
import {CrossingPanel} from './CrossingPanel.tsx'
import {type Tab, TABS} from './desk.ts'
import {HandoffPanel} from './HandoffPanel.tsx'
import {Header} from './Header.tsx'
import {Help} from './Help.tsx'
import {IncidentPanel} from './IncidentPanel.tsx'
import {BackStrip, OutdatedStrip, WorldBar} from './ModeBars.tsx'
import {Announcer, Refusals} from './Said.tsx'
import {PursuitPanel} from './PursuitPanel.tsx'
import {Search} from './Search.tsx'
import {PostStrip} from './shift/PostStrip.tsx'
import {ShiftPanel} from './shift/ShiftPanel.tsx'
import {SystemPanel} from './SystemPanel.tsx'
import {TrackPanel} from './TrackPanel.tsx'
import {UnitPanel} from './UnitPanel.tsx'
import {useDesk, useFrozen, useWorkplace} from './workplace.ts'

/** The whole window, tiled: nothing floats over the map. `map` fills the middle. */
export function ConsoleView({map}: {map: ReactNode}) {
  const {stores} = useWorkplace()
  const isFrozen = useFrozen()
  const screen = useDesk(state => state.screen)
  const isReplay = useStore(stores.link, state => state.picture?.replay ?? false)
  return (
    <div className={`console ${isFrozen ? 'frozen' : ''} ${isReplay ? 'replay' : ''}`} data-testid="console">
      <WorldBar />
      <Header />
      <div className="strips">
        <OutdatedStrip />
        <BackStrip />
        <PostStrip />
        <Refusals />
      </div>
      <div className={`body ${screen}`}>
        {screen === 'board' ? <BoardView key="board" /> : <LeftSide key="left" />}
        <main key="map" className="map-place" data-testid="map-place" data-list="map">
          {map}
        </main>
        {screen === 'board' ? undefined : <RightSide key="right" />}
      </div>
      <Search />
      <Help />
      <Announcer />
    </div>
  )
}

function LeftSide() {
  return (
    <div className="side left hatched">
      <PursuitPanel />
      <HandoffPanel />
      <AlertPanel />
    </div>
  )
}

function RightSide() {
  const {t} = useWords()
  const {desk} = useWorkplace()
  const tab = useDesk(state => state.tab)
  return (
    <div className="side right hatched">
      <div className="tabs" role="tablist">
        {TABS.map(one => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={one === tab}
            aria-controls="right-panel"
            data-testid={`tab-${one}`}
            onMouseDown={event => event.preventDefault()}
            onClick={() => desk.setState({tab: one})}
          >
            {t(`tab.${one}`)}
            <TabCount tab={one} />
          </button>
        ))}
      </div>
      <div className="panel grow" id="right-panel" role="tabpanel" aria-label={t(`tab.${tab}`)}>
        <TabContent tab={tab} />
      </div>
    </div>
  )
}

function TabContent({tab}: {tab: Tab}) {
  switch (tab) {
    case 'track':
      return <TrackPanel />
    case 'incidents':
      return <IncidentPanel />
    case 'units':
      return <UnitPanel />
    case 'crossings':
      return <CrossingPanel />
    case 'shift':
      return <ShiftPanel />
    case 'system':
      return <SystemPanel />
  }
}

function TabCount({tab}: {tab: Tab}) {
  const {stores} = useWorkplace()
  const count = useStore(stores.things, state => {
    if (tab === 'incidents') return openIncidents(state).length
    if (tab === 'crossings') return notices(state).length
    return tab === 'units' ? units(state).filter(unit => unit.sos !== undefined).length : 0
  })
  return count === 0 ? undefined : (
    <span className="tab-count" data-testid={`tab-count-${tab}`}>
      {count}
    </span>
  )
}
