import {useStore} from 'zustand'
import {useWords} from '../locales/catalogue.ts'
import {clockUtc, dateUtc, decimal} from '../ui/format.ts'
import {useHello, useNow, useWorkplace} from './workplace.ts'

/** Says that what is shown is a recording, simulated or an exercise; nothing where it is real and now. */
export function WorldChip() {
  const {t, language} = useWords()
  const {stores} = useWorkplace()
  const {picture} = useNow()
  const world = useHello()?.world
  const time = useStore(stores.link, state => state.picture)
  return (
    <>
      {time?.replay ? (
        <span className="chip info" data-testid="replay">
          {t('world.replay', {
            date: dateUtc(picture),
            time: clockUtc(picture),
            speed: decimal(time.rate, Number.isInteger(time.rate) ? 0 : 1, language),
          })}
        </span>
      ) : undefined}
      {world === undefined || world === 'real' ? undefined : (
        <span className="chip world" data-testid="world">
          {t(`world.${world}`)}
        </span>
      )}
    </>
  )
}
