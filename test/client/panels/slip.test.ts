import {expect, test, vi} from 'vitest'
import {manualClock} from '../../../shared/base/clock.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {withThings} from '../../../client/state/things.ts'
import {createStore} from 'zustand/vanilla'
import {Deeds} from '../../../client/panels/deeds.ts'
import {createDesk} from '../../../client/panels/desk.ts'
import {listenToKeys} from '../../../client/panels/keyboard.ts'
import {handoffOf, linkThatKeeps, NOW, SE, storesWith, who} from './samples.ts'

// The keyboard asks where a press happened; here it happens nowhere.
vi.stubGlobal('Element', class {})

/** A console without a screen: what keys do, and what is sent. */
function keys(deadlines: Record<string, number>) {
  const clock = manualClock(NOW)
  const offer = (id: string) =>
    handoffOf({id, deadline: {timer: 'reply', at: NOW + (deadlines[id] ?? 0), length: 60_000}})
  const stores = storesWith([offer('offer-aaa')])
  const link = linkThatKeeps()
  const desk = createDesk()
  const deeds = new Deeds({
    stores,
    link,
    who,
    nation: SE,
    seat: '00000000',
    clock,
    random: seededRandom(1),
    desk,
    cards: createStore(() => ({track: undefined, card: undefined, status: 'empty'})),
    silenceOthers: () => undefined,
    goTo: () => undefined,
    keepPalette: () => undefined,
  } as unknown as ConstructorParameters<typeof Deeds>[0])
  let pressed: (event: KeyboardEvent) => void = () => undefined
  const page = {
    addEventListener: (_type: string, listener: typeof pressed) => (pressed = listener),
    removeEventListener: () => undefined,
  } as unknown as Document
  listenToKeys({deeds, desk, things: stores.things, nation: SE, clock, page})
  const press = (key: string, more: object = {}) =>
    pressed({
      key,
      code: `Key${key.toUpperCase()}`,
      shiftKey: false,
      ctrlKey: false,
      altKey: false,
      metaKey: false,
      preventDefault: () => undefined,
      target: null,
      ...more,
    } as unknown as KeyboardEvent)
  const arrives = (id: string) =>
    stores.things.setState(state => withThings(state, {snapshot: false, upserts: [offer(id)], removed: []}), true)
  return {clock, link, press, arrives}
}

test('check 3: a key within 400 ms of a shorter offer taking the focus accepts nothing, the next press that offer only', () => {
  const {clock, link, press, arrives} = keys({'offer-aaa': 50_000, 'offer-bbb': 20_000})
  clock.advance(5_000)
  arrives('offer-bbb')
  clock.advance(300)
  press('a')
  expect(link.sent).toEqual([])
  clock.advance(200)
  press('a')
  expect(link.sent).toEqual([{type: 'handoff.accept', handoff: 'offer-bbb', expectedVersion: 1}])
})

test('Ctrl+Z with nothing accepted lately sends nothing', () => {
  const {link, press} = keys({'offer-aaa': 50_000})
  press('z', {ctrlKey: true})
  expect(link.sent).toEqual([])
})
