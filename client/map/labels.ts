import type {HandoffId, TrackId} from '../../shared/base/id.ts'

/** How a label is drawn; the class names of `map.css`. */
export type LabelTone = 'plain' | 'mine' | 'partner' | 'offered' | 'offering' | 'ended' | 'failed' | 'quiet'
/** A track, or the handoff of one that is not in the picture. */
export type LabelId = TrackId | HandoffId
export type Label = {
  readonly id: LabelId
  readonly lines: readonly string[]
  /** The last line, when it is that of a handoff: it can be pressed where it is `offered`, or noticed where it has ended. */
  readonly handoff: string | undefined
  readonly tone: LabelTone
  readonly colour: string | undefined
  readonly isSelected: boolean
  readonly isFlashing: boolean
  readonly isUrgent: boolean
  /** Share of the time left, where a countdown runs. */
  readonly left: number | undefined
}

/** Size of a label of so many lines, CSS pixels: its type is monospaced, so nothing has to be measured. */
export function labelSize(label: Pick<Label, 'lines' | 'handoff' | 'tone'>): {width: number; height: number} {
  const lines = label.handoff === undefined ? label.lines : [...label.lines, label.handoff]
  const letters = Math.max(...lines.map(line => [...line].length))
  return {width: letters * LETTER + 2 * SIDE, height: lines.length * LINE + 2 * EDGE}
}
const LETTER = 7.85
const LINE = 16
const SIDE = 6
const EDGE = 2

/** The labels on the screen: one element each, moved by transform, its text touched only when it changes. */
export class Labels {
  readonly #place: HTMLElement
  readonly #press: (id: LabelId, isHandoff: boolean) => void
  readonly #shown = new Map<LabelId, {element: HTMLElement; print: string; at: string}>()

  constructor(place: HTMLElement, press: (id: LabelId, isHandoff: boolean) => void) {
    this.#place = place
    this.#press = press
  }

  /** Shows exactly these. */
  show(labels: readonly Label[]): void {
    const wanted = new Set(labels.map(label => label.id))
    for (const [id, {element}] of this.#shown)
      if (!wanted.has(id)) {
        element.remove()
        this.#shown.delete(id)
      }
    for (const label of labels) this.#update(label)
  }

  move(id: LabelId, x: number, y: number): void {
    const shown = this.#shown.get(id)
    const at = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
    if (shown === undefined || shown.at === at) return
    shown.element.style.transform = at
    shown.at = at
  }

  #update(label: Label): void {
    const held = this.#shown.get(label.id)
    const print = JSON.stringify(label)
    if (held?.print === print) return
    const element = held?.element ?? this.#make(label.id)
    element.className = [
      'map-label',
      label.tone,
      label.isSelected && 'selected',
      label.isFlashing && 'flash',
      label.isUrgent && 'urgent',
    ]
      .filter(Boolean)
      .join(' ')
    element.style.setProperty('--ink', label.colour ?? 'inherit')
    element.replaceChildren(...label.lines.map(lineElement), ...this.#handoffLine(label))
    if (held === undefined) this.#shown.set(label.id, {element, print, at: ''})
    else held.print = print
  }

  #make(id: LabelId): HTMLElement {
    const element = document.createElement('div')
    element.dataset['testid'] = 'map-label'
    element.dataset[typeof id === 'string' ? 'handoff' : 'track'] = id.toString()
    element.dir = 'ltr'
    element.addEventListener('click', event => {
      this.#press(id, event.target instanceof Element && event.target.closest('.handoff-line') !== null)
    })
    this.#place.append(element)
    return element
  }

  #handoffLine({handoff, left}: Label): HTMLElement[] {
    if (handoff === undefined) return []
    const line = lineElement(handoff)
    line.classList.add('handoff-line')
    if (left === undefined) return [line]
    const bar = document.createElement('span')
    bar.className = 'left-bar'
    bar.style.width = `${Math.round(Math.max(0, Math.min(1, left)) * 100)}%`
    return [line, bar]
  }
}

function lineElement(text: string): HTMLElement {
  const line = document.createElement('div')
  line.textContent = text
  return line
}
