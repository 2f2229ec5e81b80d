import {useStore} from 'zustand'
import {useWords} from '../locales/catalogue.ts'
import {Button} from '../ui/Button.tsx'
import {age, clockUtc} from '../ui/format.ts'
import {useChanges} from './use-changes.ts'
import {useHello, useWorkplace} from './workplace.ts'

/** Words across the whole window where what is shown is not real; an example agreement is named as one. */
export function WorldBar() {
  const {t} = useWords()
  const hello = useHello()
  if (hello === undefined || hello.world === 'real') return undefined
  const notes = [hello.agreements.some(one => one.example) ? t('world.exampleAgreements') : undefined]
  const said = [t(`world.${hello.world}Bar`), ...notes].filter(part => part !== undefined)
  return (
    <p className={`world-bar ${hello.world}`} data-testid="world-bar">
      {said.join(' · ')}
    </p>
  )
}

/** What has changed while the window was away; it goes when it is put away. */
export function BackStrip() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const back = useStore(stores.link, state => state.back)
  const {changes, dismiss} = useChanges()
  if (back === undefined || changes === undefined) return undefined
  return (
    <p className="strip info" role="status" data-testid="back">
      {t('link.back', {at: clockUtc(back.atWall), away: age(back.awayMs)})}{' '}
      {t('link.changes', {alerts: changes.alerts, handoffs: changes.handoffs, ended: changes.ended})}{' '}
      <Button tone="quiet" onPress={dismiss}>
        {t('action.notice')}
      </Button>
    </p>
  )
}

/** The node speaks a newer protocol than this page. */
export function OutdatedStrip() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const outdated = useStore(stores.link, state => state.outdated)
  if (!outdated) return undefined
  return (
    <p className="strip warning" role="alert" data-testid="outdated">
      {t('link.outdated')} <Button onPress={() => location.reload()}>{t('action.reload')}</Button>
    </p>
  )
}
