import {type ComponentProps, useEffect, useState} from 'react'
import type {Stop} from '../../shared/base/clock.ts'
import {useWords} from '../locales/catalogue.ts'
import type {MapView} from '../map/MapView.tsx'

/** Without a network the part that draws the map is asked for again so often, ms. */
const AGAIN_MS = 5_000

let drawer: typeof MapView | undefined

/** The map. More than half of the program draws it: that part comes after the task, when the map is first opened. */
export function PhoneMap(props: ComponentProps<typeof MapView>) {
  const {t} = useWords()
  const {clock} = props
  const [View, setView] = useState(() => drawer)
  useEffect(() => {
    if (View !== undefined) return
    let isGone = false
    let stop: Stop = () => undefined
    const fetchIt = () =>
      void import('../map/MapView.tsx').then(
        part => {
          drawer = part.MapView
          if (!isGone) setView(() => part.MapView)
        },
        () => {
          if (!isGone) stop = clock.after(AGAIN_MS, fetchIt)
        },
      )
    fetchIt()
    return () => {
      isGone = true
      stop()
    }
  }, [View, clock])
  return View === undefined ? <p className="phone-map-waits">{t('phone.mapComes')}</p> : <View {...props} />
}
