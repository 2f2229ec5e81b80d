import {type Browser, type BrowserContext, chromium, type Page} from 'playwright-core'

/** Chromium without a GPU: software GL, and nothing of its own on the network. */
const FLAGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--autoplay-policy=no-user-gesture-required',
]

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS})
}

/** One browser as a person has it: several windows, each with its own seat. Requests to other hosts are noted and refused. */
export async function newContext(browser: Browser, address: string, size = {width: 1366, height: 768}): Promise<{context: BrowserContext; elsewhere: string[]}> {
  const context = await browser.newContext({viewport: size, locale: 'en-GB', timezoneId: 'UTC', ignoreHTTPSErrors: true})
  const elsewhere: string[] = []
  const own = new URL(address).host
  await context.route('**/*', route => {
    const url = new URL(route.request().url())
    if (url.host === own || url.protocol === 'data:' || url.protocol === 'blob:') return route.continue()
    elsewhere.push(url.href)
    return route.abort()
  })
  return {context, elsewhere}
}

/** A window signed in as a person of the demonstration. */
export async function openAs(context: BrowserContext, address: string, user: string, path = '/'): Promise<Page> {
  const page = await context.newPage()
  const seat = Math.floor(process.hrtime()[1] * 4.29)
    .toString(16)
    .padStart(8, '0')
    .slice(-8)
  await page.addInitScript(chosen => {
    if (sessionStorage.getItem('seat') === null) sessionStorage.setItem('seat', chosen)
  }, seat)
  const answer = await page.request.post(`${address}/api/demo/session`, {data: {user}, headers: {'x-seat': seat}})
  if (answer.status() !== 200) throw new Error(`sign-in of ${user}: ${answer.status()}`)
  await page.goto(`${address}${path}`)
  return page
}
