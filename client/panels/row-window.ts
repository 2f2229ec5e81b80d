/** Rows that come at once, and the most that are there at a time. */
export const STEP = 60
export const MOST = 240

/** The rows that are on the page: from `first` to before `last`. */
export type RowWindow = {readonly first: number; readonly last: number}

/** A short list is whole; of a long one its top. */
export function beginning(count: number): RowWindow {
  return {first: 0, last: count <= 2 * STEP ? count : STEP}
}

/** More at that end; what is too much goes at the other. */
export function revealed({first, last}: RowWindow, where: 'before' | 'after', count: number): RowWindow {
  if (where === 'after') {
    const to = Math.min(count, last + STEP)
    return {first: Math.max(first, to - MOST), last: to}
  }
  const from = Math.max(0, first - STEP)
  return {first: from, last: Math.min(last, from + MOST)}
}

/** With the row in it, and some around it: near by it grows, far away it moves there. */
export function holding(window: RowWindow, row: number, count: number): RowWindow {
  const last = Math.min(window.last, count)
  const first = Math.min(window.first, last)
  if (row < 0 || (row >= first && row < last)) return fitted({first, last}, count)
  if (row >= last && row < last + STEP) return fitted(revealed({first, last}, 'after', count), count)
  if (row < first && row >= first - STEP) return fitted(revealed({first, last}, 'before', count), count)
  const from = Math.max(0, row - STEP / 2)
  return fitted({first: from, last: Math.min(count, from + STEP)}, count)
}

/** A list that has become short is whole again, and a window is never emptier than it need be. */
function fitted({first, last}: RowWindow, count: number): RowWindow {
  if (count <= 2 * STEP) return beginning(count)
  return last - first >= STEP
    ? {first, last}
    : {first: Math.max(0, Math.min(first, count - STEP)), last: Math.min(count, Math.max(first, 0) + STEP)}
}
