import { rangeError } from '../../errors'
import { crc32 } from '../../readers/crc32'

/** An array of doubles, row-major. */
export interface NpzArray {
  data: Float64Array
  shape: readonly number[]
}

/** Sizes and offsets of a plain zip are 32 bits. */
const LARGEST = 2 ** 32 - 1
/** The header's length, with what comes before it, is a multiple of this. */
const ALIGNMENT = 64

/**
 * The bytes of a .npz file as numpy.savez writes it: a stored (uncompressed) zip of .npy files of version 1.0, doubles,
 * little-endian, C order. Source: numpy.lib.format; PKWARE APPNOTE 6.3.3, sec. 4.3.
 * @throws RangeError from 4 GiB on
 */
export function npzBytes(arrays: Readonly<Record<string, NpzArray>>): Uint8Array[] {
  const files: Uint8Array[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, array] of Object.entries(arrays)) {
    const entry = Buffer.from(`${name}.npy`)
    const content = npyBytes(array)
    const size = content.reduce((sum, bytes) => sum + bytes.length, 0)
    if (offset + size > LARGEST) throw rangeError(name, 'more than the 4 GiB that fit into an .npz file')
    const crc = content.reduce((crc, bytes) => crc32(bytes, crc), 0)
    const common = commonHeader(crc, size, entry.length)
    const local = Buffer.concat([signature(0x04034b50), common, entry])
    const central = Buffer.alloc(14)
    central.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), common, central, entry]))
    files.push(local, ...content)
    offset += local.length + size
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length, 4)
  end.writeUInt16LE(directory.length, 6)
  end.writeUInt32LE(listing.length, 8)
  end.writeUInt32LE(offset, 12)
  return [...files, listing, signature(0x06054b50), end]
}

function signature(word: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(word)
  return bytes
}

/** Version needed, flags, method 0 (stored), 1980-01-01 as the time, checksum, sizes, length of the name. */
function commonHeader(crc: number, size: number, nameLength: number): Buffer {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(20, 0)
  header.writeUInt16LE(0x21, 8)
  header.writeUInt32LE(crc, 10)
  header.writeUInt32LE(size, 14)
  header.writeUInt32LE(size, 18)
  header.writeUInt16LE(nameLength, 22)
  return header
}

function npyBytes({ data, shape }: NpzArray): [Buffer, Uint8Array] {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const dictionary = `{'descr': '<f8', 'fortran_order': False, 'shape': ${tuple}, }`
  const padded = Math.ceil((dictionary.length + 11) / ALIGNMENT) * ALIGNMENT
  const header = Buffer.from(`\x93NUMPY\x01\x00  ${dictionary.padEnd(padded - 11)}\n`, 'latin1')
  header.writeUInt16LE(padded - 10, 8)
  return [header, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]
}
