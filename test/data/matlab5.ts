import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'

const MI_COMPRESSED = 15
const MI_MATRIX = 14

/** One tagged element: type, payload and where the next one begins (payloads of up to 4 bytes sit inside the tag). */
function element(bytes: Buffer, offset: number) {
  const word = bytes.readUInt32LE(offset)
  if (word >>> 16 !== 0) {
    const size = word >>> 16
    return { type: word & 0xffff, payload: bytes.subarray(offset + 4, offset + 4 + size), next: offset + 8 }
  }
  const size = bytes.readUInt32LE(offset + 4)
  const padded = word === MI_COMPRESSED ? size : Math.ceil(size / 8) * 8
  return { type: word, payload: bytes.subarray(offset + 8, offset + 8 + size), next: offset + 8 + padded }
}

/** Reads the matrices of bytes in a little-endian MATLAB 5 file: just enough for var_u.mat. Values column-major. */
export function readByteMatrices(path: string): Map<string, { shape: number[]; values: Uint8Array }> {
  const file = readFileSync(path)
  const found = new Map<string, { shape: number[]; values: Uint8Array }>()
  for (let offset = 128; offset < file.length; ) {
    const { type, payload, next } = element(file, offset)
    offset = next
    if (type !== MI_COMPRESSED) continue
    const matrix = element(inflateSync(payload), 0)
    if (matrix.type !== MI_MATRIX) continue
    const flags = element(matrix.payload, 0)
    const dimensions = element(matrix.payload, flags.next)
    const name = element(matrix.payload, dimensions.next)
    const values = element(matrix.payload, name.next)
    const shape = [dimensions.payload.readInt32LE(0), dimensions.payload.readInt32LE(4)]
    found.set(name.payload.toString('latin1'), { shape, values: values.payload })
  }
  return found
}
