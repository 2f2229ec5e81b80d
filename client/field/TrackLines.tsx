import {KNOT} from '../../shared/geo/distance.ts'
import type {TaskThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {age, clockUtc, countdown, degrees, distance, knots, position} from '../ui/format.ts'
import {secondsToMeet, wayTo} from './bearings.ts'
import {useMe, useMyPlace, usePhoneNow, useReading} from './phone.ts'

/** Where the object is, how old that is, and how to get there. Old positions never look live. */
export function TrackLines({task}: {task: TaskThing}) {
  const {t, language} = useWords()
  const {wall} = usePhoneNow()
  const me = useMe()
  const mine = useMyPlace()
  const reading = useReading(task.track)
  const known = reading ?? fromTask(task)
  if (known === undefined)
    return (
      <p className="phone-old" data-testid="position-age">
        {t('phone.noPosition')}
      </p>
    )

  const isLive = reading?.isLive ?? false
  const ageMs = reading?.ageMs ?? wall - task.sentAt
  const at = reading?.at ?? task.sentAt
  const way = mine === undefined ? undefined : wayTo(mine, known)
  const meet =
    me === undefined || mine === undefined || reading === undefined
      ? undefined
      : secondsToMeet({
          from: mine,
          to: reading,
          speed: reading.speed,
          course: reading.course,
          unitSpeed: me.maxSpeedKnots * KNOT,
        })
  return (
    <div className="phone-track" data-testid="phone-track" data-live={isLive}>
      {reading === undefined ? undefined : (
        <p>
          {t(`kind.${reading.kind}`)} · {knots(reading.speed, language)} {degrees(reading.course)}
        </p>
      )}
      <p data-testid="position-age">{t('phone.fix', {at: clockUtc(at), age: age(ageMs)})}</p>
      {isLive ? undefined : (
        <p className="phone-old" data-testid="not-live">
          <b>{t('phone.notLive')}</b>
        </p>
      )}
      {way === undefined ? undefined : (
        <p className="phone-way">
          {t(isLive ? 'phone.bearing' : 'phone.bearingThen', {
            distance: distance(way.metres, language),
            bearing: degrees(way.degrees),
          })}
          {meet === undefined ? '' : ` · ${t('phone.meetIn', {time: countdown(meet * 1_000)})}`}
        </p>
      )}
      <p>
        <bdi dir="ltr" className="id">
          {position(known.lon, known.lat)}
        </bdi>
      </p>
    </div>
  )
}

function fromTask(task: TaskThing): {lon: number; lat: number} | undefined {
  return task.place
}
