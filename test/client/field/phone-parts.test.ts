import {expect, test} from 'vitest'
import {manualClock} from '../../../shared/base/clock.ts'
import type {CommandId, TaskId} from '../../../shared/base/id.ts'
import type {Fix} from '../../../shared/protocol/message.ts'
import {type AreaMap, loadArea, partsOf} from '../../../client/field/area-map.ts'
import {isOnDuty} from '../../../client/field/duty.ts'
import {keepAwake} from '../../../client/field/keep-awake.ts'
import {type Here, keepFix} from '../../../client/field/keep-fix.ts'
import {shrunk} from '../../../client/field/shrink.ts'
import {smsLink} from '../../../client/field/sms.ts'
import {createLinkStore} from '../../../client/state/link-status.ts'
import {boat} from './samples.ts'

const BOX = {west: 11, south: 54, east: 13, north: 55}

test('the map of an area is every part under it, from the whole world down to the deepest', () => {
  const parts = partsOf(BOX)
  expect(parts.slice(0, 3)).toEqual(['/map/geography.json', '/map/places.json', '/map/tiles/0/0/0.pbf'])
  expect(parts.filter(path => path.startsWith('/map/tiles/10/'))).toHaveLength(6 * 6)
  expect(partsOf({west: -180, south: -60, east: 179.9, north: 60}).length).toBeLessThan(802)
})

test('only what is missing is fetched, and a link that goes ends it where it is', async () => {
  const held = new Map<string, Response>([['/map/places.json', new Response('12345')]])
  const cache = {
    match: async (path: string) => held.get(path)?.clone(),
    put: async (path: string, answer: Response) => void held.set(path, answer),
  }
  const told: AreaMap[] = []
  const asked: string[] = []
  await loadArea({
    box: BOX,
    caches: {open: async () => cache as never},
    fetch: async path => {
      asked.push(path)
      return new Response('abc')
    },
    mayLoad: () => asked.length < 2,
    told: map => told.push(map),
  })
  expect(asked).toEqual(['/map/geography.json', '/map/tiles/0/0/0.pbf'])
  const {of} = told[0] ?? expect.fail('nothing told')
  expect(told).toEqual([
    {kept: 1, of, bytes: 5},
    {kept: 2, of, bytes: 8},
    {kept: 3, of, bytes: 11},
  ])
})

test('the node hears where the phone is once in five seconds, on a poor line less often, off duty not; its age is by one clock', () => {
  const clock = manualClock()
  const link = createLinkStore()
  let heard: (position: GeolocationPosition) => void = () => undefined
  const duty = {isOn: true}
  const [told, shown]: [Fix[], Here[]] = [[], []]
  keepFix({
    geolocation: {watchPosition: listener => ((heard = listener), 1), clearWatch: () => undefined},
    ...{linkStatus: link, clock, isOnDuty: () => duty.isOn},
    tell: fix => told.push(fix),
    show: here => shown.push(here),
  })
  const move = (timestamp: number) =>
    heard({
      coords: {longitude: 12, latitude: 55, accuracy: 9, speed: 4, heading: NaN},
      timestamp,
    } as unknown as GeolocationPosition)
  move(clock.wall() - 700)
  clock.advance(4_000)
  move(clock.wall())
  clock.advance(1_000)
  move(clock.wall())
  expect(told).toEqual([
    {lon: 12, lat: 55, ageMs: 700, accuracy: 9, speed: 4},
    {lon: 12, lat: 55, ageMs: 0, accuracy: 9, speed: 4},
  ])
  link.setState({pace: {quality: 'bad', everyMs: 60_000}})
  clock.advance(29_000)
  move(clock.wall())
  duty.isOn = false
  clock.advance(60_000)
  move(clock.wall())
  expect([told.length, shown.length]).toEqual([2, 5])
})

