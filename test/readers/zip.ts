import { deflateRawSync } from 'node:zlib'
import { crc32 } from '../../lib/readers/crc32'

/** An entry of a hand-made archive, with every field that a forger would set. */
export interface ZipEntry {
  name: string
  data: Uint8Array
  deflate?: boolean
  /** Bytes in the archive, in place of the compressed data. */
  raw?: Uint8Array
  method?: number
  flags?: number
  crc?: number
  compressedSize?: number
  uncompressedSize?: number
  /** Where the directory says that the entry begins. */
  offset?: number
  extra?: Uint8Array
}

export interface ZipEnd {
  entryCount?: number
  directoryOffset?: number
  /** Put between the directory and its end record, as zip64 does. */
  before?: (directoryOffset: number) => Uint8Array
}

/** An archive of these entries, byte for byte by the format's specification (PKWARE APPNOTE 6.3.10, 4.3). */
export function zip(entries: readonly ZipEntry[], end: ZipEnd = {}): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const raw = Buffer.from(entry.raw ?? (entry.deflate ? deflateRawSync(entry.data) : entry.data))
    const extra = Buffer.from(entry.extra ?? [])
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(entry.flags ?? 0x800, 2)
    common.writeUInt16LE(entry.method ?? (entry.deflate ? 8 : 0), 4)
    common.writeUInt32LE(entry.crc ?? crc32(entry.data), 10)
    common.writeUInt32LE(entry.compressedSize ?? raw.length, 14)
    common.writeUInt32LE(entry.uncompressedSize ?? entry.data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const inDirectory = Buffer.concat([
      Buffer.from('PK\x01\x02\x14\x00'),
      common,
      Buffer.alloc(14),
      name,
      extra,
    ])
    inDirectory.writeUInt16LE(extra.length, 30)
    inDirectory.writeUInt32LE(entry.offset ?? offset, 42)
    directory.push(inDirectory)
    const whole = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, raw])
    local.push(whole)
    offset += whole.length
  }
  const listing = Buffer.concat(directory)
  const before = Buffer.from(end.before?.(offset) ?? [])
  const record = Buffer.alloc(22)
  record.write('PK\x05\x06', 'latin1')
  record.writeUInt16LE(end.entryCount ?? entries.length, 8)
  record.writeUInt16LE(end.entryCount ?? entries.length, 10)
  record.writeUInt32LE(listing.length, 12)
  record.writeUInt32LE(end.directoryOffset ?? offset, 16)
  return Buffer.concat([...local, listing, before, record])
}
