import type {Line, MultiPolygon, Ring} from '../../shared/model/zone.ts'
import type {Box} from './coast.ts'

type Pair = readonly [number, number]

/** A border between two labels: `left` lies to the left of the line. Label −1 is what lies outside the box. */
type Arc = {
  readonly left: number
  readonly right: number
  readonly first: number
  readonly last: number
  readonly line: Line
}

/** A box cut into labelled areas that share their edges exactly. */
export type Partition = {
  /** The union of all areas whose label is chosen. */
  area(isChosen: (label: number) => boolean): MultiPolygon
  /** The lines that have a label of the one kind to the left and one of the other to the right. */
  lines(isLeft: (label: number) => boolean, isRight: (label: number) => boolean): Line[]
}

/** What a partition is made from: a label at each point of a grid, and where between two neighbours it changes. */
export type Labelling = {
  readonly box: Box
  readonly step: number
  readonly label: (column: number, row: number) => number
  /** Share of the way from one grid point to its neighbour, 0 to 1, at which the label changes. */
  readonly change: (from: Pair, to: Pair) => number
  /** Bends smaller than this are left out of every line, degrees. */
  readonly tolerance: number
}

/**
 * Marching triangles: each triangle of the grid has one, two or three labels; two are parted by a segment, three meet in
 * its middle. Nothing is ambiguous, so the areas neither overlap nor leave gaps; each border is made, and simplified,
 * once, and serves the areas on both its sides.
 */
export function partition(labelling: Labelling): Partition {
  const segments = march(labelling)
  const arcs = chain(segments).map(arc => ({...arc, line: simplified(arc.line, labelling.tolerance)}))
  return {
    area(isChosen) {
      const chosen = (label: number) => label >= 0 && isChosen(label)
      const border = arcs.filter(arc => chosen(arc.left) !== chosen(arc.right))
      return polygons(joined(border.map(arc => (chosen(arc.left) ? arc : reversed(arc)))))
    },
    lines(isLeft, isRight) {
      const both = arcs.flatMap(arc =>
        isLeft(arc.left) && isRight(arc.right) ? [arc] : isLeft(arc.right) && isRight(arc.left) ? [reversed(arc)] : [],
      )
      return joined(both)
    },
  }
}

type Segment = {readonly left: number; readonly right: number; readonly from: Node; readonly to: Node}
type Node = {readonly key: number; readonly place: Pair}

function march({box, step, label, change}: Labelling): Segment[] {
  const columns = Math.round((box.east - box.west) / step) + 1
  const rows = Math.round((box.north - box.south) / step) + 1
  const width = columns + 2
  const segments: Segment[] = []
  const isInside = ([column, row]: Pair) => column >= 0 && row >= 0 && column < columns && row < rows
  const labelAt = (point: Pair) => (isInside(point) ? label(...point) : -1)
  const placeOf = ([column, row]: Pair): Pair => [box.west + column * step, box.south + row * step]
  const number = ([column, row]: Pair) => (row + 1) * width + column + 1

  function between(a: Pair, b: Pair): Node {
    const [from, to] = number(a) < number(b) ? [a, b] : [b, a]
    const share = isInside(from) && isInside(to) ? change(from, to) : isInside(from) ? 0 : 1
    const [[lonA, latA], [lonB, latB]] = [placeOf(from), placeOf(to)]
    const [across, up] = [to[0] - from[0], to[1] - from[1]]
    const direction = up === 0 ? 0 : across === 0 ? 1 : 2
    return {
      key: number(from) * 8 + direction,
      place: [lonA + (lonB - lonA) * share, latA + (latB - latA) * share],
    }
  }

  // Corners run counter-clockwise, so that it is known which label lies to the left of what is drawn.
  function triangle(corners: readonly [Pair, Pair, Pair], kind: number): void {
    const [p, q, r] = corners
    const [a, b, c] = [labelAt(p), labelAt(q), labelAt(r)]
    if (a === b && b === c) return
    if (b === c) segments.push({left: a, right: b, from: between(p, q), to: between(p, r)})
    else if (a === c) segments.push({left: b, right: c, from: between(q, r), to: between(q, p)})
    else if (a === b) segments.push({left: c, right: a, from: between(r, p), to: between(r, q)})
    else {
      const nodes = [between(p, q), between(q, r), between(r, p)] as const
      const middle: Node = {key: number(p) * 8 + 4 + kind, place: meanOf(nodes.map(node => node.place))}
      segments.push({left: b, right: a, from: middle, to: nodes[0]})
      segments.push({left: c, right: b, from: middle, to: nodes[1]})
      segments.push({left: a, right: c, from: middle, to: nodes[2]})
    }
  }

  for (let row = -1; row < rows; row++)
    for (let column = -1; column < columns; column++) {
      const corner: Pair = [column, row]
      const opposite: Pair = [column + 1, row + 1]
      triangle([corner, [column + 1, row], opposite], 0)
      triangle([corner, opposite, [column, row + 1]], 1)
    }
  return segments
}

