import type {ScreenPlace} from './camera.ts'
import type {Box} from './label-placement.ts'

/** A word on the map with the place it belongs to, and on which side of that it stands. */
export type PlacedText = {
  readonly at: ScreenPlace
  readonly text: string
  readonly side: 'left' | 'right' | 'below'
}

/** One letter of the map's monospaced type, half a line, from the place to the word, and to the line below: CSS pixels. */
const LETTER = 7.85
const HALF = 9
const GAP = 10
const BELOW = 18

/** Where the word begins, and the middle of its line. */
export function startOfText({at, text, side}: PlacedText): ScreenPlace {
  const long = [...text].length * LETTER
  switch (side) {
    case 'right':
      return {x: at.x + GAP, y: at.y}
    case 'left':
      return {x: at.x - GAP - long, y: at.y}
    case 'below':
      return {x: at.x - long / 2, y: at.y + BELOW}
  }
}

/** Room that the word alone takes. */
export function boxOfWord(text: PlacedText): Box {
  const {x, y} = startOfText(text)
  return {left: x, top: y - HALF, right: x + [...text.text].length * LETTER, bottom: y + HALF}
}

/** Room that the word and the mark that it belongs to take: no label may stand there. */
export function boxOfText(text: PlacedText): Box {
  const {left, top, right, bottom} = boxOfWord(text)
  const {x, y} = text.at
  return {
    left: Math.min(left, x - GAP),
    top: Math.min(top, y - HALF),
    right: Math.max(right, x + GAP),
    bottom: Math.max(bottom, y + HALF),
  }
}
