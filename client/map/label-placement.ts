/** What wants a label, in order of importance: the first is placed first. CSS pixels. */
export type LabelWish = {
  readonly id: number | string
  /** Its symbol. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Never left out: handoff, selected, priority 1. */
  readonly isNeeded: boolean
}
export type PlacedLabel = {
  readonly id: number | string
  /** Which of {@link SIDES}, and how far out. */
  readonly side: number
  /** Top left corner relative to the symbol. */
  readonly dx: number
  readonly dy: number
}

/** Sides of a box on the screen, CSS pixels. */
export type Box = {readonly left: number; readonly top: number; readonly right: number; readonly bottom: number}

/** Right above first, then round: a label above its vector hides least. */
const SIDES: readonly (readonly [number, number])[] = [
  [1, -0.6],
  [1, 0.6],
  [-1, -0.6],
  [-1, 0.6],
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
]
const LEADERS = [24, 50, 84, 124]
const LEADERS_WISHED = 2
/** Half the room that a symbol takes. */
const SYMBOL = 11
/** Between two labels: they move between two passes. */
const GAP = 4
/** A label keeps its side at least so long, ms, while it is free. */
const STICKY_MS = 10_000

/**
 * Places labels so that none covers another, greedily in order of importance: eight sides, two lengths of leader (four
 * for those that must be seen). A label keeps the side it had while that is free.
 */
export class LabelPlacement {
  readonly #held = new Map<number | string, {side: number; leader: number; since: number}>()

  /** At most `limit` labels, of the first that find a place on the screen outside what is `reserved`. `now`: monotonic, ms. */
  place(
    wishes: readonly LabelWish[],
    screen: {readonly width: number; readonly height: number},
    {limit, now, reserved}: {readonly limit: number; readonly now: number; readonly reserved: readonly Box[]},
  ): PlacedLabel[] {
    const symbols = wishes.filter(wish => wish.isNeeded).map(symbolBox)
    const taken: Box[] = [...reserved]
    const placed: PlacedLabel[] = []
    for (const wish of wishes) {
      if (placed.length >= limit && !wish.isNeeded) continue
      const spot = this.#spotFor(wish, screen, taken, symbols, now)
      if (spot === undefined) continue
      taken.push(boxAt(wish, spot))
      placed.push({id: wish.id, side: spot.side, dx: spot.dx, dy: spot.dy})
      const held = this.#held.get(wish.id)
      if (held?.side !== spot.side || held.leader !== spot.leader)
        this.#held.set(wish.id, {side: spot.side, leader: spot.leader, since: now})
    }
    this.#forget(new Set(wishes.map(wish => wish.id)))
    return placed
  }

  #spotFor(
    wish: LabelWish,
    screen: {readonly width: number; readonly height: number},
    taken: readonly Box[],
    symbols: readonly Box[],
    now: number,
  ) {
    const held = this.#held.get(wish.id)
    const spots = spotsOf(wish)
    const free = spots.filter(spot => {
      const box = boxAt(wish, spot)
      if (!isWithin(box, screen) || taken.some(other => overlaps(box, other, GAP))) return false
      return !symbols.some(other => !isOwn(other, wish) && overlaps(box, other, 0))
    })
    const kept = free.find(spot => spot.side === held?.side && spot.leader === held.leader)
    if (kept !== undefined) return kept
    // A label that has just moved waits rather than jumping about, unless it has to be seen.
    if (held !== undefined && now - held.since < STICKY_MS && !wish.isNeeded) return undefined
    return (
      free[0] ??
      (wish.isNeeded ? spots.find(spot => !taken.some(other => overlaps(boxAt(wish, spot), other, 0))) : undefined)
    )
  }

  #forget(wished: ReadonlySet<number | string>): void {
    for (const id of this.#held.keys()) if (!wished.has(id)) this.#held.delete(id)
  }
}

type Spot = {readonly side: number; readonly leader: number; readonly dx: number; readonly dy: number}

function spotsOf({width, height, isNeeded}: LabelWish): Spot[] {
  return LEADERS.slice(0, isNeeded ? LEADERS.length : LEADERS_WISHED).flatMap((length, leader) =>
    SIDES.map(([right, down], side) => ({
      side,
      leader,
      dx: right > 0 ? length : right < 0 ? -length - width : -width / 2,
      dy: right === 0 ? (down > 0 ? length : -length - height) : down * length - height / 2,
    })),
  )
}

function boxAt({x, y, width, height}: LabelWish, {dx, dy}: Spot): Box {
  return {left: x + dx, top: y + dy, right: x + dx + width, bottom: y + dy + height}
}

function symbolBox({x, y}: LabelWish): Box {
  return {left: x - SYMBOL, top: y - SYMBOL, right: x + SYMBOL, bottom: y + SYMBOL}
}

function isOwn(symbol: Box, wish: LabelWish): boolean {
  return symbol.left === wish.x - SYMBOL && symbol.top === wish.y - SYMBOL
}

function isWithin(box: Box, {width, height}: {readonly width: number; readonly height: number}): boolean {
  return box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height
}

/** Whether two boxes touch, or come nearer than `gap`. */
export function overlaps(a: Box, b: Box, gap: number): boolean {
  return a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap && b.top < a.bottom + gap
}
