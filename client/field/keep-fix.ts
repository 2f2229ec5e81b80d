import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {Fix} from '../../shared/protocol/message.ts'
import type {LinkStore} from '../state/link-status.ts'

/** Where the phone is by its own receiver; `at`: by its own clock, ms. */
export type Here = {
  readonly lon: number
  readonly lat: number
  readonly at: number
  readonly accuracy: number
}

/** The unit's track is fed at most so often, ms; on a poor line no more often than the picture comes back. */
const EVERY_MS = 5_000
const MOST_MS = 30_000

/** Follows the phone's own receiver: the screen has every place, the node one in five seconds or fewer, while on duty. */
export function keepFix(options: {
  geolocation: Pick<Geolocation, 'watchPosition' | 'clearWatch'> | undefined
  linkStatus: LinkStore
  clock: Clock
  isOnDuty: () => boolean
  tell: (fix: Fix) => void
  show: (here: Here) => void
}): Stop {
  const {geolocation, linkStatus, clock, isOnDuty, tell, show} = options
  if (geolocation === undefined) return () => undefined
  let toldAt = -Infinity
  const watch = geolocation.watchPosition(
    ({coords, timestamp}) => {
      const {longitude: lon, latitude: lat, accuracy, speed, heading} = coords
      show({lon, lat, at: timestamp, accuracy})
      const everyMs = Math.min(MOST_MS, Math.max(EVERY_MS, linkStatus.getState().pace?.everyMs ?? EVERY_MS))
      if (!isOnDuty() || clock.monotonic() - toldAt < everyMs) return
      toldAt = clock.monotonic()
      const ageMs = Math.min(600_000, Math.max(0, Math.round(clock.wall() - timestamp)))
      tell({
        ...{lon, lat, ageMs},
        ...(accuracy > 0 ? {accuracy} : {}),
        ...(speed === null || Number.isNaN(speed) ? {} : {speed}),
        ...(heading === null || Number.isNaN(heading) ? {} : {course: heading}),
      })
    },
    // Refused, or no satellites: the unit's other sources go on, and the screen shows their age.
    () => undefined,
    {enableHighAccuracy: true, maximumAge: 5_000},
  )
  return () => geolocation.clearWatch(watch)
}
