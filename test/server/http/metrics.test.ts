import {expect, test} from 'vitest'
import {Metrics} from '../../../server/http/metrics.ts'
import {ToldFigures} from '../../../server/stream/told-figures.ts'
import {desk} from '../../support/desk.ts'

test('the metrics say what a tick takes, what goes out, and how many reports one changed row stands for', async () => {
  const told = new ToldFigures()
  for (let tick = 1; tick <= 200; tick++) told.ticked(tick / 10)
  Object.assign(told, {frames: 20, frameBytes: 4_000, nameBytes: 300, densityBytes: 70, rows: 50})
  const dk = await desk('DK', {})
  const text = await new Metrics([{...dk, health: () => ({...dk.health(), telling: {tickEveryMs: 125, told}})}]).text()
  expect(text).toContain('tripoint_tick_every_ms{nation="DK"} 125')
  expect(text).toContain('tripoint_tick_ms{nation="DK",quantile="0.99"} 19.9')
  expect(text).toContain('tripoint_frames{nation="DK"} 20')
  expect(text).toContain('tripoint_frame_bytes{nation="DK"} 4000')
  expect(text).toContain('tripoint_coalescing_ratio{nation="DK"} 0')
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds')
})
