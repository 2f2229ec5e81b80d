import type {Clock} from '../../shared/base/clock.ts'
import type {Random} from '../../shared/base/random.ts'
import type {TrackTable} from '../state/track-table.ts'
import {openConversation} from './conversation.ts'
import type {OpenTalk} from './talk.ts'

/** Holds the conversation on this thread: for phones, whose pictures are small, for programs and for tests. */
export function talkHere(options: {clock: Clock; random: Random; table?: TrackTable}): OpenTalk {
  return (opening, onTold) => {
    const hear = openConversation({...options, opening, tell: onTold})
    return {say: hear, close: () => hear({type: 'close'})}
  }
}
