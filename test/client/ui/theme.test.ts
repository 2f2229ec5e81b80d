import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {tokensCss} from '../../../client/ui/palette.ts'

test('the theme of the pages is what the tokens say', () => {
  const rules = (css: string) =>
    css
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/\s+/g, ' ')
      .trim()
  expect(rules(readFileSync('client/theme.css', 'utf8'))).toBe(rules(tokensCss()))
})
