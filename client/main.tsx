import '@fontsource-variable/inter'
import '@fontsource/jetbrains-mono/400.css'
import '@fontsource/jetbrains-mono/700.css'
import {createRoot} from 'react-dom/client'
import {must} from '../shared/base/assert.ts'
import {systemRandom} from '../shared/base/random.ts'
import {App} from './App.tsx'
import {startCatalogue} from './locales/catalogue.ts'
import {arrive} from './panels/arrive.ts'
import './theme.css'
import './panels/console.css'
import './panels/law.css'
import './panels/board/board.css'
import './panels/incident/incident.css'
import './panels/queue.css'
import './panels/shift/shift.css'
import './ui/base.css'
import {Speaker} from './ui/sounds.ts'

startCatalogue(undefined, navigator.languages)
const arrival = arrive({
  address: new URL(location.href),
  storage: sessionStorage,
  random: systemRandom,
  replace: path => history.replaceState(null, '', path),
})
const speaker = new Speaker(() => (typeof AudioContext === 'undefined' ? undefined : new AudioContext()))
createRoot(must(document.getElementById('root'), 'a root element')).render(<App arrival={arrival} speaker={speaker} />)
