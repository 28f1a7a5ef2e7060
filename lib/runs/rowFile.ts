import { appendFileSync, closeSync, fsyncSync, ftruncateSync, openSync } from 'node:fs'
import { failure } from '../errors'

/** A .jsonl file that rows are appended to, one line each. A kill at any moment costs at most the line being written. */
export class RowFile<Row extends object> {
  readonly #path: string
  readonly #descriptor: number
  #bytes = 0

  /**
   * Makes the file.
   * @throws ERR_INFOFLOW_FILE_ACCESS where it exists (another process has this run) or can't be made
   */
  constructor(path: string) {
    this.#path = path
    this.#descriptor = this.#guarded(() => openSync(path, 'ax'))
  }

  /** The row has reached the operating system when this returns. */
  append(row: Row): void {
    const line = Buffer.from(`${JSON.stringify(row)}\n`)
    this.#guarded(() => {
      try {
        appendFileSync(this.#descriptor, line)
      } catch (error) {
        // On a full disk a part may have gone out: the next row must not be glued to it.
        ftruncateSync(this.#descriptor, this.#bytes)
        throw error
      }
    })
    this.#bytes += line.length
  }

  /** Syncs to the disk and closes. */
  close(): void {
    this.#guarded(() => {
      try {
        fsyncSync(this.#descriptor)
      } finally {
        closeSync(this.#descriptor)
      }
    })
  }

  #guarded<T>(act: () => T): T {
    try {
      return act()
    } catch (cause) {
      throw failure('ERR_INFOFLOW_FILE_ACCESS', `cannot write ${this.#path}: ${(cause as Error).message}`, {
        cause,
      })
    }
  }
}
