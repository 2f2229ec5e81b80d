import {useStore} from 'zustand'
import type {AlertThing} from '../../shared/protocol/things.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {allSituations, openAlerts, shelvedAlerts} from '../state/things.ts'
import {Button} from '../ui/Button.tsx'
import {clockUtc} from '../ui/format.ts'
import {capOf} from '../ui/keymap.ts'
import {KeyCap} from '../ui/KeyCap.tsx'
import {alertRate} from './alert-rows.ts'
import {AlertRow} from './AlertRow.tsx'
import {LongList} from './LongList.tsx'
import {useFlood} from './use-flood.ts'
import {useLocked} from './use-locked.ts'
import {useHello, useNow, useWorkplace} from './workplace.ts'

/** The queue: what is not acknowledged on top; rows never move under the hand. */
export function AlertPanel() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const all = useStore(stores.things, state => state.alert)
  const open = useStore(stores.things, openAlerts)
  const shelved = useStore(stores.things, shelvedAlerts)
  const {rows, waiting, handlers, release} = useLocked('alerts', open)
  const waitingFirst = waiting === 0 ? 0 : firstAmong(open, rows)
  return (
    <section
      className="panel live grow"
      aria-label={t('alerts.title')}
      data-testid="alert-panel"
      data-list="alerts"
      {...handlers}
    >
      <header className="panel-head">
        <h2>{t('alerts.title')}</h2>
        <span className="hint">
          <KeyCap>{capOf('acknowledge')}</KeyCap> {t('alerts.ack')}
          <KeyCap>{capOf('silence')}</KeyCap> {t('alerts.silence')}
        </span>
      </header>
      <FloodStrip />
      {waiting > 0 ? (
        <Button tone="quiet" testId="alerts-waiting" onPress={release}>
          {t('alerts.waiting', {count: waiting})}
          {waitingFirst > 0 ? ` · ${t('alerts.waitingFirst', {count: waitingFirst})}` : ''}
        </Button>
      ) : undefined}
      {rows.length === 0 ? <NoAlerts /> : undefined}
      <LongList
        list="alerts"
        testId="alert-list"
        rows={rows}
        row={row => <AlertRow key={row.id} alert={all.get(row.id) ?? row} />}
      />
      {shelved.length === 0 ? undefined : (
        <footer className="panel-foot" data-testid="alerts-shelved">
          {say(t, 'alerts.shelved', {
            count: shelved.length,
            until: clockUtc(Math.min(...shelved.map(alert => alert.shelved?.until ?? Infinity))),
          })}
        </footer>
      )}
    </section>
  )
}

/** How many of priority 1 are not among the rows that are shown. */
function firstAmong(open: readonly AlertThing[], rows: readonly AlertThing[]): number {
  const shown = new Set(rows.map(row => row.id))
  return open.filter(alert => alert.priority === 1 && !shown.has(alert.id)).length
}

/** An empty list proves that it is alive: rules that run, and when it was last looked. */
function NoAlerts() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const hello = useHello()
  const {wall} = useNow()
  const isComplete = useStore(stores.things, state => state.complete)
  if (!isComplete) return <p className="empty">{t('alerts.loading')}</p>
  const on = hello?.rules.filter(rule => rule.on).length ?? 0
  return (
    <p className="empty" data-testid="no-alerts">
      {t('alerts.none', {on, all: hello?.rules.length ?? 0, at: clockUtc(wall)})}
    </p>
  )
}

function FloodStrip() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const {wall} = useNow()
  const alerts = useStore(stores.things, allSituations)
  const isFlood = useFlood()
  if (!isFlood) return undefined
  return (
    <p className="strip warning" role="status" data-testid="flood">
      {t('alerts.flood', {count: alertRate(alerts, wall)})}
    </p>
  )
}
