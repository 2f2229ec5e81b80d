import {createStore, type StoreApi} from 'zustand/vanilla'
import type {Clock, Stop} from '../../shared/base/clock.ts'

/** Wall time of the node and picture time, ms; both move on once a second, at the full second of the node. */
export type Now = {readonly wall: number; readonly picture: number}
export type NowStore = StoreApi<Now>

/** One clock for all countdowns and ages of a window, so that they step together. */
export function startTicker(clock: Clock, read: () => Now): {now: NowStore; stop: Stop} {
  const now = createStore<Now>(read)
  let stop: Stop = () => undefined
  function step(): void {
    now.setState(read(), true)
    const rest = 1_000 - (((now.getState().wall % 1_000) + 1_000) % 1_000)
    stop = clock.after(rest < 20 ? rest + 1_000 : rest, step)
  }
  step()
  return {now, stop: () => stop()}
}
