import type {TFunction} from 'i18next'
import {decimal, position} from '../ui/format.ts'
import type {Camera} from './camera.ts'

const MILE = 1_852
const WORLD_PIXELS = 512
const METRES_AROUND = 40_075_016.6856
const WIDEST = 120
const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]

/** The scale box at the lower right: what is not drawn, cursor, scale, where the base map comes from, that lines are indicative. */
export class Furniture {
  readonly #cursor = part('map-cursor')
  readonly #scale = part('map-scale')
  readonly #credit = part('map-credit')
  readonly #note = part('map-note')
  readonly #empty = part('map-empty')
  readonly #sample = part('map-sample')
  #t: TFunction
  #isIndicative = false
  readonly #language: string

  constructor(place: HTMLElement, t: TFunction, language: string) {
    this.#t = t
    this.#language = language
    this.#sample.setAttribute('role', 'note')
    const box = part('map-box')
    box.append(this.#sample, this.#note, this.#cursor, this.#scale, this.#credit)
    place.append(box, this.#empty)
    this.speak(t)
  }

  speak(t: TFunction): void {
    this.#t = t
    this.#credit.textContent = t('map.credit')
    this.#note.textContent = this.#isIndicative ? t('map.indicative') : ''
    this.#empty.textContent = t('map.empty')
  }

  indicative(isIndicative: boolean): void {
    this.#isIndicative = isIndicative
    this.speak(this.#t)
  }

  cursor(lon: number, lat: number): void {
    this.#cursor.textContent = position(lon, lat)
  }

  /** Says that the view is empty, rather than leaving it to be guessed. */
  empty(isEmpty: boolean): void {
    this.#empty.hidden = !isEmpty
  }

  /** Says that the view shows only some of the tracks, and how many there are. */
  sample(counts: {readonly shown: number; readonly all: number} | undefined): void {
    this.#sample.hidden = counts === undefined
    if (counts === undefined) return
    const [shown, all] = [counts.shown, counts.all].map(count => decimal(count, 0, this.#language))
    const text = this.#t('map.sample', {shown, all})
    if (this.#sample.textContent !== text) this.#sample.textContent = text
  }

  scale(camera: Camera, lat: number): void {
    const perPixel = (METRES_AROUND * Math.cos((lat * Math.PI) / 180)) / (WORLD_PIXELS * 2 ** camera.zoom)
    const miles = STEPS.findLast(step => (step * MILE) / perPixel <= WIDEST) ?? STEPS[0] ?? 0.1
    this.#scale.style.width = `${Math.round((miles * MILE) / perPixel)}px`
    this.#scale.textContent = `${miles} nm`
  }
}

function part(name: string): HTMLElement {
  const element = document.createElement('div')
  element.className = name
  element.dataset['testid'] = name
  return element
}
