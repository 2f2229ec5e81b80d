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
  if (SINGLE_FILES.includes(url.pathname)) return 'kept-then-refresh'
  return 'network-only'
}

/** Beside the page and its assets. */
export const SINGLE_FILES: readonly string[] = ['/field.webmanifest', '/mark.svg', '/phone-192.png', '/phone-512.png']
