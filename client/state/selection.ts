import {createStore, type StoreApi} from 'zustand/vanilla'
import type {AlertId, ContactId, HandoffId, IncidentId, TaskId, TrackId, UnitId} from '../../shared/base/id.ts'

/** What the keys act on: one thing at a time. */
export type Selected =
  | {readonly type: 'track'; readonly id: TrackId}
  | {readonly type: 'contact'; readonly id: ContactId}
  | {readonly type: 'alert'; readonly id: AlertId}
  | {readonly type: 'handoff'; readonly id: HandoffId}
  | {readonly type: 'incident'; readonly id: IncidentId}
  | {readonly type: 'task'; readonly id: TaskId}
  | {readonly type: 'unit'; readonly id: UnitId}

export type SelectionState = {
  readonly selected: Selected | undefined
  /** Live track of what is selected, where there is one: the map's ring and the card follow it. */
  readonly track: TrackId | undefined
  /** Under the pointer. */
  readonly hovered: TrackId | undefined
}
export type SelectionStore = StoreApi<SelectionState>

export function createSelectionStore(): SelectionStore {
  return createStore<SelectionState>(() => ({selected: undefined, track: undefined, hovered: undefined}))
}

/** Selects a live track. */
export function selectTrack(store: SelectionStore, id: TrackId): void {
  store.setState({selected: {type: 'track', id}, track: id})
}

/** Selects a thing, with the live track it is about. */
export function select(store: SelectionStore, selected: Selected, track: TrackId | undefined): void {
  store.setState({selected, track})
}

export function selectNothing(store: SelectionStore): void {
  store.setState({selected: undefined, track: undefined})
}
