import type {IncomingMessage} from 'node:http'

/**
 * Whether a WebSocket handshake comes from our own pages or a configured origin, compared exactly. A missing origin,
 * `null`, another port, scheme or sibling name is refused: a browser sends cookies with all of them, and the `cors`
 * option does not stop a WebSocket.
 */
export function isOwnOrigin(request: IncomingMessage, allowed: readonly string[]): boolean {
  const {origin, host} = request.headers
  if (origin === undefined || host === undefined) return false
  const scheme = 'encrypted' in request.socket && request.socket.encrypted === true ? 'https' : 'http'
  return origin === `${scheme}://${host}` || allowed.includes(origin)
}
