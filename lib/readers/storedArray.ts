import { requireMemory } from '../memory'
import type { NpyBytes } from './npyBytes'
import type { NpyHeader } from './npyHeader'

/** An array in a file: what is known of it before its elements are read. */
export interface StoredArray extends NpyHeader {
  file: string
  /** In a .npz archive its own, of a .npy file that of the file. */
  name: string
  /** Reads the elements, from the file as it is then. */
  load(): Promise<LoadedArray>
}

export interface LoadedArray extends NpyHeader {
  file: string
  name: string
  /** The elements in the order of the file and the byte order of this machine, in memory of their own. */
  bytes: Uint8Array
}

/**
 * Reads the elements that follow a header, which has made sure that there are as many bytes as it claims.
 * @throws ERR_INFOFLOW_MEMORY before anything is read; ERR_INFOFLOW_FILE_FORMAT where the bytes end early
 */
export async function readElements(header: NpyHeader, source: NpyBytes): Promise<Uint8Array> {
  const { count, type, dataOffset } = header
  const size = count * type.size
  requireMemory(`${count} ${type.name} values`, size)
  const bytes = new Uint8Array(size)
  const got = await source.read(bytes)
  if (got < size) throw source.fail(dataOffset + got, 'the elements are cut short; save the file again')
  // Past the end: an archive's entry has its checksum compared there.
  await source.read(new Uint8Array(1))
  if (type.swapped) swapBytes(bytes, type.size)
  return bytes
}

function swapBytes(bytes: Uint8Array, size: number): void {
  const buffer = Buffer.from(bytes.buffer)
  if (size === 2) buffer.swap16()
  if (size === 4) buffer.swap32()
  if (size === 8) buffer.swap64()
}
