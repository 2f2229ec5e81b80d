import {type Browser, type BrowserContext, chromium, type Page} from 'playwright-core'

/** Chromium without a GPU: software GL, nothing of its own on the network, and no other host than this machine. */
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
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  '--autoplay-policy=no-user-gesture-required',
]

/** What software GL draws at once in several windows. */
export const SMALL = {width: 1000, height: 640}
export const PHONE = {width: 390, height: 844}

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS})
}

/**
 * One browser as a person has it: several windows, each with its own seat. Requests to other hosts are noted, and lead
 * nowhere; they are looked at, not held up on their way, so that a second window finds the program in the browser's cache.
 */
export async function newContext(
  browser: Browser,
  address: string,
  size = SMALL,
): Promise<{context: BrowserContext; elsewhere: string[]}> {
  const context = await browser.newContext({
    viewport: size,
    locale: 'en-GB',
    timezoneId: 'UTC',
    ignoreHTTPSErrors: true,
  })
  const elsewhere: string[] = []
  const own = new URL(address).host
  context.on('request', request => {
    const url = new URL(request.url())
    if (url.host !== own && url.protocol !== 'data:' && url.protocol !== 'blob:') elsewhere.push(url.href)
  })
  return {context, elsewhere}
}

/** A window, who sits at it, what it was told over its socket, and what went wrong in it. */
export type Window = {
  readonly page: Page
  readonly seat: string
  /** Everything that came over the window's socket, as text. */
  readonly heard: () => string
  readonly faults: readonly string[]
  /** Asks the REST API as this person. */
  get<T>(path: string): Promise<T>
  post(path: string, body: object): Promise<{status: number; body: unknown}>
}

let seats = 0

/** A window signed in as a person of the demonstration. */
export async function openAs(context: BrowserContext, address: string, user: string, path = '/'): Promise<Window> {
  const page = await context.newPage()
  const seat = (0x1000_0000 + ++seats * 7_919).toString(16)
  const parts: Buffer[] = []
  const faults: string[] = []
  page.on('pageerror', error => faults.push(error.message))
  page.on('websocket', socket =>
    socket.on('framereceived', ({payload}) => {
      parts.push(Buffer.from(payload))
    }),
  )
  await page.addInitScript(chosen => {
    if (sessionStorage.getItem('seat') === null) sessionStorage.setItem('seat', chosen)
  }, seat)
  const headers = {'x-seat': seat}
  const answer = await page.request.post(`${address}/api/demo/session`, {data: {user}, headers})
  if (answer.status() !== 200) throw new Error(`sign-in of ${user}: ${answer.status()} ${await answer.text()}`)
  await page.goto(`${address}${path}`)
  return {
    page,
    seat,
    faults,
    heard: () => Buffer.concat(parts).toString('latin1'),
    async get<T>(from: string): Promise<T> {
      // A connection that the server has just closed for being idle is no answer: a browser asks again by itself.
      const got = await page.request.get(`${address}${from}`, {headers, maxRetries: 2})
      if (got.status() !== 200) throw new Error(`${from}: ${got.status()}`)
      return (await got.json()) as T
    },
    async post(to, body) {
      const got = await page.request.post(`${address}${to}`, {data: body, headers})
      return {status: got.status(), body: await got.json()}
    },
  }
}
