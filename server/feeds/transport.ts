/** Where the bytes of one connection go. */
export type Sink = {
  write(chunk: Uint8Array): void
  /** No more will come: a last half line counts. */
  end(): void
}

/** What a transport tells its feed. */
export type TransportEvents = {
  /** A connection begins; each has a sink of its own, so that half lines never mix. */
  readonly open: () => Sink
  /** It is gone; the reason is a catalogue key `feed.reason.<…>`. */
  readonly onLost: (reason: string) => void
}

/** Bytes from the outside world, by whatever way. */
export interface Transport {
  start(events: TransportEvents): Promise<void>
  stop(): Promise<void>
}
