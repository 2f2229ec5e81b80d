import {systemClock} from '../../shared/base/clock.ts'
import {Crowd, type CrowdFigures} from './stage/crowd.ts'

export type LoadResult = CrowdFigures

const [, , address = '', count = '0'] = process.argv
const crowd = new Crowd({
  address,
  windows: Number(count),
  // See `stamped`: the tenth of a second is the measurement's, the milliseconds in it stand in the place.
  ageOf: (table, slot, now) => now - (table.at[slot] ?? NaN) - (((table.place[slot * 2 + 1] ?? 0) >>> 4) & 0x7f),
  onWhole: () => process.send?.({ready: true}),
})
await crowd.open()

process.on('message', (message: {measureMs: number}) => {
  crowd.begin()
  systemClock.after(message.measureMs, () => process.send?.(crowd.end() satisfies LoadResult))
})
