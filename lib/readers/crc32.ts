const POLYNOMIAL = 0xedb88320

/** CRC of each byte value. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
  return crc
})

/**
 * CRC-32 as zip archives use it (ISO 3309), continuing from `crc`, which is 0 at the start. Node has one of its own only
 * from 20.15 on.
 */
export function crc32(bytes: Uint8Array, crc = 0): number {
  let state = ~crc
  for (let i = 0; i < bytes.length; i++) state = (state >>> 8) ^ TABLE[(state ^ bytes[i]!) & 0xff]!
  return ~state >>> 0
}
