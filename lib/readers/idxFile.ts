import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { formatError } from './fileErrors'
import { withFile } from './withFile'

/** An array of bytes in a file. */
export interface IdxArray {
  shape: readonly number[]
  /** Row-major, in memory of their own. */
  values: Uint8Array
  /** SHA-256 of the file, inflated where it was compressed, in hexadecimal. */
  sha256: string
}

/** Of the file, and of what it inflates to: more than twice the largest of the MNIST files. */
const MOST_BYTES = 2 ** 27
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b])
const UNSIGNED_BYTE = 8

/** What is read, for errors: a file, or what it inflates to. */
interface Source {
  file: string
  entry?: string
}

/**
 * Reads an IDX file of unsigned bytes, as it is or compressed by gzip, which its first bytes tell apart. The format: two
 * zero bytes, the type, the number of dimensions, each length as a big-endian 32-bit integer, the elements.
 * @throws ERR_INFOFLOW_FILE_FORMAT for anything else, and where lengths and size disagree; ERR_INFOFLOW_FILE_ACCESS
 * Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits".
 */
export async function readIdx(file: string): Promise<IdxArray> {
  const bytes = await withFile(file, async (handle, size) => {
    if (size > MOST_BYTES) throw formatError({ file }, MOST_BYTES, `at most ${MOST_BYTES} bytes are read`)
    return await handle.readFile()
  })
  const isCompressed = bytes.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC)
  if (!isCompressed) return understand({ file }, bytes)
  const inflated = { file, entry: 'the inflated data' }
  return understand(inflated, await inflate(inflated, bytes))
}

async function inflate(source: Source, bytes: Buffer): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: MOST_BYTES })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw formatError(
        source,
        MOST_BYTES,
        `there are more than the ${MOST_BYTES} bytes that are read`,
        error,
      )
    }
    const { file } = source
    throw formatError({ file }, bytes.length, `gzip cannot inflate it: ${message}; save it again`, error)
  }
}

function understand(source: Source, bytes: Buffer): IdxArray {
  const fail = (offset: number, problem: string) => formatError(source, offset, problem)
  if (bytes.length < 4) throw fail(bytes.length, 'an IDX file begins with four bytes; save it again')
  if (bytes.readUInt16BE() !== 0) throw fail(0, 'not an IDX file: it does not begin with two zero bytes')
  const type = bytes.readUInt8(2)
  if (type !== UNSIGNED_BYTE) throw fail(2, `elements of type ${type}; unsigned bytes (8) are read`)
  const dimensions = bytes.readUInt8(3)
  if (dimensions === 0) throw fail(3, 'no dimensions; at least one is needed')
  const dataOffset = 4 + 4 * dimensions
  if (bytes.length < dataOffset) {
    throw fail(
      bytes.length,
      `the lengths of ${dimensions} dimensions end at byte ${dataOffset}; save it again`,
    )
  }
  const shape = Array.from({ length: dimensions }, (_, i) => bytes.readUInt32BE(4 + 4 * i))
  const claimed = shape.reduce((product, length) => product * length, 1)
  const found = bytes.length - dataOffset
  if (claimed !== found) {
    throw fail(
      dataOffset,
      `${shape.join(' × ')} elements are claimed, and ${found} bytes follow; save it again`,
    )
  }
  return {
    shape,
    values: new Uint8Array(bytes.subarray(dataOffset)),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}
