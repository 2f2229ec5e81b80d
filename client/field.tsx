import '@fontsource-variable/inter'
import '@fontsource/jetbrains-mono/400.css'
import '@fontsource/jetbrains-mono/700.css'
import {createRoot} from 'react-dom/client'
import {must} from '../shared/base/assert.ts'
import {systemRandom} from '../shared/base/random.ts'
import {FieldApp} from './FieldApp.tsx'
import {phoneStorage} from './field/phone-seat.ts'
import {startCatalogue} from './locales/catalogue.ts'
import {arrive} from './panels/arrive.ts'
import './theme.css'
import './panels/console.css'
import './panels/law.css'
import './ui/base.css'
import './field/phone.css'
import {Speaker} from './ui/sounds.ts'

startCatalogue(undefined, navigator.languages)
const arrival = arrive({
  address: new URL(location.href),
  storage: phoneStorage(sessionStorage, localStorage),
  random: systemRandom,
  replace: path => history.replaceState(null, '', path),
})
const speaker = new Speaker(() => (typeof AudioContext === 'undefined' ? undefined : new AudioContext()))
// Browsers let sound out after a touch only.
document.addEventListener('pointerdown', () => void speaker.unlock(), {once: true})
// Without a worker (refused, or no secure context) the phone works as long as it has a network.
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/field-worker.js').catch(() => undefined)
createRoot(must(document.getElementById('root'), 'a root element')).render(
  <FieldApp arrival={arrival} speaker={speaker} />,
)
