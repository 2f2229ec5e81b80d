const LONGEST_LINE = 16 * 1_024 * 1_024

/** Cuts a stream of bytes into lines of text. A line beyond the limit is dropped whole and reported. */
export class TextLines {
  readonly #onLine: (line: string) => void
  readonly #onTooLong: () => void
  readonly #longest: number
  readonly #pieces: Buffer[] = []
  #held = 0
  #skipping = false

  constructor(options: {onLine: (line: string) => void; onTooLong: () => void; longest?: number}) {
    this.#onLine = options.onLine
    this.#onTooLong = options.onTooLong
    this.#longest = options.longest ?? LONGEST_LINE
  }

  write(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let from = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      this.#keep(bytes.subarray(from, end))
      this.#flush()
      from = end + 1
    }
    if (from < bytes.length) this.#keep(Buffer.from(bytes.subarray(from)))
  }

  end(): void {
    if (this.#held > 0) this.#flush()
  }

  #keep(piece: Buffer): void {
    if (this.#skipping) return
    if (this.#held + piece.length > this.#longest) {
      this.#skipping = true
      this.#pieces.length = 0
      this.#held = 0
      this.#onTooLong()
    } else if (piece.length > 0) {
      this.#pieces.push(piece)
      this.#held += piece.length
    }
  }

  #flush(): void {
    const line = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces)
    this.#pieces.length = 0
    this.#held = 0
    if (this.#skipping) this.#skipping = false
    else this.#onLine(line?.toString('utf8') ?? '')
  }
}
