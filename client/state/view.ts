import {createStore, type StoreApi} from 'zustand/vanilla'
import type {Position} from '../../shared/geo/position.ts'

export const PALETTES = ['day', 'dusk', 'night'] as const
export type Palette = (typeof PALETTES)[number]
/** Minutes ahead that a vector shows. */
export const VECTOR_MINUTES = [0, 3, 6, 12, 30] as const
export type VectorMinutes = (typeof VECTOR_MINUTES)[number]
export const LABEL_DETAILS = ['small', 'normal', 'full'] as const
export type LabelDetail = (typeof LABEL_DETAILS)[number]

/** Degrees; `west` > `east` spans the antimeridian. */
export type Box = {readonly west: number; readonly south: number; readonly east: number; readonly north: number}

/** What the map is asked to do; `n` rises with each wish, so that the same place can be asked for again. */
export type Wish =
  | {readonly n: number; readonly to: 'box'; readonly box: Box}
  | {readonly n: number; readonly to: 'place'; readonly place: Position; readonly zoom?: number}

export type ViewState = {
  readonly palette: Palette
  readonly vectorMinutes: VectorMinutes
  readonly labelDetail: LabelDetail
  /** 0 shows all, 2 only what matters. */
  readonly declutter: 0 | 1 | 2
  /** Layers switched off, by name. */
  readonly hiddenLayers: ReadonlySet<string>
  /** Ended handoffs that the person has taken note of: gone from panel and map. */
  readonly noticed: ReadonlySet<string>
  /** What the map shows now; written by the map, sent to the node. */
  readonly bounds: (Box & {readonly zoom: number}) | undefined
  readonly wish: Wish | undefined
  /** Where the map was pressed last. */
  readonly pointed: Position | undefined
}
export type ViewStore = StoreApi<ViewState>

export function createViewStore(): ViewStore {
  return createStore<ViewState>(() => ({
    palette: 'dusk',
    vectorMinutes: 6,
    labelDetail: 'normal',
    declutter: 0,
    hiddenLayers: new Set(),
    noticed: new Set(),
    bounds: undefined,
    wish: undefined,
    pointed: undefined,
  }))
}

/** The person has taken note of how a handoff ended. */
export function noticeHandoff(store: ViewStore, id: string): void {
  store.setState(state => ({noticed: new Set([...state.noticed, id])}))
}

/** Asks the map to show a box. */
export function showBox(store: ViewStore, box: Box): void {
  store.setState(state => ({wish: {n: (state.wish?.n ?? 0) + 1, to: 'box', box}}))
}

/** Asks the map to show a place, nearer where `zoom` is given. */
export function showPlace(store: ViewStore, place: Position, zoom?: number): void {
  store.setState(state => ({
    wish: {n: (state.wish?.n ?? 0) + 1, to: 'place', place, ...(zoom === undefined ? {} : {zoom})},
  }))
}
