import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'

const CHUNK_BYTES = 2 ** 16

/**
 * Lets yauzl read a file. It takes offsets from the archive as they are; with its own reader one that no file can have
 * ends the process, or leaves a buffer as it was. Here every range is checked first.
 */
export class FileRanges extends RandomAccessReader {
  readonly #handle: FileHandle
  readonly #size: number

  constructor(handle: FileHandle, size: number) {
    super()
    this.#handle = handle
    this.#size = size
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    this.#fill(buffer.subarray(offset, offset + length), position).then(() => done(null), done)
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#chunks(start, end), { objectMode: false })
  }

  async #fill(target: Buffer, position: number): Promise<void> {
    if (!(position >= 0 && position <= this.#size - target.length)) {
      throw new Error(`it has no ${target.length} bytes at ${position}`)
    }
    const { bytesRead } = await this.#handle.read(target, 0, target.length, position)
    if (bytesRead < target.length) throw new Error(`it ends at byte ${position + bytesRead}`)
  }

  async *#chunks(start: number, end: number): AsyncGenerator<Buffer> {
    for (let position = start; position < end; position += CHUNK_BYTES) {
      const chunk = Buffer.allocUnsafe(Math.min(end - position, CHUNK_BYTES))
      await this.#fill(chunk, position)
      yield chunk
    }
  }
}
