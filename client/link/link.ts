import type {TrackId} from '../../shared/base/id.ts'
import type {Command, CommandResult} from '../../shared/protocol/command.ts'
import type {Card, Found} from '../../shared/protocol/message.ts'

/** The conversation with the node, as map and panels use it. */
export interface Link {
  /** Sends what a person did; settles when it is on disk, refused, or answered by the other nation. Never rejects. */
  send(command: Command): Promise<CommandResult>
  /** What may be known of one track; undefined when it is gone, not for this person, or nobody answers. */
  card(track: TrackId): Promise<Card | undefined>
  search(text: string): Promise<Found>
  /** Tracks that must come even from outside the view: selected, alerted, handed off. At most 200 are used. */
  focus(tracks: ReadonlySet<TrackId>): void
  /** A frame has been drawn: called by the map after it has drawn the newest state of the table. */
  drawn(): void
  /** Ends the socket and every timer. */
  stop(): void
}
