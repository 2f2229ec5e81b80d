import {expect, test} from 'vitest'
import {type PaletteName, type Token, tokensCss, tokensOf} from '../../../client/ui/palette.ts'

const PALETTES: PaletteName[] = ['day', 'dusk', 'night', 'sun']
const GROUNDS: Token[] = ['bg.sea', 'bg.land', 'bg.panel', 'bg.raised', 'bg.inset']
const NEEDED: [Token, number][] = [
  ['text.primary', 7],
  ['text.secondary', 4.5],
  ['alarm.ink', 4.5],
  ['warning.ink', 4.5],
  ['caution.ink', 4.5],
  ['handoff.ink', 4.5],
  ['info.ink', 4.5],
  ['track.own', 3],
  ['track.neutral', 3],
  ['track.unknown', 4.5],
  ['line.border', 3],
  ['line.frontier', 3],
  ['line.coast', 1.4],
  ['focus.ring', 3],
  ['select.ring', 3],
  ['text.disabled', 2],
]
const SIGNALS = ['alarm', 'warning', 'caution', 'handoff', 'info'] as const

test.each(PALETTES)('%s: text and lines stand out from every ground', palette => {
  const colours = tokensOf(palette)
  const weak = NEEDED.flatMap(([token, need]) =>
    GROUNDS.filter(ground => contrast(colours[token], colours[ground]) < need).map(ground => `${token} on ${ground}`),
  )
  expect(weak).toEqual([])
})

test.each(PALETTES)('%s: a filled signal can be read and has an edge', palette => {
  const colours = tokensOf(palette)
  const weak = SIGNALS.filter(signal => {
    const fill = colours[`${signal}.fill`]
    const edges = GROUNDS.map(ground =>
      Math.max(contrast(fill, colours[ground]), contrast(colours[`${signal}.ink`], colours[ground])),
    )
    return contrast(colours[`${signal}.on`], fill) < 4.5 || Math.min(...edges) < 3
  })
  expect(weak).toEqual([])
})

test('in the sun every signal and every word has seven to one, on every ground and on its own fill', () => {
  const colours = tokensOf('sun')
  const words: Token[] = [
    'text.primary',
    'text.secondary',
    'track.own',
    'track.neutral',
    'track.unknown',
    'line.border',
  ]
  const inks = [...words, ...SIGNALS.map((signal): Token => `${signal}.ink`)]
  const weak = inks.flatMap(ink =>
    GROUNDS.filter(ground => contrast(colours[ink], colours[ground]) < 7).map(ground => `${ink} on ${ground}`),
  )
  expect(weak).toEqual([])
  expect(SIGNALS.filter(one => contrast(colours[`${one}.on`], colours[`${one}.fill`]) < 7)).toEqual([])
})

test('every palette is written as custom properties', () => {
  const css = tokensCss()
  for (const palette of PALETTES) {
    expect(css).toContain(`[data-palette='${palette}']`)
    expect(css).toContain(`--alarm-ink: ${tokensOf(palette)['alarm.ink'].toLowerCase()};`)
  }
})

/** WCAG 2.2, contrast ratio of two colours. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
