import type {CommandId, TrackId} from '../../shared/base/id.ts'
import type {Command, CommandResult} from '../../shared/protocol/command.ts'
import type {AskUnits, Card, Fix, Found, Suggestions} from '../../shared/protocol/message.ts'

/** A command that waited somewhere before it is sent: under its own id, with the time of the press (wall, ms). */
export type SendOptions = {readonly commandId?: CommandId; readonly pressedAt?: number}

/** The conversation with the node, as map and panels use it. Made by `startLink`. */
export interface Link {
  /**
   * Sends what a person did, and again under the same id until it is answered. Settles when it is on disk, refused, or
   * answered by the other nation; never rejects. `pending` shows it meanwhile; `refusal.not-confirmed` after a minute.
   */
  send(command: Command, options?: SendOptions): Promise<CommandResult>
  /** What may be known of one track; undefined when it is gone, not for this person, or nobody answers. */
  card(track: TrackId): Promise<Card | undefined>
  /** Undefined when nobody answers, which is not "nothing found". */
  search(text: string): Promise<Found | undefined>
  /** Whom to send: fit ones first, by the time until they are there. Undefined when nobody answers. */
  units(ask: Omit<AskUnits, 'type'>): Promise<Suggestions | undefined>
  /** Tracks that must come even from outside the view: selected, alerted, handed off. The first 200 are used. */
  focus(tracks: ReadonlySet<TrackId>): void
  /** The newest state of the table has been drawn: called by the map after each drawing. */
  drawn(): void
  /** Where this phone is; lost where there is no link, because the next place says more. */
  fix(fix: Fix): void
  /** Ends the socket and every timer. */
  stop(): void
}
