/** Seconds between lines where a line cannot be rewritten. */
const PLAIN_LINES_EVERY = 15

export type TextStream = Pick<NodeJS.WriteStream, 'isTTY'> & {
  columns?: number
  write(text: string): boolean
}

/** How a command is going, on `stream`: one line that is rewritten on a terminal; elsewhere a line now and then. */
export class StatusLine {
  readonly #stream: TextStream
  #status = ''
  #lastPlain = performance.now() / 1000

  constructor(stream: TextStream) {
    this.#stream = stream
  }

  /** Writes a line of its own, above the status. */
  line(text: string): void {
    this.#clear()
    this.#stream.write(`${text}\n`)
    if (this.#status) this.#stream.write(this.#status)
  }

  status(text: string): void {
    const now = performance.now() / 1000
    if (this.#stream.isTTY) {
      this.#clear()
      // Of a line that wraps only the last part could be rewritten. A terminal may not know its width.
      this.#status = text.slice(0, (this.#stream.columns || Number.POSITIVE_INFINITY) - 1)
      this.#stream.write(this.#status)
    } else if (now - this.#lastPlain >= PLAIN_LINES_EVERY) {
      this.#lastPlain = now
      this.#stream.write(`${text}\n`)
    }
  }

  /** Ends the rewritten line. */
  end(): void {
    this.#clear()
    this.#status = ''
  }

  #clear(): void {
    if (this.#status) this.#stream.write('\r\x1b[2K')
  }
}

/** Seconds for people. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}
