import {createStore, type StoreApi} from 'zustand/vanilla'
import type {Density} from '../../shared/protocol/density.ts'

/** How many tracks stand where, while the view shows only some of them; undefined while it shows all. */
export type DensityState = {readonly density: Density | undefined}
export type DensityStore = StoreApi<DensityState>

export function createDensityStore(): DensityStore {
  return createStore<DensityState>(() => ({density: undefined}))
}
