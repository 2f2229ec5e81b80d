import {seededRandom} from '../../../shared/base/random.ts'

export type Box = {readonly west: number; readonly south: number; readonly east: number; readonly north: number}

export const HARBOUR_DEGREES = 2

/**
 * Where a window looks: 40 % at a harbour, 45 % at a region, 15 % at an ocean, each around one of forty hot spots; or all
 * at something as wide as is said.
 */
export function viewOf(index: number, wide?: number): Box & {readonly isWide: boolean} {
  const share = index % 20
  const degrees = wide ?? (share < 8 ? HARBOUR_DEGREES : share < 17 ? 10 : 50)
  const spot = Math.floor(seededRandom(index + 1).unit() * 40)
  const west = ((spot * 53) % 340) - 170 + 2 - degrees / 2
  const south = Math.max(-60, ((spot * 29) % 100) - 40 + 1.5 - degrees / 4)
  return {west, south, east: west + degrees, north: south + degrees / 2, isWide: degrees > 10}
}
