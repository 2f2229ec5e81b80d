import {expect, test} from 'vitest'
import {Heartbeat} from '../../../client/link/heartbeat.ts'
import {createLinkStore, isFrozen, pictureNow, serverNow} from '../../../client/state/link-status.ts'
import {manualClock} from '../../../shared/base/clock.ts'

function window(hasPicture = true) {
  const clock = manualClock()
  const link = createLinkStore()
  const heartbeat = new Heartbeat({clock, link, hasPicture: () => hasPicture})
  const beat = (more = {}) =>
    heartbeat.heard({
      wall: clock.wall() + 5_000,
      picture: 1_000_000,
      rate: 1,
      replay: false,
      feeds: [],
      links: [],
      tracks: 3,
      ...more,
    })
  return {clock, link, heartbeat, beat, status: () => link.getState().status}
}

test('late after 3 s without a beat, no link after 6 s, and the picture stands still at the last one', () => {
  const {clock, link, beat, status} = window()
  expect(status()).toBe('connecting')
  beat()
  clock.advance(2_750)
  expect(status()).toBe('live')
  clock.advance(250)
  expect(status()).toBe('late')
  clock.advance(2_750)
  expect(status()).toBe('late')
  clock.advance(250)
  expect(status()).toBe('none')
  expect(isFrozen(link.getState())).toBe(true)
  expect(link.getState().frozenAt).toBe(1_000_000)
})

test('ages keep counting while there is no link', () => {
  const {clock, link, beat} = window()
  beat()
  clock.advance(20_000)
  expect(pictureNow(link.getState(), clock)).toBe(1_020_000)
  expect(link.getState().silentMs).toBe(20_000)
})

test('after an absence the picture is live only once it has been drawn whole', () => {
  const {clock, link, heartbeat, beat, status} = window()
  beat()
  clock.advance(8_000)
  beat()
  expect(status()).toBe('returning')
  expect(isFrozen(link.getState())).toBe(true)
  heartbeat.drawnWhole()
  expect(status()).toBe('live')
  expect(link.getState()).toMatchObject({frozenAt: undefined, back: {awayMs: 8_000}})
})

test('a link lost again while returning is lost, and the absence counts from its beginning', () => {
  const {clock, link, heartbeat, beat, status} = window()
  beat()
  clock.advance(8_000)
  beat()
  clock.advance(7_000)
  expect(status()).toBe('none')
  beat()
  heartbeat.drawnWhole()
  expect(link.getState().back?.awayMs).toBe(15_000)
})

test('a window without a map is live with the next beat', () => {
  const {clock, beat, status} = window(false)
  beat()
  clock.advance(8_000)
  beat()
  expect(status()).toBe('live')
})

test('a short silence is forgotten at once', () => {
  const {clock, link, beat, status} = window()
  beat()
  clock.advance(4_000)
  expect(status()).toBe('late')
  beat()
  expect([status(), link.getState().back]).toEqual(['live', undefined])
})

test("the node's time is known from the beat, and a recording runs at its own rate", () => {
  const {clock, link, beat} = window()
  beat({rate: 60, replay: true})
  clock.advance(1_000)
  expect(serverNow(link.getState(), clock)).toBe(clock.wall() + 5_000)
  expect(pictureNow(link.getState(), clock)).toBe(1_060_000)
})
