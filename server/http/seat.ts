import type {IncomingHttpHeaders} from 'node:http'

const SEAT = /^[0-9a-f]{8}$/

/** The window's seat as it says itself; undefined unless eight hex digits. */
export function seatOf(text: unknown): string | undefined {
  return typeof text === 'string' && SEAT.test(text) ? text : undefined
}

/** Name of the cookie that holds a seat's session: so three windows of one browser can be three people. */
export function cookieName(seat: string, secure: boolean): string {
  return secure ? `__Host-s-${seat}` : `s-${seat}`
}

/** The session token that came with a request for this seat. */
export function tokenOf(headers: IncomingHttpHeaders, seat: string, secure: boolean): string | undefined {
  const wanted = cookieName(seat, secure)
  for (const pair of (headers.cookie ?? '').split(';')) {
    const cut = pair.indexOf('=')
    if (cut > 0 && pair.slice(0, cut).trim() === wanted) return pair.slice(cut + 1).trim()
  }
  return undefined
}
