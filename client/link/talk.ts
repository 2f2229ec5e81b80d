import type {TrackId} from '../../shared/base/id.ts'
import type {Density} from '../../shared/protocol/density.ts'
import type {TrackPatch} from '../state/track-patch.ts'
import type {Message} from './receive.ts'

/** What a conversation has to know before it begins. */
export type Opening = {
  readonly seat: string
  readonly isPhone: boolean
  /** For programs and tests; a page talks to where it came from. */
  readonly address?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** How far the frames behind a patch have come. */
export type Progress = {
  readonly tick: number
  readonly bytes: number
  /** Nothing of the picture is still on its way. */
  readonly isWhole: boolean
}

/** What a window says to its conversation with the node. */
export type Said =
  | {readonly type: 'say'; readonly event: string; readonly body: object}
  | {readonly type: 'ask'; readonly n: number; readonly event: string; readonly body: object}
  | {readonly type: 'focus'; readonly tracks: readonly TrackId[]}
  /** The last patch is in the window's columns: the next may come. */
  | {readonly type: 'taken'}
  /** A message has been stored; the node is told so. */
  | {readonly type: 'stored'; readonly n: number}
  | {readonly type: 'wake'}
  | {readonly type: 'renew'}
  | {readonly type: 'close'}

/** What a conversation tells its window. */
export type Told =
  | {readonly type: 'connected'}
  | {readonly type: 'refused'; readonly code: string}
  /** `body` is undefined when there is no connection, or nobody has answered in time. */
  | {readonly type: 'answer'; readonly n: number; readonly body: unknown}
  | {readonly type: 'message'; readonly n: number; readonly message: Exclude<Message, {type: 'names'}>}
  /** How many tracks stand where; undefined: the view shows them all. */
  | {readonly type: 'density'; readonly density: Density | undefined}
  /** No patch where frames have changed nothing; no progress where no frame of this connection is behind the patch. */
  | {readonly type: 'patch'; readonly patch: TrackPatch | undefined; readonly progress: Progress | undefined}

/** A window's end of its conversation, wherever that is held: in a worker, or on the same thread. */
export type Talk = {
  say(said: Said): void
  /** Ends the conversation, its socket and its timers. */
  close(): void
}

/** Begins a conversation; what it tells comes in order, never before `open` has returned. */
export type OpenTalk = (opening: Opening, onTold: (told: Told) => void) => Talk
