import {systemClock} from '../../shared/base/clock.ts'
import {systemRandom} from '../../shared/base/random.ts'
import {memoryOf} from '../state/track-patch.ts'
import {openConversation} from './conversation.ts'
import type {Opening, Said, Told} from './talk.ts'

/** The first message is the opening, all others are what the window says. */
let hear: ((said: Said) => void) | undefined

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (hear !== undefined) hear(event.data as Said)
  else
    hear = openConversation({
      opening: event.data as Opening,
      clock: systemClock,
      random: systemRandom,
      tell: told => self.postMessage(told, {transfer: givenAwayWith(told)}),
    })
})

function givenAwayWith(told: Told): Transferable[] {
  return told.type === 'patch' && told.patch !== undefined ? memoryOf(told.patch) : []
}
