import {afterContact} from './contact-reactions.ts'
import type {Happening, Turn} from './files.ts'
import {afterFile} from './file-reactions.ts'
import {afterHandoff} from './handoff-reactions.ts'
import type {House} from './house.ts'
import {endPursuits} from './pursuit-reactions.ts'
import {afterIncident, afterRescueAlert} from './incident-reactions.ts'
import {afterRequest} from './request-reactions.ts'
import {afterTask} from './task-reactions.ts'
import {afterUnit} from './unit-reactions.ts'

/** What follows at once from what has just happened, in the same transaction. */
export function react(house: House, turn: Turn, happening: Happening): void {
  switch (happening.kind) {
    case 'handoff':
      return afterHandoff(house, turn, happening)
    case 'contact':
      afterContact(house, turn, happening)
      return endPursuits(house, turn, happening)
    case 'task':
      return afterTask(house, turn, happening)
    case 'unit':
      return afterUnit(house, turn, happening)
    case 'incident':
      return afterIncident(house, turn, happening)
    case 'alert':
      return afterRescueAlert(house, turn, happening)
    case 'file':
      return afterFile(turn, happening)
    case 'pursuit':
    case 'post':
    case 'shift':
    case 'point-out':
    case 'notice':
      return
    case 'request':
      return afterRequest(house, turn, happening)
  }
}
