import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import { dirname } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { crc32 } from '../../lib/readers/crc32'
import { inspectArrays } from '../../lib/readers/inspectArrays'
import { toSamples } from '../../lib/readers/toSamples'
import { fixture, loadAll, npy, readingFails, withBytes } from './files'
import { type ZipEntry, zip } from './zip'

const header = (shape: string) => `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`
const array = npy(header('(2, 2)'), Buffer.from(Float32Array.of(1, 2, 3, 4).buffer))
const good: ZipEntry = { name: 'good.npy', data: array, deflate: true }

/** Zip64's end record and its locator, which the plain end record then defers to. */
function zip64End(
  directoryOffset: number,
  forged: { record?: bigint; directory?: bigint; entries?: bigint },
) {
  const record = Buffer.alloc(56)
  record.write('PK\x06\x06', 'latin1')
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(forged.entries ?? 1n, 24)
  record.writeBigUInt64LE(forged.entries ?? 1n, 32)
  record.writeBigUInt64LE(forged.directory ?? BigInt(directoryOffset), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeBigUInt64LE(forged.record ?? BigInt(directoryOffset + 46 + good.name.length), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([record, locator])
}

/** Zip64's sizes of an entry and its place. */
function zip64Extra(...values: bigint[]) {
  const extra = Buffer.alloc(4 + 8 * values.length)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(8 * values.length, 2)
  for (const [i, value] of values.entries()) extra.writeBigUInt64LE(value, 4 + 8 * i)
  return extra
}

/** Entries of one-letter names that all claim the data of the first. */
const sharing = (entry: ZipEntry, letters: string): ZipEntry[] =>
  [...letters].map((letter) => ({
    ...entry,
    name: `${letter}.npy`,
    raw: new Uint8Array(0),
    compressedSize: deflateRawSync(entry.data).length,
    offset: 0,
  }))

test('what the attacks are made from is a good archive', async () => {
  await withBytes(zip([{ ...good, deflate: false, name: 'stored.npy' }, good]), async (file) => {
    const arrays = await loadAll(file)
    expect(arrays.map(({ name }) => name)).toEqual(['stored', 'good'])
    for (const loaded of arrays) expect(Array.from(toSamples(loaded).data)).toEqual([1, 2, 3, 4])
  })
  await withBytes(zip([good], { before: (offset) => zip64End(offset, {}) }), async (file) => {
    expect(await loadAll(file)).toHaveLength(1)
  })
})

test.each([
  ['every length', 'a hand-made one', zip([{ ...good, deflate: false, name: 'stored.npy' }, good]), 1],
  ['every length', 'deflated.npz', readFileSync(fixture('deflated.npz')), 1],
  ['every 7th length', 'stored.npz', readFileSync(fixture('stored.npz')), 7],
  ['every 7th length', 'streamed.npz', readFileSync(fixture('streamed.npz')), 7],
])('cut at %s, %s is refused', async (_lengths, _name, whole, step) => {
  for (let length = 0; length < whole.length; length += step) {
    const { code, message } = await readingFails(whole.subarray(0, length))
    expect(code).toBe('ERR_INFOFLOW_FILE_FORMAT')
    expect(message).toMatch(/^FILE, byte \d+( of \w+\.npy)?: /)
  }
})

test('no damaged byte of an archive passes unnoticed where it counts, and none ends the process', async () => {
  const whole = zip([good])
  const dataStart = 30 + good.name.length
  const dataEnd = dataStart + deflateRawSync(array).length
  for (let offset = 0; offset < whole.length; offset++) {
    const damaged = Buffer.from(whole)
    damaged[offset]! ^= 0xff
    const error = await readingFails(damaged).catch(() => null)
    if (error !== null) expect(error.code).toBe('ERR_INFOFLOW_FILE_FORMAT')
    if (offset >= dataStart && offset < dataEnd) expect(error).not.toBeNull()
  }
})

describe.each<[string, Buffer, RegExp]>([
  [
    'a path that climbs',
    zip([good, { ...good, name: '../../climbed.npy' }]),
    /byte \d+: .*invalid relative path/,
  ],
  ['an absolute path', zip([{ ...good, name: '/etc/climbed.npy' }]), /byte \d+: .*absolute path/],
  ['a drive', zip([{ ...good, name: 'C:climbed.npy' }]), /byte \d+: .*absolute path/],
  ['backslashes', zip([{ ...good, name: '..\\climbed.npy' }]), /byte \d+: .*invalid characters/],
  ['a name twice', zip([good, good]), /byte \d+: a second entry good\.npy/],
  ['a wrong checksum', zip([{ ...good, crc: 1 }]), /byte \d+ of good\.npy: its checksum/],
  ['a wrong checksum, stored', zip([{ ...good, deflate: false, crc: 1 }]), /of good\.npy: its checksum/],
  [
    'fewer bytes than it says',
    zip([{ ...good, uncompressedSize: array.length + 4 }]),
    /of good\.npy: shape \(2, 2\) of float32 needs 16 bytes, and 20 follow/,
  ],
  [
    'more bytes than it says',
    zip([{ ...good, uncompressedSize: array.length - 4 }]),
    /of good\.npy: .*too many bytes in the stream/,
  ],
  [
    'an array and a size that agree on a lie',
    zip([
      {
        ...good,
        raw: deflateRawSync(npy(header('(4, 2)'), Buffer.alloc(16))),
        uncompressedSize: array.length + 16,
      },
    ]),
    /of good\.npy: .*not enough bytes in the stream/,
  ],
  [
    'more data behind the array',
    zip([{ ...good, data: Buffer.concat([array, array]), uncompressedSize: array.length }]),
    /of good\.npy: .*too many bytes/,
  ],
  [
    'a size that deflate can not reach',
    zip([{ ...good, raw: Buffer.of(3, 0), uncompressedSize: 0xfffffff0 }]),
    /byte 0: good\.npy can't be 4294967280 bytes: it has 2/,
  ],
  [
    'a size beyond all integers',
    zip([{ ...good, uncompressedSize: 0xffffffff, extra: zip64Extra(2n ** 63n) }]),
    /byte 0: good\.npy can't be/,
  ],
  [
    'data beyond the end',
    zip([{ ...good, compressedSize: 0x7fffffff }]),
    /claim more bytes than the file has/,
  ],
  ['a stored size that differs', zip([{ ...good, deflate: false, uncompressedSize: 8 }]), /size mismatch/],
  ['a place beyond the end', zip([{ ...good, offset: 0x7fffffff }]), /it has no \d+ bytes at \d+/],
  [
    'a place that no file has',
    zip([{ ...good, offset: 0xffffffff, extra: zip64Extra(2n ** 64n - 1n) }]),
    /it has no \d+ bytes at \d+/,
  ],
  ['entries on top of each other', zip([good, ...sharing(good, 'abcdefgh')]), /or share some/],
  ['a directory beyond the end', zip([good], { directoryOffset: 0x7fffffff }), /it has no \d+ bytes at \d+/],
  ['a directory elsewhere', zip([good], { directoryOffset: 5 }), /byte 5: .*signature/],
  ['more entries than it has', zip([good], { entryCount: 9 }), /the archive is damaged/],
  [
    'a zip64 record that no file has',
    zip([good], { before: (at) => zip64End(at, { record: 2n ** 64n - 1n }) }),
    /it has no \d+ bytes at \d+/,
  ],
  [
    'a zip64 directory that no file has',
    zip([good], { before: (at) => zip64End(at, { directory: 2n ** 64n - 1n }) }),
    /it has no \d+ bytes at \d+/,
  ],
  [
    '2^64 − 1 entries',
    zip([good], { before: (at) => zip64End(at, { entries: 2n ** 64n - 1n }) }),
    /the archive is damaged/,
  ],
  [
    'encryption',
    zip([{ ...good, flags: 1 }]),
    /good\.npy is encrypted or compressed by a method other than deflate/,
  ],
  [
    'another compression',
    zip([{ ...good, method: 12 }]),
    /good\.npy is encrypted or compressed by a method other/,
  ],
  [
    'an entry that is no array',
    zip([{ ...good, data: Buffer.from('no array at all') }]),
    /byte 0 of good\.npy: not a \.npy file/,
  ],
  [
    'an empty entry',
    zip([{ name: 'good.npy', data: Buffer.alloc(0) }]),
    /byte 0 of good\.npy: .*the file is empty/,
  ],
  [
    'a pickle',
    zip([{ ...good, data: readFileSync(fixture('refused-object.npy')) }]),
    /of good\.npy: the array holds Python objects/,
  ],
])('an archive with %s', (_, bytes, message) => {
  test('is refused with its place, leaves nothing behind and keeps no file open', async () => {
    await withBytes(bytes, async (file) => {
      const open = readdirSync('/dev/fd').length
      const error = await loadAll(file).catch((error: Error & { code: string }) => error)
      if (Array.isArray(error)) throw new Error('it was read without an error')
      expect(error.code).toBe('ERR_INFOFLOW_FILE_FORMAT')
      expect(error.message).toMatch(message)
      expect(error.message.startsWith(`${file}, byte `)).toBe(true)
      expect(readdirSync(dirname(file))).toEqual(['acts.npz'])
      expect(readdirSync('/dev/fd').length).toBe(open)
    })
  })
})

test('an array too large for the machine is refused with its bytes before it is inflated', async () => {
  jest.spyOn(os, 'totalmem').mockReturnValue(1000)
  const rows = 200
  const large = npy(header(`(${rows}, 2)`), Buffer.alloc(8 * rows))
  const error = await readingFails(zip([{ ...good, data: large }]))
  jest.restoreAllMocks()
  expect(error.code).toBe('ERR_INFOFLOW_MEMORY')
  expect(error.message).toBe(
    '400 float32 values need about 1600 bytes, and the machine has 1000; use fewer rows',
  )
})

test('entries that are no .npy files are left out', async () => {
  await withBytes(zip([{ name: 'notes.txt', data: Buffer.from('hello') }, good]), async (file) => {
    expect((await inspectArrays(file)).map(({ name }) => name)).toEqual(['good'])
  })
})

test('a file that changes between inspection and loading is read as it is then, or refused', async () => {
  await withBytes(zip([good]), async (file) => {
    const [before] = await inspectArrays(file)
    await withBytes(zip([{ ...good, name: 'other.npy' }]), async (other) => {
      copyFileSync(other, file)
    })
    await expect(before!.load()).rejects.toThrow("the array 'good' has gone")
  })
})

test('the CRC is the one of zip archives, in one piece or in two', () => {
  // The check value that catalogues of CRCs give for CRC-32/ISO-HDLC. The files of NumPy have theirs checked as well.
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926)
  expect(crc32(Buffer.from('6789'), crc32(Buffer.from('12345')))).toBe(0xcbf43926)
})
