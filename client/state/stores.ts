import {createDensityStore, type DensityStore} from './density.ts'
import {createLinkStore, type LinkStore} from './link-status.ts'
import {createPendingStore, type PendingStore} from './pending.ts'
import {createSelectionStore, type SelectionStore} from './selection.ts'
import {createSessionStore, type SessionStore} from './session.ts'
import {createThingsStore, type ThingsStore} from './things.ts'
import {TrackMirror} from './track-mirror.ts'
import {createViewStore, type ViewStore} from './view.ts'

/** Everything a window knows. Made once in `main`, written by `link/`, read by map and panels. */
export type Stores = {
  readonly tracks: TrackMirror
  readonly session: SessionStore
  readonly things: ThingsStore
  readonly link: LinkStore
  readonly selection: SelectionStore
  readonly view: ViewStore
  readonly pending: PendingStore
  readonly density: DensityStore
}

export function createStores(): Stores {
  return {
    tracks: new TrackMirror(),
    session: createSessionStore(),
    things: createThingsStore(),
    link: createLinkStore(),
    selection: createSelectionStore(),
    view: createViewStore(),
    pending: createPendingStore(),
    density: createDensityStore(),
  }
}
