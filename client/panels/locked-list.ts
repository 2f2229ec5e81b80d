/** A list on the screen: its rows in order, and how many new ones wait until the hand has left. */
export type LockedList<T> = {readonly rows: readonly T[]; readonly waiting: number}

/**
 * Rows never move under the hand. While locked, what was shown stays where it was, with its newest content, and what
 * has ended stays as it last was; what is new waits and is counted.
 */
export function lockedList<T extends {readonly id: string}>(
  shown: readonly T[],
  now: readonly T[],
  isLocked: boolean,
): LockedList<T> {
  if (!isLocked || shown.length === 0) return {rows: now, waiting: 0}
  const byId = new Map(now.map(row => [row.id, row]))
  const held = new Set(shown.map(row => row.id))
  return {
    rows: shown.map(row => byId.get(row.id) ?? row),
    waiting: now.filter(row => !held.has(row.id)).length,
  }
}

/** The row after or before the focused one; the first or last where none is focused. */
export function neighbour<T extends {readonly id: string}>(
  rows: readonly T[],
  focusedId: string | undefined,
  step: 1 | -1,
): T | undefined {
  const at = rows.findIndex(row => row.id === focusedId)
  if (at < 0) return step === 1 ? rows[0] : rows.at(-1)
  return rows[Math.min(rows.length - 1, Math.max(0, at + step))]
}
