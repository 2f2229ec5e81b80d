import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {type Browser, chromium} from 'playwright-core'
import {systemClock} from '../../shared/base/clock.ts'
import {openSite} from './stage/site.ts'

export const name = 'list'

const ALERTS = 10_000
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const PRESSES = 20

/**
 * The console's queue with ten thousand alerts, of which one in a hundred changes each second and twenty come: how long
 * the page's main thread works, its longest task, and how long a key takes to be seen. Beside it a plain React list.
 */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  if (!existsSync(CHROMIUM)) {
    console.log(`SKIPPED: no browser at ${CHROMIUM}. Install Debian's chromium, or name one in CHROMIUM.`)
    return {skipped: `no browser at ${CHROMIUM}`}
  }
  const alerts = Math.max(300, Math.round(ALERTS * size))
  const site = await openSite(join(import.meta.dirname, 'list-page'))
  const browser = await chromium.launch({executablePath: CHROMIUM, args: ['--no-sandbox']})
  try {
    const own = await measure(browser, `${site.address}/?alerts=${alerts}`, seconds)
    const peer = await measure(browser, `${site.address}/?peer=1&alerts=${alerts}`, seconds)
    return {
      alerts,
      'queue, main thread ms per update': own.perUpdate,
      'plain list, main thread ms per update': peer.perUpdate,
      'queue, longest task, ms': own.longest,
      'plain list, longest task, ms': peer.longest,
      'queue, rows on the page': own.rows,
      'plain list, rows on the page': peer.rows,
      'queue, key to paint p50, ms': own.pressMs,
      'updates per s': own.updates,
      'plain list, updates per s': peer.updates,
    }
  } finally {
    await browser.close()
    site.close()
  }
}

async function measure(browser: Browser, address: string, seconds: number) {
  const page = await browser.newPage({viewport: {width: 500, height: 900}})
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await page.goto(address)
  await page.locator('ul.rows > li').first().waitFor()
  await page.waitForTimeout(1_000)
  await page.evaluate(`window.longest = 0
    new PerformanceObserver(list => list.getEntries().forEach(({duration}) => (window.longest = Math.max(window.longest, duration))))
      .observe({entryTypes: ['longtask']})`)
  const read = async () => {
    const {metrics} = await session.send('Performance.getMetrics')
    const taskMs = (metrics.find(metric => metric.name === 'TaskDuration')?.value ?? NaN) * 1_000
    return {taskMs, updates: await page.evaluate<number>('window.bench.figures.updates'), at: systemClock.monotonic()}
  }
  const before = await read()
  await page.waitForTimeout(seconds * 1_000)
  const after = await read()
  const longest = await page.evaluate<number>('window.longest')
  const rows = await page.locator('ul.rows > li').count()
  const presses: number[] = []
  for (let press = 0; press < PRESSES; press++) presses.push(await page.evaluate<number>('window.bench.press()'))
  presses.sort((a, b) => a - b)
  await page.close()
  const updates = after.updates - before.updates
  return {
    perUpdate: (after.taskMs - before.taskMs) / Math.max(1, updates),
    longest,
    rows,
    pressMs: presses[PRESSES >> 1] ?? NaN,
    updates: (updates / (after.at - before.at)) * 1_000,
  }
}
