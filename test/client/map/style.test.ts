import {expect, test} from 'vitest'
import {styleOf} from '../../../client/map/style.ts'
import {type PaletteName, tokensOf} from '../../../client/ui/palette.ts'

const origin = 'https://node.example'
const style = (palette: PaletteName) =>
  styleOf({colours: tokensOf(palette), origin, fonts: [{url: `${origin}/assets/inter.woff2`}], geography: undefined})
const PALETTES: PaletteName[] = ['day', 'dusk', 'night', 'sun']

test.each(PALETTES)('the style of %s asks nobody but the own node', palette => {
  const addresses = JSON.stringify(style(palette)).match(/[a-z]+:\/\/[^/"]+/g) ?? []
  expect(addresses.length).toBeGreaterThan(0)
  expect(new Set(addresses)).toEqual(new Set([origin]))
  expect(style(palette)).not.toHaveProperty('glyphs')
  expect(style(palette)).not.toHaveProperty('sprite')
})

test('palettes differ in colours only', () => {
  const bare = (palette: PaletteName) => JSON.stringify(style(palette)).replaceAll(/#[0-9A-Fa-f]{6}/g, '#')
  expect(new Set(PALETTES.map(bare)).size).toBe(1)
})

test('every colour is a token of the palette', () => {
  const known = new Set(Object.values(tokensOf('night')))
  const used = JSON.stringify(style('night').layers).match(/#[0-9A-Fa-f]{6}/g) ?? []
  expect(used.filter(colour => !known.has(colour))).toEqual([])
})

test('a line that is only indicative is drawn otherwise than an agreed one', () => {
  const dashes = style('dusk').layers.flatMap(layer =>
    layer.id.startsWith('frontier') && layer.type === 'line' ? [layer.paint?.['line-dasharray']] : [],
  )
  expect(new Set(dashes.map(dash => JSON.stringify(dash))).size).toBe(2)
})
