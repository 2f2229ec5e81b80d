import type {IncomingHttpHeaders} from 'node:http'
import type {RequestHandler} from 'express'

/**
 * Whether a request that may change something comes from our own pages. Browsers say so in `Sec-Fetch-Site`;
 * where that is missing the exact `Origin` decides. A program that is no browser sends neither.
 */
export function isOwnSite(headers: IncomingHttpHeaders, secure: boolean): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  const origin = headers.origin
  if (origin === undefined) return true
  return origin === `${secure ? 'https' : 'http'}://${headers.host ?? ''}`
}

/** Refuses every unsafe request from another site, before anything reads it. */
export function refuseCrossSite(secure: boolean): RequestHandler {
  return (request, response, next) => {
    const safe = request.method === 'GET' || request.method === 'HEAD'
    if (safe || isOwnSite(request.headers, secure)) next()
    else response.status(403).json({code: 'cross-site'})
  }
}
