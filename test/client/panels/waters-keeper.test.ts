import {expect, test} from 'vitest'
import {createStore} from 'zustand/vanilla'
import {manualClock} from '../../../shared/base/clock.ts'
import type {Position} from '../../../shared/geo/position.ts'
import {keepWaters} from '../../../client/panels/waters-keeper.ts'

type Card = {fields: {field: string; value: string}[]; trail: [number, number, number][]}

/** Nothing on the map; a card with the last place and the flag of what is selected. */
function panel() {
  const clock = manualClock()
  const selection = createStore<{selected: object | undefined; track: number | undefined}>(() => ({
    selected: undefined,
    track: undefined,
  }))
  const view = createStore<{pointed: Position | undefined}>(() => ({pointed: undefined}))
  const cards = createStore<{card: Card | undefined}>(() => ({card: undefined}))
  const link = createStore(() => ({picture: undefined}))
  const things = createStore(() => ({}))
  const tracks = {slotOf: () => -1, positionOf: () => ({lon: 0, lat: 0})}
  const asked: string[] = []
  const {waters} = keepWaters({
    stores: {selection, view, link, things, tracks} as never,
    cards: cards as never,
    clock,
    ask: async ({lon, lat}, flag) => {
      asked.push(`${lon} ${lat} ${flag ?? '-'}`)
      return {lon, lat} as never
    },
  })
  return {clock, selection, view, cards, asked, waters}
}

test('a place that was pressed on the map is asked for, and asked again when it is another', async () => {
  const {view, asked, waters, clock} = panel()
  expect(waters.getState().status).toBe('empty')
  view.setState({pointed: {lon: 12.5, lat: 55}})
  await Promise.resolve()
  expect([asked, waters.getState().status]).toEqual([['12.5 55 -'], 'known'])
  clock.advance(3_000)
  expect(asked).toHaveLength(1)
  view.setState({pointed: {lon: 12.51, lat: 55}})
  expect(asked).toHaveLength(2)
})

test('the selected track is asked for with the flag that it declares, again when it has moved and now and then', () => {
  const {selection, cards, asked, clock} = panel()
  cards.setState({card: {fields: [{field: 'flag', value: 'DK'}], trail: [[12, 55, 0]]}})
  selection.setState({selected: {type: 'track', id: 1}, track: 1})
  expect(asked).toEqual(['12 55 DK'])
  cards.setState({card: {fields: [], trail: [[12.0001, 55, 1]]}})
  clock.advance(1_000)
  expect(asked.at(-1)).toBe('12.0001 55 -')
  clock.advance(10_000)
  expect(asked).toHaveLength(2)
  clock.advance(6_000)
  expect(asked).toHaveLength(3)
})
