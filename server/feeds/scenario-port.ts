import type {Stop} from '../../shared/base/clock.ts'

/** Where a scenario's stations can be listened to: bytes as the real receiver would send them. */
export interface ScenarioPort {
  listen(station: string, onBytes: (chunk: Uint8Array) => void): Stop
}
