import type {Stop} from '../../shared/base/clock.ts'
import type {PaletteName} from '../ui/palette.ts'

/** A canvas over the map, out of the way of the pointer. */
export function canvasIn(place: HTMLElement, name: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.className = name
  canvas.dataset['testid'] = name
  canvas.ariaHidden = 'true'
  place.append(canvas)
  return canvas
}

/** A piece of the page with its class, which is its test id too. */
export function partOf(name: string, text: string): HTMLElement {
  const element = document.createElement('div')
  element.className = name
  element.dataset['testid'] = name
  element.textContent = text
  return element
}

/** The palette is the page's, whoever set it: console and phone have different ones. */
export function paletteOfPage(): PaletteName {
  const named = document.documentElement.dataset['palette']
  return named === 'day' || named === 'night' || named === 'sun' ? named : 'dusk'
}

/** Calls back when console or phone have changed the light level. */
export function watchPalette(onChange: (palette: PaletteName) => void): Stop {
  const observer = new MutationObserver(() => onChange(paletteOfPage()))
  observer.observe(document.documentElement, {attributeFilter: ['data-palette']})
  return () => observer.disconnect()
}
