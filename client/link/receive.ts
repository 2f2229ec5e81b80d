import {unreachable} from '../../shared/base/assert.ts'
import type {CommandResult} from '../../shared/protocol/command.ts'
import {type Beat, DOWN, type Hello, type Names, type Things} from '../../shared/protocol/message.ts'
import type {SignedIn} from '../state/session.ts'
import type {Stores} from '../state/stores.ts'
import {withThings} from '../state/things.ts'

/** What the node says besides frames, checked. */
export type Message =
  | {readonly type: 'hello'; readonly body: Hello}
  | {readonly type: 'beat'; readonly body: Beat}
  | {readonly type: 'names'; readonly body: Names}
  | {readonly type: 'things'; readonly body: Things}
  | {readonly type: 'outcome'; readonly body: CommandResult}
  | {readonly type: 'ended'; readonly body: {readonly reason: string}}

/** Where this window stands in the durable things of this connection. */
export type ThingsPosition = {
  /** Number of the last batch; 0 before the first. */
  readonly n: number
  /** Given back at the next handshake, to go on from there. */
  readonly cursor: string | undefined
}

/** The message, or undefined for what this window does not understand. */
export function read(event: string, body: unknown): Message | undefined {
  if (!Object.hasOwn(DOWN, event)) return undefined
  const type = event as keyof typeof DOWN
  const checked = DOWN[type].safeParse(body)
  return checked.success ? ({type, body: checked.data} as Message) : undefined
}

/** Where a batch leaves the window; undefined when one is missing before it, so that all must come anew. */
export function advance(position: ThingsPosition, batch: Pick<Things, 'n' | 'cursor'>): ThingsPosition | undefined {
  if (batch.n !== position.n + 1) return undefined
  return {n: batch.n, cursor: batch.cursor === '' ? position.cursor : batch.cursor}
}

/** Writes a message into the stores; names come with the tracks. Beats and outcomes have their own keepers: `Heartbeat` and `Commands`. */
export function store(message: Exclude<Message, {type: 'names'}>, stores: Stores, who: SignedIn): void {
  switch (message.type) {
    case 'hello':
      stores.session.setState({session: {status: 'open', who, hello: message.body}})
      return
    case 'things':
      stores.things.setState(state => withThings(state, message.body), true)
      return
    case 'ended':
      if (endsSession(message.body.reason))
        stores.session.setState({session: {status: 'signed-out', reason: message.body.reason}})
      return
    case 'beat':
    case 'outcome':
      return
    default:
      return unreachable(message)
  }
}

/** Whether the person has to sign in again; otherwise the window just comes back. */
export function endsSession(reason: string): boolean {
  return reason === 'session-ended'
}
