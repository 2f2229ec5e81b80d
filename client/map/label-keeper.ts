import {type Box, LabelPlacement, type PlacedLabel} from './label-placement.ts'
import {type Label, type LabelId, Labels} from './labels.ts'
import type {LabelWithPlace, Scene} from './scene.ts'

/** Labels are placed anew so often, ms, and shown up to so many. */
const PLACE_MS = 1_000
const MOST_LABELS = 120

/** Gives the labels wished for their places once a second, and in between moves each with its symbol. */
export class LabelKeeper {
  readonly #map: HTMLElement
  readonly #labels: Labels
  readonly #placement = new LabelPlacement()
  #placed: readonly PlacedLabel[] = []
  #placedAt = -Infinity
  #placedZoom = NaN

  /** `map` holds the boxes that no label may cover, `place` the labels. */
  constructor(map: HTMLElement, place: HTMLElement, press: (id: LabelId, isHandoff: boolean) => void) {
    this.#map = map
    this.#labels = new Labels(place, press)
  }

  /** What is wished for has changed: places are sought at the next drawing. */
  hurry(): void {
    this.#placedAt = -Infinity
  }

  /** Shows the labels that have found a place, and gives these places. `texts`: where words of the map itself stand. */
  show(
    {camera, moment}: Pick<Scene, 'camera' | 'moment'>,
    wishes: readonly LabelWithPlace[],
    texts: readonly Box[],
  ): readonly PlacedLabel[] {
    if (moment.clock - this.#placedAt >= PLACE_MS || camera.zoom !== this.#placedZoom) {
      this.#placedAt = moment.clock
      this.#placedZoom = camera.zoom
      const limits = {limit: MOST_LABELS, now: moment.clock, reserved: [...this.#reserved(), ...texts]}
      this.#placed = this.#placement.place(wishes, camera, limits)
    }
    const wished = new Map(wishes.map(wish => [wish.id as number | string, wish]))
    this.#labels.show(this.#placed.flatMap(({id}) => wished.get(id) ?? []).map(labelOnly))
    for (const {id, dx, dy} of this.#placed) {
      const wish = wished.get(id)
      if (wish !== undefined) this.#labels.move(wish.id, wish.x + dx, wish.y + dy)
    }
    return this.#placed
  }

  /** Where the boxes of the map itself stand. */
  #reserved(): Box[] {
    const origin = this.#map.getBoundingClientRect()
    return [...this.#map.querySelectorAll('.map-box, .map-world, .map-posts > *')].map(element => {
      const {left, top, right, bottom} = element.getBoundingClientRect()
      return {left: left - origin.left, top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top}
    })
  }
}

function labelOnly({
  x: _x,
  y: _y,
  width: _width,
  height: _height,
  isNeeded: _isNeeded,
  ...label
}: LabelWithPlace): Label {
  return label
}
