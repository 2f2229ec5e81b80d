import '@fontsource-variable/inter'
import '@fontsource/jetbrains-mono/400.css'
import '@fontsource/jetbrains-mono/700.css'
import {createRoot} from 'react-dom/client'
import {must} from '../../../shared/base/assert.ts'
import {systemClock} from '../../../shared/base/clock.ts'
import type {NationCode, PostId} from '../../../shared/base/id.ts'
import type {Link} from '../../../client/link/link.ts'
import {startCatalogue} from '../../../client/locales/catalogue.ts'
import {MapView} from '../../../client/map/MapView.tsx'
import {selectTrack} from '../../../client/state/selection.ts'
import {createStores} from '../../../client/state/stores.ts'
import {TrackTable} from '../../../client/state/track-table.ts'
import {withThings} from '../../../client/state/things.ts'
import {showBox} from '../../../client/state/view.ts'
import {tokensCss} from '../../../client/ui/palette.ts'
import '../../../client/ui/base.css'
import {Crowd, thingsAbout} from './crowd.ts'
import {openPeer} from './peer.ts'

/** The map alone in a page, with a crowd instead of a node: for the benchmark, and to look at. */
const words = new URLSearchParams(location.search)
const count = Number(words.get('tracks') ?? 200)
const share = Number(words.get('share') ?? 0.07)
const style = document.createElement('style')
style.textContent = `${tokensCss()} #root {position: relative; height: 100vh}`
document.head.append(style)
document.documentElement.dataset['palette'] = words.get('palette') ?? 'dusk'
startCatalogue('en', [])

const stores = createStores()
const now = systemClock.wall()
const figures = {updates: 0, updateMs: 0, drawn: 0, focus: [] as number[], sent: [] as unknown[]}
const link: Link = {
  send(command) {
    figures.sent.push(command)
    return new Promise(() => undefined)
  },
  card: () => Promise.resolve(undefined),
  search: () => Promise.resolve({hits: []}),
  units: () => Promise.resolve({units: []}),
  focus: tracks => (figures.focus = [...tracks]),
  drawn: () => figures.drawn++,
  fix: () => undefined,
  stop: () => undefined,
}
const crowd = new Crowd(count, now)
stores.link.setState({status: 'live', picture: {at: now, heardAt: systemClock.monotonic(), rate: 1, replay: false}})
const table = new TrackTable()
table.apply(crowd.frame(now, 1))
table.applyNames(crowd.names())
pass()
stores.session.setState({
  session: {
    status: 'open',
    who: {user: 'a@DE', name: 'A', role: 'operator', nation: 'DE', nationName: 'Germany'},
    hello: {
      protocol: 1,
      version: '0',
      nation: 'DE' as NationCode,
      nationName: 'Germany',
      user: {id: 'a', actor: 'a', name: 'A', role: 'operator', post: 'DE-02' as PostId},
      world: words.get('world') === 'real' ? 'real' : 'simulated',
      home: {west: 12.2, south: 54.4, east: 14.4, north: 55.3},
      posts: [],
      partners: [],
      agreements: [],
      notices: [],
      rules: [],
    },
  },
})
if (words.get('things') !== '0') {
  stores.things.setState(
    withThings(stores.things.getState(), {snapshot: true, upserts: thingsAbout(now), removed: []}),
    true,
  )
  selectTrack(stores.selection, must(crowd.rows[0], 'a track').id)
}
const frozen = words.get('frozen') === '1'
if (frozen)
  stores.link.setState({
    status: 'none',
    frozenAt: now,
    links: [{nation: 'SE' as NationCode, status: 'down', silentMs: 9_000}],
  })
else if (words.get('hz') !== '0')
  systemClock.every(1_000 / Number(words.get('hz') ?? 1), () => {
    const bytes = crowd.frame(systemClock.wall(), share)
    table.apply(bytes)
    const patch = table.takePatch()
    const from = systemClock.monotonic()
    if (patch !== undefined) stores.tracks.take(patch)
    figures.updateMs += systemClock.monotonic() - from
    figures.updates++
  })

/** Gives the window what has changed. With each frame only the taking is measured: making a patch is the worker's. */
function pass(): void {
  for (let patch = table.takePatch(); patch !== undefined; patch = table.takePatch()) stores.tracks.take(patch)
}

const root = must(document.getElementById('root'), 'a root element')
if (words.get('peer') === '1') openPeer(root, stores.tracks, figures)
else createRoot(root).render(<MapView stores={stores} link={link} clock={systemClock} />)
Object.assign(window, {bench: {figures, stores, showBox}})
