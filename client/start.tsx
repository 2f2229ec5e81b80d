import '@fontsource-variable/inter'
import '@fontsource/jetbrains-mono/400.css'
import {createRoot} from 'react-dom/client'
import {must} from '../shared/base/assert.ts'
import {systemRandom} from '../shared/base/random.ts'
import {StartView} from './field/StartView.tsx'
import {seatOf} from './link/seat.ts'
import {startCatalogue} from './locales/catalogue.ts'
import './theme.css'
import './ui/base.css'
import './field/start.css'

startCatalogue(undefined, navigator.languages)
const root = createRoot(must(document.getElementById('root'), 'a root element'))
root.render(<StartView seat={seatOf(sessionStorage, systemRandom)} />)
