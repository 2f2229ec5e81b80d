import '@fontsource-variable/inter'
import {createRoot} from 'react-dom/client'
import {startCatalogue} from '../../../client/locales/catalogue.ts'
import {AlertPanel} from '../../../client/panels/AlertPanel.tsx'
import '../../../client/panels/console.css'
import {openWorkplace} from '../../../client/panels/open-workplace.ts'
import '../../../client/panels/queue.css'
import {WorkplaceContext} from '../../../client/panels/workplace.ts'
import {withThings} from '../../../client/state/things.ts'
import '../../../client/ui/base.css'
import {tokensCss} from '../../../client/ui/palette.ts'
import {Speaker} from '../../../client/ui/sounds.ts'
import {must} from '../../../shared/base/assert.ts'
import {systemClock} from '../../../shared/base/clock.ts'
import {seededRandom, systemRandom} from '../../../shared/base/random.ts'
import type {AlertThing} from '../../../shared/protocol/things.ts'
import {alertOf, linkThatKeeps, storesWith, who} from '../../client/panels/samples.ts'
import {PlainList} from './peer.tsx'

/** The console's queue alone in a page with thousands of alerts, of which some change and some come: for the benchmark. */
const UPDATES_PER_SECOND = 10
const words = new URLSearchParams(location.search)
const count = Number(words.get('alerts') ?? 10_000)
const style = document.createElement('style')
style.textContent = `${tokensCss()} #root {display: grid; height: 100vh; width: 400px}`
document.head.append(style)
startCatalogue('en', [])

const random = seededRandom(5)
const alerts: AlertThing[] = Array.from({length: count}, (_, index) => made(index))
const stores = storesWith(alerts)
const link = linkThatKeeps()
const figures = {updates: 0}
const {workplace} = openWorkplace({
  ...{stores, link, who, seat: '00000001', clock: systemClock, random: systemRandom},
  speaker: new Speaker(() => undefined),
  signOut: () => undefined,
})
systemClock.every(1_000 / UPDATES_PER_SECOND, () => {
  const changed = Array.from({length: Math.ceil(count / 100 / UPDATES_PER_SECOND)}, () => {
    const at = Math.floor(random.unit() * alerts.length)
    const alert = must(alerts[at], 'an alert')
    return (alerts[at] = {...alert, version: alert.version + 1, count: alert.count + 1, updatedAt: systemClock.wall()})
  })
  const come = [made(alerts.length), made(alerts.length + 1)]
  alerts.push(...come)
  stores.things.setState(
    state => withThings(state, {snapshot: false, upserts: [...changed, ...come], removed: []}),
    true,
  )
  figures.updates++
})

/** One key down, until it has been painted, ms. */
async function press(): Promise<number> {
  const from = systemClock.monotonic()
  workplace.act('next')
  await new Promise(painted => requestAnimationFrame(() => setTimeout(painted, 0)))
  return systemClock.monotonic() - from
}

function made(index: number): AlertThing {
  const raisedAt = systemClock.wall() - random.unit() * 36_000_000
  const priority = ([1, 2, 2, 3, 3, 3] as const)[Math.floor(random.unit() * 6)] ?? 3
  return alertOf({
    ...{id: `alert-${index}`, priority, raisedAt, since: raisedAt, updatedAt: raisedAt},
    status: random.unit() < 0.3 ? 'UNACK' : 'ACK',
    subjects: [`VESSEL ${index}`],
  })
}

const root = createRoot(must(document.getElementById('root'), 'a root element'))
if (words.get('peer') === '1') root.render(<PlainList things={stores.things} />)
else
  root.render(
    <WorkplaceContext value={workplace}>
      <AlertPanel />
    </WorkplaceContext>,
  )
workplace.desk.setState({focus: {list: 'alerts', id: 'alert-0'}})
Object.assign(window, {bench: {figures, press}})