/** Segments of the same two labels end to end, from one meeting of three labels to the next, or round. */
function chain(segments: readonly Segment[]): Arc[] {
  const arcs: Arc[] = []
  const byPair = new Map<string, Segment[]>()
  for (const segment of segments) {
    const one = segment.left < segment.right ? segment : turned(segment)
    const pair = `${one.left}|${one.right}`
    byPair.set(pair, [...(byPair.get(pair) ?? []), one])
  }
  for (const list of byPair.values()) {
    const from = new Map(list.map(one => [one.from.key, one]))
    const isEntered = new Set(list.map(one => one.to.key))
    const starts = list.filter(one => !isEntered.has(one.from.key))
    for (const start of [...starts, ...list]) {
      if (!from.has(start.from.key)) continue
      const line: Pair[] = [start.from.place]
      let last = start
      for (let next: Segment | undefined = start; next !== undefined; next = from.get(last.to.key)) {
        from.delete(next.from.key)
        line.push(next.to.place)
        last = next
      }
      arcs.push({left: start.left, right: start.right, first: start.from.key, last: last.to.key, line})
    }
  }
  return arcs
}

/** Arcs end to end as lines; a line that comes back to its start is closed. */
function joined(arcs: readonly Arc[]): Line[] {
  const from = new Map(arcs.map(arc => [arc.first, arc]))
  const isEntered = new Set(arcs.map(arc => arc.last))
  const lines: Line[] = []
  for (const start of [...arcs.filter(arc => !isEntered.has(arc.first)), ...arcs]) {
    if (!from.has(start.first)) continue
    const line: Pair[] = []
    let last = start
    for (let next: Arc | undefined = start; next !== undefined; next = from.get(last.last)) {
      from.delete(next.first)
      line.push(...next.line.slice(line.length === 0 ? 0 : 1))
      last = next
    }
    lines.push(withoutRepeats(line))
  }
  return lines.filter(line => line.length > 1)
}

/** Rings that run counter-clockwise are outer ones, the others holes in the smallest outer ring around them. */
function polygons(rings: readonly Ring[]): MultiPolygon {
  const outer = rings.filter(ring => signedArea(ring) > 0).map(ring => [ring])
  const smallestFirst = [...outer].sort((a, b) => signedArea(a[0] ?? []) - signedArea(b[0] ?? []))
  for (const hole of rings.filter(ring => signedArea(ring) < 0)) {
    const [place] = hole
    smallestFirst.find(([ring]) => ring !== undefined && place !== undefined && isInRing(ring, place))?.push(hole)
  }
  return outer
}

function simplified(line: Line, tolerance: number): Line {
  const [first, last] = [line[0], line[line.length - 1]]
  if (first === undefined || last === undefined || line.length < 3) return line.map(rounded)
  const isClosed = first[0] === last[0] && first[1] === last[1]
  // A closed line is cut in two at the place that is farthest from its start.
  const cut = isClosed ? farthest(line, 0, line.length - 1).at : line.length - 1
  const kept = new Set([0, cut, line.length - 1])
  const open: Pair[] = [
    [0, cut],
    [cut, line.length - 1],
  ]
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const {at, by} = farthest(line, ...range)
    if (!(by > tolerance)) continue
    kept.add(at)
    open.push([range[0], at], [at, range[1]])
  }
  return line.filter((_, at) => kept.has(at)).map(rounded)
}

function farthest(line: Line, from: number, to: number): {at: number; by: number} {
  const [[lonA, latA], [lonB, latB]] = [line[from] ?? [0, 0], line[to] ?? [0, 0]]
  let [at, by] = [from, -1]
  const scale = Math.cos((latA * Math.PI) / 180)
  const [dx, dy] = [(lonB - lonA) * scale, latB - latA]
  const length = dx * dx + dy * dy
  for (let index = from + 1; index < to; index++) {
    const [lon, lat] = line[index] ?? [0, 0]
    const [x, y] = [(lon - lonA) * scale, lat - latA]
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / length))
    const away = Math.hypot(x - along * dx, y - along * dy)
    if (away > by) [at, by] = [index, away]
  }
  return {at, by}
}

/** To four decimals: 11 m. */
function rounded([lon, lat]: Pair): Pair {
  return [Math.round(lon * 10_000) / 10_000, Math.round(lat * 10_000) / 10_000]
}

function withoutRepeats(line: Line): Line {
  return line.filter(([lon, lat], at) => at === 0 || lon !== line[at - 1]?.[0] || lat !== line[at - 1]?.[1])
}

function turned({left, right, from, to}: Segment): Segment {
  return {left: right, right: left, from: to, to: from}
}

function reversed(arc: Arc): Arc {
  return {left: arc.right, right: arc.left, first: arc.last, last: arc.first, line: [...arc.line].reverse()}
}

function meanOf(places: readonly Pair[]): Pair {
  const sum = places.reduce(([lon, lat], place) => [lon + place[0], lat + place[1]] as const, [0, 0] as Pair)
  return [sum[0] / places.length, sum[1] / places.length]
}

function signedArea(ring: Ring): number {
  let twice = 0
  for (let at = 1; at < ring.length; at++) {
    const [[lonA, latA], [lonB, latB]] = [ring[at - 1] ?? [0, 0], ring[at] ?? [0, 0]]
    twice += lonA * latB - lonB * latA
  }
  return twice / 2
}

function isInRing(ring: Ring, [lon, lat]: Pair): boolean {
  let inside = false
  for (let at = 1; at < ring.length; at++) {
    const [[lonA, latA], [lonB, latB]] = [ring[at - 1] ?? [0, 0], ring[at] ?? [0, 0]]
    if (latA > lat !== latB > lat && lon < lonA + ((lonB - lonA) * (lat - latA)) / (latB - latA)) inside = !inside
  }
  return inside
}
