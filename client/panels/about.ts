import {unreachable} from '../../shared/base/assert.ts'
import type {ContactId, TrackId} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Selected, SelectionState} from '../state/selection.ts'
import {type ThingsState, thingsByTrack} from '../state/things.ts'
import type {Subject, Tab} from './desk.ts'

/** Live track that a thing is about, where there is one. */
export function trackOf(things: ThingsState, selected: Selected): TrackId | undefined {
  switch (selected.type) {
    case 'track':
      return selected.id
    case 'contact':
      return things.contact.get(selected.id)?.track
    case 'alert':
      return things.alert.get(selected.id)?.tracks[0]
    case 'handoff': {
      const handoff = things.handoff.get(selected.id)
      return handoff?.track ?? trackOfContact(things, handoff?.contact)
    }
    case 'incident':
      return trackOfContact(things, things.incident.get(selected.id)?.contacts[0])
    case 'task':
      return things.task.get(selected.id)?.track
    case 'unit':
      return things.unit.get(selected.id)?.track
    default:
      return unreachable(selected)
  }
}

/** Last place that a thing itself tells, for when there is no live track. */
export function placeOf(things: ThingsState, selected: Selected): Position | undefined {
  switch (selected.type) {
    case 'alert':
      return things.alert.get(selected.id)?.place
    case 'handoff':
      return things.handoff.get(selected.id)?.subject.place
    case 'incident':
      return things.incident.get(selected.id)?.place
    case 'task':
      return things.task.get(selected.id)?.place
    case 'unit':
      return things.unit.get(selected.id)?.place
    case 'track':
    case 'contact':
      return undefined
    default:
      return unreachable(selected)
  }
}

/** The open contact of what is selected. */
export function contactOf(things: ThingsState, {selected, track}: SelectionState): ContactId | undefined {
  if (selected?.type === 'contact') return selected.id
  const named =
    selected?.type === 'alert'
      ? things.alert.get(selected.id)?.contact
      : selected?.type === 'handoff'
        ? things.handoff.get(selected.id)?.contact
        : undefined
  return named ?? (track === undefined ? undefined : thingsByTrack(things).get(track)?.contact?.id)
}

/** What a command about the selection names: the contact where there is one, else the live track. */
export function subjectOf(things: ThingsState, selection: SelectionState): Subject | undefined {
  const contact = contactOf(things, selection)
  if (contact !== undefined) return {contact}
  return selection.track === undefined ? undefined : {track: selection.track}
}

/** Where a thing is shown on the right. */
export function tabOf(selected: Selected, now: Tab): Tab {
  switch (selected.type) {
    case 'incident':
      return 'incidents'
    case 'unit':
      return 'units'
    case 'track':
    case 'contact':
    case 'alert':
    case 'handoff':
      return 'track'
    case 'task':
      return now
    default:
      return unreachable(selected)
  }
}

function trackOfContact(things: ThingsState, contact: ContactId | undefined): TrackId | undefined {
  return contact === undefined ? undefined : things.contact.get(contact)?.track
}