test('a photo is pressed until it has 300 kB; what cannot be is refused with its size', async () => {
  const sizes = [900_000, 500_000, 280_000]
  const jpeg = (bytes: number) => {
    const content = new Uint8Array(bytes)
    content.set([0xff, 0xd8, 0xff, 0xe1, 0, 4, 1, 1, 0xff, 0xda])
    return content
  }
  const small = await shrunk(async () => jpeg(sizes.shift() ?? 0))
  // Without the six bytes that the browser wrote beside the picture.
  expect('content' in small ? small.content.length : small).toBe(280_000 - 6)
  expect(await shrunk(async () => jpeg(700_000))).toEqual({
    code: 'file-too-large',
    values: {bytes: 700_000 - 6, most: 600_000},
  })
  expect(await shrunk(async () => undefined)).toEqual({code: 'file-kind', values: {}})
})

test('a text message has the unit, each press with its time, and the place', () => {
  const entry = {
    ...{id: 'a' as CommandId, status: 'kept' as const, pressedAt: Date.UTC(2026, 0, 1, 2, 13, 2)},
    command: {type: 'task.en-route' as const, task: 'task-0001' as TaskId},
  }
  const link = smsLink({unit: 'BP24', entries: [entry], words: () => 'EN ROUTE', here: {lon: 12.2, lat: 54.6}})
  expect(link.startsWith('sms:?&body=')).toBe(true)
  const [unit, press, place] = decodeURIComponent(link.slice('sms:?&body='.length)).split('\n')
  expect([unit, press]).toEqual(['BP24', '02:13:02Z EN ROUTE'])
  expect(place).toMatch(/54.*12/)
})

test('duty is what was pressed last here, else what the post knows, else on', () => {
  const press = (on: boolean) => ({
    ...{id: 'a' as CommandId, pressedAt: 0, status: 'kept' as const},
    command: {type: 'unit.duty' as const, on},
  })
  expect(isOnDuty(undefined, [])).toBe(true)
  expect(isOnDuty({...boat, duty: {on: false, from: 'desk'}}, [])).toBe(false)
  expect(isOnDuty({...boat, duty: {on: false, from: 'desk'}}, [press(false), press(true)])).toBe(true)
})

test('a press about duty that the post has taken in holds until its word comes, and never against a later one or a roster', () => {
  const press = (on: boolean, pressedAt: number, status: 'received' | 'refused' = 'received') => ({
    ...{id: 'a' as CommandId, pressedAt, status},
    command: {type: 'unit.duty' as const, on},
  })
  const desk = {on: true, from: 'desk', at: 1_000} as const
  expect(isOnDuty({...boat, duty: desk}, [press(false, 2_000)])).toBe(false)
  expect(isOnDuty({...boat, duty: {...desk, at: 2_000}}, [press(false, 2_000)])).toBe(true)
  expect(isOnDuty({...boat, duty: desk}, [press(false, 2_000, 'refused')])).toBe(true)
  expect(isOnDuty({...boat, duty: {on: true, from: 'roster'}}, [press(false, 2_000)])).toBe(true)
})

test('the screen stays on while there is a task, and is asked for again when the page comes back', async () => {
  const state = {wanted: true, visible: true, asked: 0, released: 0}
  let look = () => undefined as void
  const stop = keepAwake({
    screen: {request: async () => (state.asked++, {release: async () => void state.released++})},
    isWanted: () => state.wanted,
    isVisible: () => state.visible,
    onChange(listener) {
      look = listener
      return () => undefined
    },
  })
  await new Promise<void>(later => queueMicrotask(later))
  await Promise.resolve()
  look()
  expect([state.asked, state.released]).toEqual([1, 0])
  state.visible = false
  look()
  state.visible = true
  await Promise.resolve()
  look()
  await Promise.resolve()
  expect([state.asked, state.released]).toEqual([2, 1])
  state.wanted = false
  await Promise.resolve()
  await Promise.resolve()
  look()
  expect(state.released).toBe(2)
  stop()
})
