import {expect, test} from 'vitest'
import {keepingOf} from '../../../client/field/keeping.ts'

const HERE = 'https://watch.example'

test.each([
  ['GET', '/field', 'network-first'],
  ['GET', '/field?seat-new&as=mia%40SE', 'network-first'],
  ['GET', '/assets/field-1a2b.js', 'kept-first'],
  ['GET', '/map/tiles/7/67/40.pbf', 'kept-then-refresh'],
  ['GET', '/api/session', 'network-only'],
  ['GET', '/socket.io/?EIO=4', 'network-only'],
  ['GET', '/', 'network-only'],
  ['POST', '/assets/field-1a2b.js', 'network-only'],
])('%s %s is %s', (method, path, keeping) => {
  expect(keepingOf({method, url: `${HERE}${path}`}, HERE)).toBe(keeping)
})

test('nothing of another site is kept', () => {
  expect(keepingOf({method: 'GET', url: 'https://elsewhere.example/assets/a.js'}, HERE)).toBe('network-only')
})
