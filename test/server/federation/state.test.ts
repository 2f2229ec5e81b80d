import {expect, test} from 'vitest'
import {sides} from './sides.ts'

test('[ST1] a partner is late when no beat has come for 3 s and down after 6 s', () => {
  const {se, fi, pair, pass} = sides()
  pass(5_000)
  expect([se.link.state, fi.link.state]).toEqual(['up', 'up'])
  // The last beats have come 20 ms after 5 s; nobody is told that the rest is lost.
  pair.faults.lost = 1
  pass(100)
  const states: string[] = []
  for (let second = 5; second < 13; second++) {
    states.push(`${fi.link.silentMs} ${fi.link.state}`)
    pass(1_000)
  }
  expect(states).toEqual([
    ...['80 up', '1080 up', '2080 up'],
    ...['3080 late', '4080 late', '5080 late'],
    ...['6080 down', '7080 down'],
  ])
})

test('[ST1] it is up again with the first beat', () => {
  const {se, fi, pair, pass} = sides()
  pass(2_000)
  pair.faults.lost = 1
  pass(8_000)
  expect(se.link.status().state).toBe('down')
  pair.faults.lost = 0
  pass(1_100)
  expect([se.link.status().state, fi.link.status().state]).toEqual(['up', 'up'])
})

test('[ST1] after silence the first beat is answered at once, so that both are up', () => {
  const {clock, se, fi, pair, pass} = sides({delayMs: 50})
  pass(2_000)
  pair.faults.lost = 1
  pass(8_000)
  pair.faults.lost = 0
  se.link.tick()
  clock.advance(100)
  expect([se.link.state, fi.link.state]).toEqual(['up', 'up'])
})

test('[ST1] a beat that somebody repeats keeps nobody up', () => {
  const {se, fi, pair, pass} = sides()
  pass(3_000)
  const beat = se.carrier.of('control').at(-1)?.bytes ?? new Uint8Array()
  pair.faults.lost = 1
  for (let second = 0; second < 7; second++) {
    pass(1_000)
    fi.link.receive(beat)
  }
  expect(fi.link.status()).toMatchObject({state: 'down', refused: {stale: 7}})
})

test('[ST1] it is down at once when the carrier says so, and up within two ways when it is back', () => {
  const {clock, se, fi, pair, pass} = sides({delayMs: 50})
  pass(3_000)
  pair.cut()
  expect([se.link.state, fi.link.state]).toEqual(['down', 'down'])
  pass(2_300)
  pair.heal()
  clock.advance(100)
  expect([se.link.state, fi.link.state]).toEqual(['up', 'up'])
})

test('[ST1] before the first beat the partner is down', () => {
  const {se, fi} = sides()
  expect([se.link.state, fi.link.state]).toEqual(['down', 'down'])
})

test('[ST1] a step of the time of day changes nothing', () => {
  const {clock, se, fi, pass} = sides()
  pass(3_000)
  for (const step of [86_400_000, -172_800_000]) {
    clock.stepWall(step)
    pass(1_000)
    expect([se.link.state, fi.link.state]).toEqual(['up', 'up'])
  }
})

test('[ST2] round trip and offset of the clocks are measured by beats', () => {
  const {se, fi, pass} = sides({delayMs: 70, aheadMs: 90_000})
  pass(5_000)
  expect(se.link.status()).toMatchObject({roundTripMs: 140, offsetMs: 90_000})
  expect(fi.link.status()).toMatchObject({roundTripMs: 140, offsetMs: -90_000})
})

test('[ST2] the round trip follows the carrier without leaping', () => {
  const {se, pair, pass} = sides({delayMs: 50})
  pass(5_000)
  pair.faults.delayMs = 250
  pass(2_100)
  const afterOne = se.link.roundTripMs ?? NaN
  expect(afterOne).toBeGreaterThan(100)
  expect(afterOne).toBeLessThan(500)
  pass(20_000)
  expect(se.link.roundTripMs).toBeCloseTo(500, -1)
})
