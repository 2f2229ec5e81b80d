import {unitsPerMetre, latOf} from '../geo/mercator.ts'
import {NOT_AVAILABLE} from './frame.ts'

/**
 * Dead reckoning as both ends of a frame do it: a place moved on by speed and course, in the numbers of the wire, the same
 * to the bit on every machine. Sine and length of a metre are taken from tables whose numbers are rounded far above the
 * last bit in which one machine's sine differs from another's; the rest is exact in double precision.
 */
const SPAN = 2 ** 32
/** Places stand on steps of 16. */
const STEP = 16
const COURSES = 3_600
const ROW_SHIFT = 20
const ROWS = 2 ** (32 - ROW_SHIFT)
const FRACTION = 2 ** 20

const SINE = Float64Array.from({length: COURSES}, (_, course) => rounded(Math.sin((course * 2 * Math.PI) / COURSES)))
/** Mercator units of a metre, by rows of y: within one they differ by less than a hundredth. */
const UNITS = Float64Array.from({length: ROWS}, (_, row) => rounded(unitsPerMetre(latOf((row + 0.5) * 2 ** ROW_SHIFT))))

/** What of a record says where its track will be, as codes of the wire (`frame.ts`). */
type Moving = {x: number; y: number; readonly speed: number; readonly course: number}

/** Moves the place on by so many tenths of a second. Without a speed or a course it stays. */
export function predict(moving: Moving, tenths: number): void {
  const {x, y, speed, course} = moving
  if (speed === NOT_AVAILABLE || course === NOT_AVAILABLE) return
  // 0.02 m/s and 0.1 s.
  const steps = (speed * tenths * unitsAt(y)) / (500 * STEP)
  const turn = Math.round(course / 10) % COURSES
  moving.x = (x + Math.round(steps * (SINE[turn] ?? 0)) * STEP) >>> 0
  const south = -Math.round(steps * (SINE[(turn + COURSES / 4) % COURSES] ?? 0)) * STEP
  moving.y = Math.min(SPAN - STEP, Math.max(0, y + south))
}

/** Mercator units of a metre at this y. */
export function unitsAt(y: number): number {
  return UNITS[y >>> ROW_SHIFT] ?? 1
}

function rounded(value: number): number {
  return Math.round(value * FRACTION) / FRACTION
}
