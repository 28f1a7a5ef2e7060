import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readIdx } from '../../lib/readers/idxFile'
import { testWithSharedData } from '../sharedData'
import { withBytes } from './files'

const MOST_BYTES = 2 ** 27

/** An IDX file with any header. */
function idx(
  lengths: readonly number[],
  values: Uint8Array,
  { start = 0, type = 8, dimensions = lengths.length } = {},
) {
  const header = Buffer.alloc(4 + 4 * lengths.length)
  header.writeUInt16BE(start)
  header.writeUInt8(type, 2)
  header.writeUInt8(dimensions, 3)
  lengths.forEach((length, i) => {
    header.writeUInt32BE(length, 4 + 4 * i)
  })
  return Buffer.concat([header, values])
}

const values = Uint8Array.from({ length: 12 }, (_, i) => 20 * i + 3)
const whole = idx([3, 2, 2], values)

async function readingFails(bytes: Uint8Array): Promise<{ code?: string; message: string }> {
  return await withBytes(bytes, async (file) => {
    const result = await readIdx(file).catch((error: Error) => error)
    if ('values' in result) throw new Error('it was read without an error')
    return { ...result, message: result.message.replaceAll(file, 'FILE') }
  })
}

test.each([
  ['as it is', whole],
  ['compressed', gzipSync(whole)],
  ['compressed in two parts', Buffer.concat([gzipSync(whole.subarray(0, 7)), gzipSync(whole.subarray(7))])],
])('an array, %s', async (_, bytes) => {
  const array = await withBytes(bytes, readIdx)
  const sha256 = createHash('sha256').update(whole).digest('hex')
  expect(array).toEqual({ shape: [3, 2, 2], values, sha256 })
})

test('an array of nothing has no values', async () => {
  expect(await withBytes(idx([0, 28, 28], new Uint8Array(0)), readIdx)).toMatchObject({ shape: [0, 28, 28] })
})

test.each([
  ['as it is', whole],
  ['compressed', gzipSync(whole)],
])('%s, a file cut at any length is refused by name and byte', async (_, bytes) => {
  for (let length = 0; length < bytes.length; length++) {
    const { code, message } = await readingFails(bytes.subarray(0, length))
    expect(code).toBe('ERR_INFOFLOW_FILE_FORMAT')
    expect(Number(/^FILE, byte (\d+): /.exec(message)?.[1])).toBeLessThanOrEqual(length)
  }
})

test('compressed, any byte may be wrong: an error, or the very values', async () => {
  const bytes = gzipSync(whole)
  for (let offset = 0; offset < bytes.length; offset++) {
    const damaged = Buffer.from(bytes)
    damaged[offset]! ^= 0x15
    const found = await withBytes(damaged, readIdx).catch((error: { code?: string }) => error)
    // Time, level and system of a gzip header mean nothing for the data.
    if ('values' in found) expect(found.values).toEqual(values)
    else expect(found.code).toBe('ERR_INFOFLOW_FILE_FORMAT')
  }
})

test.each<[string, Uint8Array, string]>([
  ['nothing', Buffer.alloc(0), 'byte 0: an IDX file begins with four bytes'],
  ['text', Buffer.from('5, 0, 4'), 'byte 0: not an IDX file'],
  ['a magic number that is not 0', idx([3, 2, 2], values, { start: 1 }), 'byte 0: not an IDX file'],
  ['another byte order', whole.subarray().map((_, i) => whole[i ^ 3] ?? 0), 'byte 0: not an IDX file'],
  ['integers of four bytes', idx([3], values, { type: 0x0c }), 'byte 2: elements of type 12'],
  ['no dimensions', idx([], values), 'byte 3: no dimensions'],
  [
    '255 dimensions',
    idx([1], values, { dimensions: 255 }),
    'byte 20: the lengths of 255 dimensions end at byte 1024',
  ],
  [
    'more elements than follow',
    idx([3, 5], values),
    'byte 12: 3 × 5 elements are claimed, and 12 bytes follow',
  ],
  [
    'fewer elements than follow',
    idx([3, 3], values),
    'byte 12: 3 × 3 elements are claimed, and 12 bytes follow',
  ],
  ['no elements, and bytes', idx([0, 3], values), 'byte 12: 0 × 3 elements are claimed'],
  ['a product that overflows', idx(Array(64).fill(2 ** 32 - 1), values), 'bytes follow'],
  ['0 times what overflows', idx([0, ...Array(64).fill(2 ** 32 - 1)], values), 'bytes follow'],
  [
    'a product that is the size modulo 2^32',
    idx([2 ** 31 + 6, 2], values),
    'byte 12: 2147483654 × 2 elements',
  ],
  [
    'a wrong header inside',
    gzipSync(idx([13], values)),
    'byte 8 of the inflated data: 13 elements are claimed',
  ],
  ['text inside', gzipSync(Buffer.from('5, 0, 4')), 'byte 0 of the inflated data: not an IDX file'],
  ['a gzip file inside', gzipSync(gzipSync(whole)), 'byte 0 of the inflated data: not an IDX file'],
  ['more after the end', Buffer.concat([gzipSync(whole), Buffer.from('more')]), 'gzip cannot inflate it'],
  [
    'a bomb',
    gzipSync(Buffer.alloc(MOST_BYTES + 1), { level: 1 }),
    `byte ${MOST_BYTES} of the inflated data: there are more`,
  ],
])('%s is refused', async (_, bytes, message) => {
  const error = await readingFails(bytes)
  expect(error.code).toBe('ERR_INFOFLOW_FILE_FORMAT')
  expect(error.message).toMatch(/^FILE, byte \d+/)
  expect(error.message).toContain(message)
})

test.each([
  [__dirname, 'it is not a file'],
  [join(__dirname, 'absent'), 'there is no such file'],
])('%s: %s', async (file, message) => {
  await expect(readIdx(file)).rejects.toMatchObject({
    code: 'ERR_INFOFLOW_FILE_ACCESS',
    message: expect.stringContaining(message),
  })
})

testWithSharedData('real digits: 10 000 images of 28 × 28 and their labels', async (folder) => {
  const images = await readIdx(join(folder, 't10k-images-idx3-ubyte.gz'))
  const labels = await readIdx(join(folder, 't10k-labels-idx1-ubyte.gz'))
  expect([images.shape, labels.shape]).toEqual([[10_000, 28, 28], [10_000]])
  expect([...labels.values.subarray(0, 8)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9])
  // As published copies of the inflated files have it.
  expect(images.sha256).toBe('0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7')
  expect(labels.sha256).toBe('ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2')
})
