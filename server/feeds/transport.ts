/** What a connection tells its feed. */
export type TransportEvents = {
  readonly onBytes: (chunk: Uint8Array) => void
  /** A new connection or datagram stream begins: what was half read is void. */
  readonly onConnect: () => void
  /** It is gone; the reason is a catalogue key `feed.reason.<…>`. */
  readonly onLost: (reason: string) => void
}

/** Bytes from the outside world, by whatever way. */
export interface Transport {
  start(events: TransportEvents): Promise<void>
  stop(): Promise<void>
}
