import type {Clock} from '../../shared/base/clock.ts'
import {unreachable} from '../../shared/base/assert.ts'
import type {TrackId} from '../../shared/base/id.ts'
import type {Random} from '../../shared/base/random.ts'
import {card, found, type View, suggestions} from '../../shared/protocol/message.ts'
import type {SignedIn} from '../state/session.ts'
import type {Stores} from '../state/stores.ts'
import {Commands} from './commands.ts'
import {Drawn} from './drawn.ts'
import {Heartbeat} from './heartbeat.ts'
import type {Link} from './link.ts'
import {endsSession, store} from './receive.ts'
import type {OpenTalk, Told} from './talk.ts'

/** The view is sent at most so often, ms. */
const VIEW_MS = 200
const MOST_FOCUS = 200

export type StartLinkOptions = {
  readonly stores: Stores
  readonly who: SignedIn
  readonly seat: string
  readonly clock: Clock
  readonly random: Random
  /** Where the socket, the decoding and the table are held: in a worker, or here. */
  readonly openTalk: OpenTalk
  /** A narrow line that comes and goes: it is tried more often, and begun anew when it has gone silent. */
  readonly isPhone?: boolean
  /** For programs and tests; a page talks to where it came from. */
  readonly address?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Connects a signed-in window to its node: what comes is written into the stores, what people do is sent. */
export function startLink(options: StartLinkOptions): Link {
  const {stores, who, seat, clock, random} = options
  const answers = new Map<number, (body: unknown) => void>()
  let asked = 0
  let isOver = false
  let focus: readonly TrackId[] = []
  let sentView = ''

  const drawn = new Drawn({clock, say: tick => talk.say({type: 'say', event: 'drawn', body: {tick}})})
  const heartbeat = new Heartbeat({
    clock,
    link: stores.link,
    hasPicture: () => stores.view.getState().bounds !== undefined,
  })
  const commands = new Commands({clock, random, pending: stores.pending, ask: envelope => ask('command', envelope)})
  const opening = {
    ...{seat, isPhone: options.isPhone === true},
    ...(options.address === undefined ? {} : {address: options.address}),
    ...(options.headers === undefined ? {} : {headers: options.headers}),
  }
  const talk = options.openTalk(opening, told)

  function told(one: Told): void {
    if (isOver) return // what a worker had on its way when it was ended is another person's by now
    switch (one.type) {
      case 'connected':
        sentView = ''
        drawn.reset()
        sendView()
        commands.connected()
        return
      case 'refused':
        if (one.code === 'outdated') stores.link.setState({outdated: true})
        else stores.session.setState({session: {status: 'signed-out', reason: one.code}})
        return
      case 'answer':
        answers.get(one.n)?.(one.body)
        answers.delete(one.n)
        return
      case 'patch':
        if (one.patch !== undefined) stores.tracks.take(one.patch)
        if (one.progress !== undefined) drawn.received(one.progress)
        talk.say({type: 'taken'})
        return
      case 'density':
        stores.density.setState({density: one.density})
        return
      case 'message':
        take(one.message)
        talk.say({type: 'stored', n: one.n})
        return
      default:
        return unreachable(one)
    }
  }

  function take(message: Extract<Told, {type: 'message'}>['message']): void {
    store(message, stores, who)
    if (message.type === 'beat') heartbeat.heard(message.body)
    else if (message.type === 'outcome') commands.outcome(message.body)
    else if (message.type === 'ended' && endsSession(message.body.reason)) end()
  }

  /** Nobody answers any more: whoever waits is told. */
  function end(): void {
    isOver = true
    talk.close()
    for (const answer of answers.values()) answer(undefined)
    answers.clear()
  }

  function ask(event: string, body: object): Promise<unknown> {
    if (isOver) return Promise.resolve(undefined)
    const n = ++asked
    return new Promise(answer => {
      answers.set(n, answer)
      talk.say({type: 'ask', n, event, body})
    })
  }

  function sendView(): void {
    const {bounds} = stores.view.getState()
    if (bounds === undefined) return
    const view: View = {...bounds, focus: [...focus]}
    const text = JSON.stringify(view)
    if (text === sentView) return
    sentView = text
    talk.say({type: 'say', event: 'view', body: view})
  }

  // Half open, as behind a lost radio cell: the socket would find out only after its own long wait.
  const stopRenewing =
    options.isPhone === true
      ? stores.link.subscribe((now, before) => {
          if (now.status === 'none' && before.status !== 'none') talk.say({type: 'renew'})
        })
      : () => undefined
  const stopView = clock.every(VIEW_MS, sendView)
  const unlisten = listenToPage(() => {
    heartbeat.check()
    talk.say({type: 'wake'})
  })

  return {
    send: (command, how) => commands.send(command, how),
    async card(track) {
      const answer = card.safeParse(await ask('ask', {type: 'card', track}))
      return answer.success ? answer.data : undefined
    },
    async search(text) {
      const answer = found.safeParse(await ask('ask', {type: 'search', text: text.slice(0, 80)}))
      return answer.success ? answer.data : undefined
    },
    async units(wanted) {
      const answer = suggestions.safeParse(await ask('ask', {type: 'units', ...wanted}))
      return answer.success ? answer.data : undefined
    },
    focus(tracks) {
      focus = [...tracks].slice(0, MOST_FOCUS)
      talk.say({type: 'focus', tracks: focus})
      sendView()
    },
    fix(fix) {
      talk.say({type: 'say', event: 'fix', body: fix})
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
      end()
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
