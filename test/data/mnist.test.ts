import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { dataHash } from '../../lib/data/dataSet'
import { copyMnist, fetchMnist } from '../../lib/data/mnist/keepMnist'
import { loadDigits } from '../../lib/data/mnist/mnistDigits'
import { readMnistFolder } from '../../lib/data/mnist/mnistFolder'
import { MNIST_FILES } from '../../lib/data/mnist/officialFiles'
import { testWithSharedData } from '../sharedData'
import { withServer } from './loopback'
import { IMAGES, LABELS, place, withCache } from './mnistFolder'

const names = MNIST_FILES.map(({ name }) => name)
const idx = (...bytes: number[]) => Buffer.from([0, 0, 8, 1, 0, 0, 0, bytes.length, ...bytes])

test('an empty folder: all four are missing, and its digits cannot be had', async () => {
  await withCache(async (folder) => {
    const { found, missing } = await readMnistFolder(folder)
    expect([found, missing.map(({ name, problem }) => [name, problem])]).toEqual([
      [],
      names.map((name) => [name, null]),
    ])
    await expect(loadDigits({ from: folder, seed: 0 })).rejects.toMatchObject({
      code: 'ERR_INFOFLOW_DATA_MISSING',
      message: expect.stringMatching(new RegExp(names.join('.*'))),
    })
    await expect(copyMnist(folder)).rejects.toMatchObject({
      code: 'ERR_INFOFLOW_DATA_MISSING',
      message: expect.stringContaining('check the path'),
    })
  })
})

test.each([
  ['others’ labels', gzipSync(idx(1, 2, 3)), 'not the official file: inflated, its SHA-256 is '],
  ['a page', Buffer.from('<html>'), 'byte 0: not an IDX file'],
])('%s under an official name are refused by path', async (_, bytes, says) => {
  await withCache(async (folder, cache) => {
    const path = join(folder, `${LABELS}.gz`)
    writeFileSync(path, bytes)
    const refused = { code: 'ERR_INFOFLOW_FILE_FORMAT', message: expect.stringContaining(says) }
    const { missing } = await readMnistFolder(folder)
    expect(missing.find(({ name }) => name === LABELS)!.problem).toMatchObject(refused)
    expect(missing.find(({ name }) => name === LABELS)!.problem!.message).toContain(path)
    await expect(copyMnist(folder)).rejects.toMatchObject(refused)
    expect(() => readdirSync(cache)).toThrow('ENOENT')
  })
})

test('nobody to fetch from: what to do is said', async () => {
  await withCache(async () => {
    await expect(fetchMnist({ mirrors: [] })).rejects.toMatchObject({
      code: 'ERR_INFOFLOW_DATA_MISSING',
      message: expect.stringContaining('infoflow data mnist --from <folder>'),
    })
  })
})

testWithSharedData('published, inflated or compressed anew: the same digits', async (shared) => {
  await withCache(async (folder) => {
    place(shared, folder, IMAGES, true)
    place(shared, folder, LABELS, true)
    writeFileSync(join(folder, `${LABELS}.gz`), gzipSync(readFileSync(join(folder, LABELS)), { level: 1 }))
    const { found, missing } = await readMnistFolder(folder)
    expect(found.map(({ name }) => name)).toEqual([IMAGES, LABELS])
    expect(missing.map(({ part }) => part)).toEqual(['train', 'train'])
    const digits = await loadDigits({ from: folder, seed: 3 })
    const published = await loadDigits({ from: shared, seed: 3 })
    expect(dataHash(digits.train)).toBe(dataHash(published.train))
    expect(dataHash(digits.test)).toBe(dataHash(published.test))
  })
})

testWithSharedData(
  'of the test files alone 8000 digits to train on, 2000 others to test on',
  async (from) => {
    const { train, test } = await loadDigits({ from, seed: 1 })
    expect([train.inputs.shape, test.inputs.shape]).toEqual([
      [8000, 784],
      [2000, 784],
    ])
    const { found } = await readMnistFolder(from)
    const [images, labels] = found.map(({ array }) => array.values)
    const row = (label: number, pixels: Uint8Array) => `${label}${Buffer.from(pixels).toString('latin1')}`
    const rows = ({ inputs, labels }: typeof train) => {
      const pixels = Uint8Array.from(inputs.data.map((value) => Math.round(255 * value)))
      return Array.from(labels, (label, i) => row(label, pixels.subarray(784 * i, 784 * (i + 1))))
    }
    const all = Array.from(labels!, (label, i) => row(label, images!.subarray(784 * i, 784 * (i + 1))))
    const split = [...rows(train), ...rows(test)].sort().join('')
    expect(split === all.sort().join('')).toBe(true)
    // Every class is there about as often as among all: 5 standard deviations of a draw without replacement.
    for (let digit = 0; digit < 10; digit++) {
      const share = labels!.filter((label) => label === digit).length / 10_000
      const found = train.labels.filter((label) => label === digit).length
      expect(Math.abs(found - 8000 * share)).toBeLessThan(5 * Math.sqrt(8000 * share * (1 - share) * 0.2))
    }
    expect((await loadDigits({ from, seed: 2 })).test.labels).not.toEqual(test.labels)
  },
)

testWithSharedData(
  'the cache: what is there is not fetched, what is damaged is fetched anew',
  async (shared) => {
    await withCache(async (_, cache) => {
      const answer = (request: IncomingMessage, response: ServerResponse) => {
        const name = request.url!.replace('/mnist/', '')
        if (name.startsWith('t10k')) response.end(readFileSync(join(shared, name)))
        else response.writeHead(404).end()
      }
      await withServer(answer, async (address, asked) => {
        const fetching = () => fetchMnist({ mirrors: [address] })
        await expect(fetching()).rejects.toThrow('train-images-idx3-ubyte.gz could not be fetched')
        expect(asked.splice(0)).toEqual(
          [IMAGES, LABELS, 'train-images-idx3-ubyte'].map((name) => `/mnist/${name}.gz`),
        )
        // The test files are enough: nothing is fetched for want of the training files.
        expect((await loadDigits({ seed: 0 })).train.labels).toHaveLength(8000)
        expect(asked).toEqual([])
        const path = join(cache, `${LABELS}.gz`)
        writeFileSync(path, readFileSync(path).subarray(0, 1000))
        await expect(fetching()).rejects.toThrow()
        expect(asked).toEqual([LABELS, 'train-images-idx3-ubyte'].map((name) => `/mnist/${name}.gz`))
        expect(readFileSync(path)).toEqual(readFileSync(join(shared, `${LABELS}.gz`)))
        expect(readdirSync(cache)).toEqual([`${IMAGES}.gz`, `${LABELS}.gz`])
      })
    })
  },
)
