import {expect, test} from 'vitest'
import {IDENTITIES} from '../../../shared/model/object.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import {TrackFlag} from '../../../shared/protocol/frame.ts'
import {rankOf} from '../../../shared/protocol/rank.ts'

test('of ordinary tracks one of eight is of rank 1 and above, one of 64 of rank 2, none of rank 3, whatever their ids', () => {
  for (const step of [1, 1_000, 65_536, 0x9e37_79b1]) {
    const counts = [0, 0, 0, 0]
    for (let index = 0; index < 64_000; index++) {
      const rank = rankOf(Math.imul(index, step) >>> 0, 1, 0)
      counts[rank] = (counts[rank] ?? 0) + 1
    }
    expect(counts[3]).toBe(0)
    expect(Math.abs((counts[2] ?? 0) - 1_000)).toBeLessThan(150)
    expect(Math.abs((counts[1] ?? 0) - 7_000)).toBeLessThan(400)
  }
})

test('what is notable has the highest rank', () => {
  const look = (identity: (typeof IDENTITIES)[number]) => (IDENTITIES.indexOf(identity) << 8) | 1
  for (const id of [1, 2, 3, 4_000_000_000]) {
    for (const identity of ['own', 'partner', 'of-interest'] as const) expect(rankOf(id, look(identity), 0)).toBe(3)
    for (const flag of [ReportFlag.DISTRESS, ReportFlag.OWN, TrackFlag.CONTACT])
      expect(rankOf(id, look('unidentified'), flag)).toBe(3)
    for (const identity of ['unidentified', 'identified'] as const)
      expect(rankOf(id, look(identity), TrackFlag.PARTNER)).toBeLessThan(3)
  }
})
