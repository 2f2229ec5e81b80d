import type {Clock, Stop} from '../../shared/base/clock.ts'
import {meaningOf, SlipGuard, type Surroundings} from '../ui/keymap.ts'
import type {Deeds} from './deeds.ts'
import type {DeskStore} from './desk.ts'
import {yesTo} from './handoff-acts.ts'
import type {NationCode} from '../../shared/base/id.ts'
import type {ThingsStore} from '../state/things.ts'

/** Reads the keys of a window and does what they mean, unless what they act on has just slipped under them. */
export function listenToKeys(options: {
  deeds: Deeds
  desk: DeskStore
  things: ThingsStore
  nation: NationCode
  clock: Clock
  page: Pick<Document, 'addEventListener' | 'removeEventListener'>
}): Stop {
  const {deeds, desk, things, nation, clock, page} = options
  const guard = new SlipGuard()
  const aim = () => {
    const now = clock.monotonic()
    guard.aims('accept', deeds.handoffFor(handoff => yesTo(handoff, nation) !== undefined)?.id, now)
    guard.aims('acknowledge', deeds.alertToAcknowledge()?.id, now)
  }

  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return
    const {overlay, form, afterG} = desk.getState()
    const meaning = meaningOf(event, {...surroundingsOf(event), afterG, wantsDigit: form !== undefined})
    if (afterG) desk.setState({afterG: false})
    if (meaning === undefined) return
    if (overlay !== undefined && !(meaning.type === 'action' && ALWAYS.has(meaning.action))) return
    event.preventDefault()
    if (meaning.type === 'g') desk.setState({afterG: true})
    else if (meaning.type === 'digit') deeds.choose(meaning.digit)
    else if (!event.repeat || REPEATS.has(meaning.action))
      if (guard.allows(meaning.action, clock.monotonic())) deeds.act(meaning.action)
  }

  aim()
  const stops = [things.subscribe(aim), desk.subscribe(aim)]
  page.addEventListener('keydown', pressed)
  return () => {
    for (const stop of stops) stop()
    page.removeEventListener('keydown', pressed)
  }
}

const ALWAYS: ReadonlySet<string> = new Set(['up', 'help', 'search', 'silence'])
const REPEATS: ReadonlySet<string> = new Set(['next', 'previous'])

function surroundingsOf(event: KeyboardEvent): Pick<Surroundings, 'inText' | 'onControl' | 'inMap'> {
  const at = event.target instanceof Element ? event.target : undefined
  return {
    inText: at?.closest('textarea, [contenteditable], input:not([type=radio]):not([type=checkbox])') != null,
    onControl: at?.closest('button, a[href], select, input, summary') != null,
    inMap: at?.closest('.map-place') != null,
  }
}
