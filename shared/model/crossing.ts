import type {ObjectKind} from './object.ts'

/** What a line parts: waters, land, or the regions in which nations co-ordinate search and rescue. */
export const LINE_KINDS = ['sea', 'land', 'sar'] as const
export type LineKind = (typeof LINE_KINDS)[number]

/** How near a crossing is, by the class of the object: the first prompt, the second, the last. */
export type DueStage = 1 | 2 | 3

const SECOND = 1_000
const MINUTE = 60 * SECOND
const STAGES = {
  sea: [30 * MINUTE, 15 * MINUTE, 5 * MINUTE],
  land: [10 * MINUTE, 5 * MINUTE, 2 * MINUTE],
  air: [180 * SECOND, 90 * SECOND, 30 * SECOND],
} as const
/** Later than this an offer is made at short notice, ms (domain, T_propose_latest). */
const LATEST = {sea: 10 * MINUTE, land: 4 * MINUTE, air: 60 * SECOND} as const

/** The stage of a crossing that is so far away, ms; undefined while it is not due. */
export function dueStage(kind: ObjectKind, leftMs: number): DueStage | undefined {
  const [first, second, last] = STAGES[paceOf(kind)]
  if (leftMs > first) return undefined
  return leftMs > second ? 1 : leftMs > last ? 2 : 3
}

/** Whether there is less time than an answer should have. */
export function isShortNotice(kind: ObjectKind, leftMs: number): boolean {
  return leftMs < LATEST[paceOf(kind)]
}

function paceOf(kind: ObjectKind): keyof typeof STAGES {
  if (kind === 'aircraft' || kind === 'drone') return 'air'
  return kind === 'vehicle' || kind === 'person' ? 'land' : 'sea'
}
