import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {type Browser, chromium} from 'playwright-core'
import {systemClock} from '../../shared/base/clock.ts'
import {openSite} from './stage/site.ts'

export const name = 'map'

const TRACKS = 50_000
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
/** WebGL 2 without a GPU. */
const SOFTWARE_GL = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
]
const FIRST_DRAWING_MS = 30_000

type Counts = {readonly updates: number; readonly drawn: number; readonly taskMs: number; readonly at: number}

/**
 * The live map and MapLibre's own GeoJSON source under the same crowd, 7 % of which reports once a second: how long the
 * page's main thread works. Drawn by the processor and at 800 × 500, so rates of frames say nothing about a real screen.
 */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  if (!existsSync(CHROMIUM)) {
    console.log(`SKIPPED: no browser at ${CHROMIUM}. Install Debian's chromium, or name one in CHROMIUM.`)
    return {skipped: `no browser at ${CHROMIUM}`}
  }
  const tracks = Math.max(500, Math.round(TRACKS * size))
  const site = await openSite(join(import.meta.dirname, 'map-page'))
  const browser = await chromium.launch({executablePath: CHROMIUM, args: SOFTWARE_GL})
  try {
    const own = await measure(browser, `${site.address}/?things=0&tracks=${tracks}`, seconds)
    const peer = await measure(browser, `${site.address}/?things=0&peer=1&tracks=${tracks}`, seconds)
    return {
      tracks,
      'live map, main thread ms per second': own.perSecond,
      'GeoJSON source, main thread ms per second': peer.perSecond,
      'GeoJSON source / live map': peer.perSecond / own.perSecond,
      'live map, ms per drawing': own.perDrawing,
      'GeoJSON source, ms per drawing': peer.perDrawing,
      'live map, drawings per second': own.drawings,
      'GeoJSON source, drawings per second': peer.drawings,
      'live map, taking a frame in, ms': own.perUpdate,
    }
  } finally {
    await browser.close()
    site.close()
  }
}

async function measure(browser: Browser, address: string, seconds: number) {
  const page = await browser.newPage({viewport: {width: 800, height: 500}})
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await page.goto(address)
  await page.waitForFunction('window.bench?.figures.drawn > 2', undefined, {timeout: FIRST_DRAWING_MS})
  await page.waitForTimeout(Math.min(2_000, seconds * 1_000))

  const read = async (): Promise<Counts & {updateMs: number}> => {
    const {metrics} = await session.send('Performance.getMetrics')
    const figures = await page.evaluate<{updates: number; drawn: number; updateMs: number}>('window.bench.figures')
    const taskMs = (metrics.find(metric => metric.name === 'TaskDuration')?.value ?? NaN) * 1_000
    return {...figures, taskMs, at: systemClock.monotonic()}
  }
  const before = await read()
  await page.waitForTimeout(seconds * 1_000)
  const after = await read()
  await page.close()
  const lasted = (after.at - before.at) / 1_000
  const drawn = after.drawn - before.drawn
  return {
    perSecond: (after.taskMs - before.taskMs) / lasted,
    perDrawing: (after.taskMs - before.taskMs) / drawn,
    perUpdate: (after.updateMs - before.updateMs) / Math.max(1, after.updates - before.updates),
    drawings: drawn / lasted,
  }
}
