import type {ReactNode} from 'react'
import {useStore} from 'zustand'
import {useWords} from '../locales/catalogue.ts'
import {allTasks} from '../state/things.ts'
import {showBox, showPlace} from '../state/view.ts'
import {age, degrees, distance} from '../ui/format.ts'
import {boxAround} from './box-around.ts'
import {wayTo} from './bearings.ts'
import {currentTask} from './task-life.ts'
import {useMyPlace, useOutbox, usePhone, useReading} from './phone.ts'

/** The map, and three buttons: me, the object, both. The age of the position stands above it. */
export function MapScreen({map}: {map: ReactNode}) {
  const {t, language} = useWords()
  const {stores} = usePhone()
  const task = currentTask(useStore(stores.things, allTasks), useOutbox())
  const reading = useReading(task?.track)
  const place = reading ?? task?.place
  const mine = useMyPlace()
  const way = mine === undefined || place === undefined ? undefined : wayTo(mine, place)

  return (
    <main className="phone-map" data-testid="phone-map">
      <p className="phone-map-line" data-testid="map-line">
        {task?.title ?? t('phone.noTask')}
        {way === undefined ? '' : ` · ${distance(way.metres, language)} ${degrees(way.degrees)}`}
        {reading === undefined ? '' : ` · ${age(reading.ageMs)}`}
        {reading !== undefined && !reading.isLive ? <b> · {t('phone.notLive')}</b> : undefined}
      </p>
      <div className="phone-map-place">{map}</div>
      <div className="phone-seconds three">
        <MapButton
          id="me"
          isThere={mine !== undefined}
          onPress={() => mine !== undefined && showPlace(stores.view, mine, 11)}
        />
        <MapButton
          id="track"
          isThere={place !== undefined}
          onPress={() => place !== undefined && showPlace(stores.view, {lon: place.lon, lat: place.lat}, 11)}
        />
        <MapButton
          id="both"
          isThere={place !== undefined && mine !== undefined}
          onPress={() => {
            if (place !== undefined && mine !== undefined) showBox(stores.view, boxAround([mine, place]))
          }}
        />
      </div>
    </main>
  )
}

function MapButton({id, isThere, onPress}: {id: 'me' | 'track' | 'both'; isThere: boolean; onPress: () => void}) {
  const {t} = useWords()
  return (
    <button type="button" className="phone-button" data-testid={`map-${id}`} disabled={!isThere} onClick={onPress}>
      {t(`phone.show.${id}`)}
    </button>
  )
}
