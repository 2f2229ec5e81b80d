import type {Thing} from '../../shared/protocol/things.ts'
import {alertThing} from './alert-projection.ts'
import {contactThing} from './contact-projection.ts'
import {fileThing} from './file-projection.ts'
import {handoffThing} from './handoff-projection.ts'
import {incidentThing} from './incident-projection.ts'
import {noticeThing} from './notice-projection.ts'
import {postThing} from './post-projection.ts'
import {shiftThing} from './shift-projection.ts'
import {pursuitThing} from './pursuit-projection.ts'
import {pointOutThing} from './point-out-projection.ts'
import {taskThing} from './task-projection.ts'
import {unitThing} from './unit-projection.ts'
import type {Kind} from './lives.ts'
import type {Projection} from './projection.ts'

export type {Projection} from './projection.ts'

/** A state as consoles have it: with live tracks, own people's names and this node's time of day. */
export function thingOf(projection: Projection, kind: Kind, id: string): Thing | undefined {
  switch (kind) {
    case 'alert':
      return alertThing(projection, id)
    case 'contact':
      return contactThing(projection, id)
    case 'handoff':
      return handoffThing(projection, id)
    case 'incident':
      return incidentThing(projection, id)
    case 'pursuit':
      return pursuitThing(projection, id)
    case 'point-out':
      return pointOutThing(projection, id)
    case 'task':
      return taskThing(projection, id)
    case 'unit':
      return unitThing(projection, id)
    case 'notice':
      return noticeThing(projection, id)
    case 'post':
      return postThing(projection, id)
    case 'shift':
      return shiftThing(projection, id)
    case 'file':
      return fileThing(projection, id)
    case 'request':
      return undefined
  }
}
