import {keepingOf, SINGLE_FILES} from './keeping.ts'

/** Everything the page needs, written in by the build; a new build makes a new worker, which fetches it anew. */
declare const FIELD_SHELL: {readonly version: string; readonly files: readonly string[]}

const worker = globalThis as unknown as ServiceWorkerGlobalScope
const SHELL = `field-shell-${FIELD_SHELL.version}`
const MAP = 'field-map'
/** Where nothing answers for so long the kept page opens: behind a lost cell nothing is refused, ms. */
const PAGE_MS = 2_500
/** Parts of the base map that are kept; the ones asked for longest ago go first. */
const MOST_MAP_PARTS = 2_000

worker.addEventListener('install', event => event.waitUntil(fetchShell()))
worker.addEventListener('activate', event => event.waitUntil(forgetOlder()))
worker.addEventListener('fetch', event => {
  const keeping = keepingOf(event.request, worker.location.origin)
  if (keeping === 'network-only') return
  if (keeping === 'kept-first') event.respondWith(keptFirst(event.request))
  else if (keeping === 'network-first') event.respondWith(networkFirst(event.request))
  else event.respondWith(keptThenRefresh(event))
})

/**
 * Takes over what an earlier build has left under the same name (names change with the content) and fetches only what is
 * new, one after the other: an update on a narrow line costs what has changed, and leaves room for the work.
 */
async function fetchShell(): Promise<void> {
  const cache = await caches.open(SHELL)
  for (const file of FIELD_SHELL.files) {
    const held = await caches.match(file)
    await cache.put(file, held ?? (await fetched(file)))
  }
  for (const file of ['/field', ...SINGLE_FILES]) await cache.put(file, await fetched(file))
  await worker.skipWaiting()
}

async function fetched(file: string): Promise<Response> {
  const answer = await fetch(file, {cache: 'no-cache'})
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`)
  return answer
}

async function forgetOlder(): Promise<void> {
  const names = await caches.keys()
  const older = names.filter(name => name.startsWith('field-shell-') && name !== SHELL)
  await Promise.all(older.map(name => caches.delete(name)))
  await worker.clients.claim()
}

async function keptFirst(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? (await fetch(request))
}

async function networkFirst(request: Request): Promise<Response> {
  const cache = await caches.open(SHELL)
  try {
    const answer = await fetch(request, {signal: AbortSignal.timeout(PAGE_MS)})
    if (answer.ok) await cache.put('/field', answer.clone())
    return answer
  } catch {
    return (await cache.match('/field')) ?? Response.error()
  }
}

async function keptThenRefresh(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(MAP)
  const kept = await caches.match(event.request)
  const fresh = refresh(cache, event.request)
  if (kept === undefined) return fresh
  event.waitUntil(fresh.then(() => undefined).catch(() => undefined)) // no network: the kept part stays
  return kept
}

async function refresh(cache: Cache, request: Request): Promise<Response> {
  const answer = await fetch(request)
  if (!answer.ok) return answer
  await cache.delete(request)
  await cache.put(request, answer.clone())
  const keys = await cache.keys()
  for (const oldest of keys.slice(0, Math.max(0, keys.length - MOST_MAP_PARTS))) await cache.delete(oldest)
  return answer
}
