import type { FileHandle } from 'node:fs/promises'
import type { InfoflowError } from '../errors'
import { formatError } from './fileErrors'

/** The bytes of one .npy file or of one entry of an .npz file, read once and in order, and how to complain of them. */
export interface NpyBytes {
  /** All there are, as the file system or the archive's directory says. */
  readonly size: number
  /** Fills `target` with the next bytes; gives how many there were: fewer than asked only at the end. */
  read(target: Uint8Array): Promise<number>
  /** An error that names the file and the byte. */
  fail(offset: number, problem: string, cause?: unknown): InfoflowError
}

/** The most that one read of a file may ask for. */
const LARGEST_READ_BYTES = 2 ** 30

export function bytesOfFile(file: string, handle: FileHandle, size: number): NpyBytes {
  return {
    size,
    fail: (offset, problem, cause) => formatError({ file }, offset, problem, cause),
    async read(target) {
      let filled = 0
      while (filled < target.length) {
        const wanted = Math.min(target.length - filled, LARGEST_READ_BYTES)
        const { bytesRead } = await handle.read(target, filled, wanted)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return filled
    },
  }
}

/** The same of a stream that gives its bytes in chunks. */
export function readerOfChunks(chunks: AsyncIterator<Uint8Array>): NpyBytes['read'] {
  let rest: Uint8Array = new Uint8Array(0)
  return async (target) => {
    let filled = 0
    while (filled < target.length) {
      if (rest.length === 0) {
        const { value, done } = await chunks.next()
        if (done) break
        rest = value
      }
      const part = rest.subarray(0, target.length - filled)
      target.set(part, filled)
      filled += part.length
      rest = rest.subarray(part.length)
    }
    return filled
  }
}
