import type {Clock} from '../../shared/base/clock.ts'
import type {TrackId} from '../../shared/base/id.ts'
import type {Random} from '../../shared/base/random.ts'
import {FrameFlag} from '../../shared/protocol/frame.ts'
import {card, found, PROTOCOL_VERSION, type View, suggestions} from '../../shared/protocol/message.ts'
import type {SignedIn} from '../state/session.ts'
import type {Stores} from '../state/stores.ts'
import {Commands} from './commands.ts'
import {connect} from './connection.ts'
import {Drawn} from './drawn.ts'
import {Heartbeat} from './heartbeat.ts'
import type {Link} from './link.ts'
import {advance, endsSession, read, store, type ThingsPosition} from './receive.ts'

/** The view is sent at most so often, ms. */
const VIEW_MS = 200
/** A digest that differs asks for everything anew, at most so often, ms. */
const RESYNC_MS = 10_000
/** More names than this beyond the tracks held, and the table is begun anew. */
const SPARE_NAMES = 50_000
const MOST_FOCUS = 200

export type StartLinkOptions = {
  readonly stores: Stores
  readonly who: SignedIn
  readonly seat: string
  readonly clock: Clock
  readonly random: Random
  /** A narrow line that comes and goes: it is tried more often, and begun anew when it has gone silent. */
  readonly isPhone?: boolean
  /** For programs and tests; a page talks to where it came from. */
  readonly address?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Connects a signed-in window to its node: what comes is written into the stores, what people do is sent. */
export function startLink(options: StartLinkOptions): Link {
  const {stores, who, seat, clock, random} = options
  let position: ThingsPosition = {n: 0, cursor: undefined}
  let focus: readonly TrackId[] = []
  let sentView = ''
  let resyncedAt = -Infinity

  const drawn = new Drawn({clock, say: tick => connection.say('drawn', {tick})})
  const heartbeat = new Heartbeat({
    clock,
    link: stores.link,
    hasPicture: () => stores.view.getState().bounds !== undefined,
  })
  const commands = new Commands({
    clock,
    random,
    pending: stores.pending,
    ask: envelope => connection.ask('command', envelope),
  })
  const connection = connect({
    clock,
    random,
    isPhone: options.isPhone === true,
    ...(options.address === undefined ? {} : {address: options.address}),
    ...(options.headers === undefined ? {} : {headers: options.headers}),
    handshake: () => ({
      seat,
      protocol: PROTOCOL_VERSION,
      ...(position.cursor === undefined ? {} : {cursor: position.cursor}),
    }),
    onConnect() {
      position = {...position, n: 0}
      sentView = ''
      drawn.reset()
      sendView()
      commands.connected()
    },
    onFrame,
    onMessage,
    onRefused(code) {
      if (code === 'outdated') stores.link.setState({outdated: true})
      else stores.session.setState({session: {status: 'signed-out', reason: code}})
    },
  })

  function onFrame(bytes: ArrayBuffer): void {
    const header = stores.tracks.apply(bytes)
    if (header === undefined) return resync('tracks')
    drawn.received(header.tick, bytes.byteLength, (header.flags & FrameFlag.MORE) === 0)
    const held = header.flags & FrameFlag.DIGEST ? stores.tracks.digest() : undefined
    const differs = held !== undefined && (held.digest !== header.digest || held.held !== header.held)
    if (differs || stores.tracks.nameCount > stores.tracks.count + SPARE_NAMES) resync('tracks')
  }

  function onMessage(event: string, body: unknown, done: () => void): void {
    const message = read(event, body)
    if (message === undefined) return
    if (message.type === 'things') {
      const next = advance(position, message.body)
      if (next === undefined) {
        resync('things')
        position = {...position, n: message.body.n}
        return
      }
      position = next
    }
    store(message, stores, who)
    if (message.type === 'beat') heartbeat.heard(message.body)
    else if (message.type === 'outcome') commands.outcome(message.body)
    else if (message.type === 'ended' && endsSession(message.body.reason)) connection.close()
    done()
  }

  function resync(of: 'tracks' | 'things'): void {
    if (of === 'tracks') {
      if (clock.monotonic() - resyncedAt < RESYNC_MS) return
      resyncedAt = clock.monotonic()
    }
    connection.say('resync', {of})
  }

  function sendView(): void {
    const {bounds} = stores.view.getState()
    if (bounds === undefined) return
    const view: View = {...bounds, focus: [...focus]}
    const text = JSON.stringify(view)
    if (text === sentView) return
    sentView = text
    connection.say('view', view)
  }

  // Half open, as behind a lost radio cell: the socket would find out only after its own long wait.
  const stopRenewing =
    options.isPhone === true
      ? stores.link.subscribe((now, before) => {
          if (now.status === 'none' && before.status !== 'none') connection.renew()
        })
      : () => undefined
  const stopView = clock.every(VIEW_MS, sendView)
  const unlisten = listenToPage(() => {
    heartbeat.check()
    connection.wake()
  })

  return {
    send: (command, how) => commands.send(command, how),
    async card(track) {
      const answer = card.safeParse(await connection.ask('ask', {type: 'card', track}))
      return answer.success ? answer.data : undefined
    },
    async search(text) {
      const answer = found.safeParse(await connection.ask('ask', {type: 'search', text: text.slice(0, 80)}))
      return answer.success ? answer.data : {hits: []}
    },
    async units(wanted) {
      const answer = suggestions.safeParse(await connection.ask('ask', {type: 'units', ...wanted}))
      return answer.success ? answer.data : {units: []}
    },
    focus(tracks) {
      focus = [...tracks].slice(0, MOST_FOCUS)
      stores.tracks.setFocus(new Set(focus))
      sendView()
    },
    fix(fix) {
      connection.say('fix', fix)
    },
    drawn() {
      if (drawn.drawn()) heartbeat.drawnWhole()
    },
    stop() {
      stopView()
      stopRenewing()
      unlisten()
      drawn.stop()
      heartbeat.stop()
      commands.stop()
      connection.close()
    },
  }
}

/** Calls back when the page is looked at again or the network returns. Under Node there is no page. */
function listenToPage(onReturn: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined
  const onVisible = () => {
    if (document.visibilityState === 'visible') onReturn()
  }
  document.addEventListener('visibilitychange', onVisible)
  window.addEventListener('online', onReturn)
  return () => {
    document.removeEventListener('visibilitychange', onVisible)
    window.removeEventListener('online', onReturn)
  }
}
