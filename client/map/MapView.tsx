import 'maplibre-gl/dist/maplibre-gl.css'
import {useEffect, useRef} from 'react'
import type {Clock} from '../../shared/base/clock.ts'
import type {Link} from '../link/link.ts'
import {useWords} from '../locales/catalogue.ts'
import type {Stores} from '../state/stores.ts'
import './map.css'
import {openSurface} from './surface.ts'

/** The live map: a div, given to a surface that reads the stores by itself. A new language begins it anew. */
export function MapView({stores, link, clock}: {stores: Stores; link: Link; clock: Clock}) {
  const place = useRef<HTMLDivElement>(null)
  const {t, language} = useWords()
  useEffect(() => {
    if (place.current === null) return undefined
    return openSurface(place.current, {stores, link, clock, t, language})
  }, [stores, link, clock, t, language])
  return <div ref={place} className="map" data-testid="map" />
}
