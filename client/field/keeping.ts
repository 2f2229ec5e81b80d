/** What the worker does with a request of the phone's page. */
export type Keeping =
  /** Kept whole when the worker was installed, or for good at first use: its name changes with its content. */
  | 'kept-first'
  /** From the network; the kept copy when there is none. */
  | 'network-first'
  /** The kept copy at once, and a fresh one for the next time. */
  | 'kept-then-refresh'
  /** Not touched: always the network's own answer, so that nothing old can pass for new. */
  | 'network-only'

/** Pages, hashed assets and the base map are kept; whatever the node says of the present never is. */
export function keepingOf(request: {readonly method: string; readonly url: string}, origin: string): Keeping {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== origin) return 'network-only'
  if (url.pathname === '/field') return 'network-first'
  if (url.pathname.startsWith('/assets/')) return 'kept-first'
  if (url.pathname.startsWith('/map/')) return 'kept-then-refresh'
  if (SINGLE.has(url.pathname)) return 'kept-then-refresh'
  return 'network-only'
}

const SINGLE: ReadonlySet<string> = new Set(['/field.webmanifest', '/mark.svg'])
