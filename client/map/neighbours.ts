import type {TFunction} from 'i18next'
import type {FeatureCollection} from 'geojson'
import type {NationCode} from '../../shared/base/id.ts'
import {mercatorX, mercatorY} from '../../shared/geo/mercator.ts'
import type {Beat} from '../../shared/protocol/message.ts'
import type {PostThing} from '../../shared/protocol/things.ts'
import {age} from '../ui/format.ts'
import {type Camera, isOnScreen, type ScreenPlace, toScreen} from './camera.ts'

/** A place on a frontier and the side of it on which a nation lies. */
type Spot = {readonly nation: string; readonly lon: number; readonly lat: number; readonly offset: readonly number[]}
/** What the chip of a neighbour says, a line for each post. */
export type NeighbourChip = {
  readonly nation: NationCode
  readonly isDown: boolean
  readonly lines: readonly {readonly text: string; readonly state: string}[]
}

const MARGIN = 60
/** How far from the line a chip stands, in pixels for each em of the letters' offset. */
const AWAY = 44
const MOST_LINES = 3

/** The neighbours' posts and their state, each on its side of the line. */
export class Neighbours {
  readonly #place: HTMLElement
  readonly #chips = new Map<string, {readonly element: HTMLElement; print: string}>()
  #spots: readonly Spot[] = []

  constructor(place: HTMLElement) {
    this.#place = place
  }

  /** From the letters beside the frontiers. */
  take(geography: FeatureCollection): void {
    this.#spots = geography.features.flatMap(({properties, geometry}) => {
      const {kind, nation, offset} = (properties ?? {}) as {kind?: string; nation?: string; offset?: number[]}
      if (kind !== 'frontier-side' || nation === undefined || offset === undefined || geometry.type !== 'Point')
        return []
      const [lon = 0, lat = 0] = geometry.coordinates
      return [{nation, lon, lat, offset}]
    })
  }

  show(camera: Camera, chips: readonly NeighbourChip[]): void {
    const shown = new Set<string>()
    for (const chip of chips) {
      const at = this.#placeOf(chip.nation, camera)
      if (at === undefined) continue
      shown.add(chip.nation)
      this.#put(chip, at)
    }
    for (const [nation, {element}] of this.#chips)
      if (!shown.has(nation)) {
        element.remove()
        this.#chips.delete(nation)
      }
  }

  /** The spot nearest to the middle of the screen, moved to the neighbour's side. */
  #placeOf(nation: string, camera: Camera): ScreenPlace | undefined {
    let best: {at: ScreenPlace; away: number} | undefined
    for (const spot of this.#spots) {
      if (spot.nation !== nation) continue
      const on = toScreen(camera, {x: mercatorX(spot.lon), y: mercatorY(spot.lat)}, {x: 0, y: 0})
      const [right = 0, down = 0] = spot.offset
      const at = {x: on.x + right * AWAY, y: on.y + down * AWAY}
      if (!isOnScreen(camera, at, -MARGIN)) continue
      const away = Math.hypot(at.x - camera.width / 2, at.y - camera.height / 2)
      if (away < (best?.away ?? Infinity)) best = {at, away}
    }
    return best?.at
  }

  #put(chip: NeighbourChip, {x, y}: ScreenPlace): void {
    const held = this.#chips.get(chip.nation)
    const element = held?.element ?? this.#make(chip.nation)
    const print = JSON.stringify(chip)
    if (held?.print !== print) {
      element.classList.toggle('down', chip.isDown)
      element.replaceChildren(...chip.lines.map(lineOf))
      if (held === undefined) this.#chips.set(chip.nation, {element, print})
      else held.print = print
    }
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`
  }

  #make(nation: string): HTMLElement {
    const element = document.createElement('div')
    element.className = 'map-neighbour'
    element.dataset['testid'] = 'map-neighbour'
    element.dataset['nation'] = nation
    element.dir = 'ltr'
    this.#place.append(element)
    return element
  }
}

/** What is known of each neighbour: without a link since when, else the posts that are kept. */
export function neighbourChips(
  t: TFunction,
  of: {
    readonly own: NationCode | undefined
    readonly links: Beat['links']
    readonly posts: Iterable<PostThing>
    readonly isFrozen: boolean
  },
): NeighbourChip[] {
  const posts = [...of.posts].sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id))
  return of.links.map(({nation, status, silentMs}) => {
    if (status === 'down') {
      const since = of.isFrozen ? '' : ` ${age(silentMs)}`
      return {nation, isDown: true, lines: [{text: `${nation} ${t('queue.map.noLink')}${since}`, state: 'down'}]}
    }
    const late = status === 'late' ? ` ${t('queue.map.linkLate')}` : ''
    const kept = posts.filter(post => post.nation === nation && post.state !== 'free').slice(0, MOST_LINES)
    const lines = kept.map(({id, state}) => ({text: `${id} ${t(`queue.postState.${state}`)}${late}`, state}))
    const nobody = {text: `${nation} ${t('queue.postState.free')}${late}`, state: 'free'}
    const isTold = posts.some(post => post.nation === nation)
    return {
      nation,
      isDown: false,
      lines: lines.length > 0 ? lines : isTold ? [nobody] : [{text: `${nation}${late}`, state: 'open'}],
    }
  })
}

/** Who can answer stands first. */
function rank({state}: PostThing): number {
  return ['open', 'busy', 'closed', 'free'].indexOf(state)
}

function lineOf({text, state}: NeighbourChip['lines'][number]): HTMLElement {
  const line = document.createElement('div')
  const shape = document.createElement('i')
  shape.className = `post-shape ${state}`
  line.append(shape, text)
  return line
}
