import {expect, test} from 'vitest'
import {FRAME_COLOURS, frameOf, FRAMES, symbolOf, symbolScale} from '../../../client/map/symbol.ts'
import {kindCode} from '../../../shared/model/object.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'

const vessel = {kind: kindCode('vessel'), identity: 1, flags: 0, freshness: 'live' as const, zoom: 9}

test('each identity has a frame and a colour of its own, so that neither is needed to tell it', () => {
  const frames = [0, 1, 2, 3, 4].map(identity => frameOf(identity, 0))
  expect(frames).toEqual(['clover', 'none', 'own', 'partner', 'diamond'])
  expect(FRAME_COLOURS).toHaveLength(FRAMES.length)
})

test('lives in danger come before everything else', () => {
  expect(frameOf(2, ReportFlag.OWN | ReportFlag.DISTRESS)).toBe('distress')
})

test('an own asset is own, whatever its identity says', () => {
  expect(frameOf(0, ReportFlag.OWN)).toBe('own')
})

test('old data never looks live: dashed on a prediction, crossed when lost, gone when gone', () => {
  const look = (freshness: 'live' | 'late' | 'coasting' | 'lost' | 'gone') => symbolOf({...vessel, freshness}).look
  expect((['live', 'late', 'coasting', 'lost', 'gone'] as const).map(look)).toEqual([
    'filled',
    'filled',
    'dashed',
    'crossed',
    'absent',
  ])
})

test('from afar identified traffic is a dot, everything else keeps its symbol', () => {
  expect(symbolOf({...vessel, zoom: 6.9}).isDot).toBe(true)
  expect(symbolOf({...vessel, zoom: 7}).isDot).toBe(false)
  expect(symbolOf({...vessel, identity: 0, zoom: 4}).isDot).toBe(false)
})

test('what a scenario made is marked', () => {
  expect(symbolOf({...vessel, flags: ReportFlag.SIMULATED}).isSimulated).toBe(true)
})

test('symbols grow from half their size to the whole of it as the map comes nearer', () => {
  expect([3, 5.5, 7, 8.5, 12].map(symbolScale)).toEqual([0.5, 0.5, 0.75, 1, 1])
})
