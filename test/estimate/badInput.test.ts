import os from 'node:os'
import { estimateEntropy } from '../../lib/estimate/estimateEntropy'
import { estimateMI } from '../../lib/estimate/estimateMI'
import type { MIOptions } from '../../lib/estimate/types'
import type { Samples } from '../../lib/samples/types'

const rows = [[-1], [1]]

/** Calls with arguments that TypeScript would refuse. */
async function rejection(samples: unknown, options: unknown) {
  const estimate = estimateMI(samples as Samples, options as MIOptions)
  return estimate.then(
    () => null,
    (error) => ({ name: error.name, code: error.code, argument: error.argument, message: error.message }),
  )
}

async function expectGoodCallStillWorks() {
  const estimate = await estimateMI(rows, { sigma: 1 })
  expect(estimate.value).toBeCloseTo(0.336831, 6)
}
afterEach(expectGoodCallStillWorks)

describe('arguments of the wrong type', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'rows'],
    ['a number', 3],
    ['bytes', { data: new Uint8Array(2), shape: [2, 1] }],
    ['64-bit integers', { data: new BigInt64Array(2), shape: [2, 1] }],
    ['a DataView', { data: new DataView(new ArrayBuffer(16)), shape: [2, 1] }],
    ['a bare typed array', new Float64Array(2)],
    ['rows of strings', [['1'], ['2']]],
    ['rows with null', [[1], null]],
  ])('samples: %s', async (_, samples) => {
    expect(await rejection(samples, { sigma: 1 })).toMatchObject({
      name: 'TypeError',
      code: 'ERR_INFOFLOW_ARGUMENT_TYPE',
      argument: 'samples',
    })
  })

  test.each([
    ['options', undefined],
    ['options', null],
    ['options', 'sigma'],
    ['sigma', {}],
    ['sigma', { sigma: '0.1' }],
    ['sigma', { sigma: 1n }],
    ['tolerance', { sigma: 1, tolerance: '1' }],
    ['draws', { sigma: 1, draws: 10, tolerance: 0.1 }],
    ['seed', { sigma: 1, seed: '0' }],
    ['method', { sigma: 1, method: 1 }],
    ['weights', { sigma: 1, weights: 'ab' }],
    ['weights', { sigma: 1, weights: ['1', '2'] }],
    ['weights', { sigma: 1, weights: new DataView(new ArrayBuffer(16)) }],
    ['given', { sigma: 1, given: new BigInt64Array(2) }],
    ['given', { sigma: 1, population: 'groups' }],
    ['signal', { sigma: 1, signal: {} }],
    ['onProgress', { sigma: 1, onProgress: 1 }],
  ])('%s: %p', async (argument, options) => {
    expect(await rejection(rows, options)).toMatchObject({ name: 'TypeError', argument })
  })

  test.each(['sigmaa', 'Sigma', 'constructor'])('unknown option %s', async (name) => {
    const found = await rejection(rows, { sigma: 1, [name]: 1 })
    expect(found).toMatchObject({ name: 'TypeError', code: 'ERR_INFOFLOW_UNKNOWN_OPTION', argument: name })
  })

  test('a __proto__ option', async () => {
    const found = await rejection(rows, JSON.parse('{"sigma": 1, "__proto__": {"seed": 1}}'))
    expect(found).toMatchObject({ code: 'ERR_INFOFLOW_UNKNOWN_OPTION', argument: '__proto__' })
  })

  test('a getter that throws', async () => {
    const options = {
      get sigma(): number {
        throw new Error('mine')
      },
    }
    expect(await rejection(rows, options)).toMatchObject({ message: 'mine' })
  })
})

describe('shapes', () => {
  test.each([
    ['no rows', []],
    ['rows without values', [[], []]],
    ['ragged rows', [[1, 2], [3]]],
    ['n = 0', { data: new Float64Array(0), shape: [0, 1] }],
    ['d = 0', { data: new Float64Array(0), shape: [2, 0] }],
    ['length ≠ n·d', { data: new Float64Array(5), shape: [2, 3] }],
    ['fractional', { data: new Float64Array(3), shape: [1.5, 2] }],
    ['negative', { data: new Float64Array(2), shape: [-1, -2] }],
    ['huge', { data: new Float64Array(2), shape: [2 ** 52, 2 ** 52] }],
    ['NaN', { data: new Float64Array(2), shape: [Number.NaN, 1] }],
    ['three dimensions', { data: new Float64Array(8), shape: [2, 2, 2] }],
    ['strings', { data: new Float64Array(2), shape: ['2', '1'] }],
  ])('%s', async (_, samples) => {
    expect(await rejection(samples, { sigma: 1 })).toMatchObject({
      name: 'RangeError',
      code: 'ERR_INFOFLOW_SHAPE',
      argument: 'samples',
    })
  })

  test.each([
    ['too short', [0]],
    ['too long', [0, 1, 2]],
    ['negative', [0, -1]],
    ['fractional', [0, 0.5]],
    ['NaN', [0, Number.NaN]],
  ])('labels: %s', async (_, given) => {
    expect(await rejection(rows, { sigma: 1, given })).toMatchObject({
      name: 'RangeError',
      argument: 'given',
    })
  })
})

describe('buffers', () => {
  test('detached', async () => {
    const data = new Float64Array([-1, 1])
    structuredClone(data.buffer, { transfer: [data.buffer] })
    expect(await rejection({ data, shape: [2, 1] }, { sigma: 1 })).toMatchObject({
      code: 'ERR_INFOFLOW_SHAPE',
    })
  })

  test('detached by an option getter', async () => {
    const data = new Float64Array([-1, 1])
    const options = {
      get sigma() {
        structuredClone(data.buffer, { transfer: [data.buffer] })
        return 1
      },
    }
    expect(await rejection({ data, shape: [2, 1] }, options)).toMatchObject({ code: 'ERR_INFOFLOW_SHAPE' })
  })

  test.each([
    ['shared memory', (values: number[]) => new SharedArrayBuffer(8 * values.length)],
    [
      'resizable memory',
      // TypeScript's library for Node 20 doesn't know the second argument yet.
      (values: number[]) => Reflect.construct(ArrayBuffer, [8 * values.length, { maxByteLength: 800 }]),
    ],
  ])('%s', async (_, allocate) => {
    const data = new Float64Array(allocate([-1, 1]))
    data.set([-1, 1])
    const estimate = estimateMI({ data, shape: [2, 1] }, { sigma: 1 })
    data.set([5, 5])
    expect((await estimate).value).toBeCloseTo(0.336831, 6)
  })

  test('an odd offset in a pool, a view with an offset, a change and a transfer while pending', async () => {
    const pool = new Float32Array(101)
    const data = pool.subarray(33, 35)
    data.set([-1, 1])
    const estimate = estimateMI({ data, shape: [2, 1] }, { sigma: 1, method: 'sampled' })
    pool.fill(9)
    structuredClone(pool.buffer, { transfer: [pool.buffer] })
    const reference = await estimateMI(rows, { sigma: 1, method: 'sampled' })
    expect((await estimate).value).toBe(reference.value)
  })

  test('typed arrays and objects of another realm', async () => {
    const { runInNewContext } = await import('node:vm')
    const foreign = runInNewContext('({ data: new Float64Array([-1, 1]), shape: [2, 1] })')
    expect((await estimateMI(foreign, { sigma: 1 })).value).toBeCloseTo(0.336831, 6)
  })

  test('a tensor', async () => {
    const tensor = { shape: [2, 1], dataSync: () => new Int32Array([-1, 1]) }
    expect((await estimateMI(tensor, { sigma: 1 })).value).toBeCloseTo(0.336831, 6)
  })
})

describe('values', () => {
  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d', async (bad) => {
    for (const at of [0, 7, 11]) {
      const data = new Float64Array(12)
      data[at] = bad
      const found = await rejection({ data, shape: [4, 3] }, { sigma: 1 })
      expect(found).toMatchObject({
        name: 'RangeError',
        code: 'ERR_INFOFLOW_NOT_FINITE',
        argument: 'samples',
      })
      expect(found?.message).toContain(`row ${Math.floor(at / 3)}, column ${at % 3}`)
    }
  })

  test('duplicates in two places', async () => {
    const data = Float64Array.from({ length: 100_000 }, (_, i) => (i % 2 === 0 ? -1 : 1))
    const estimate = await estimateMI({ data, shape: [100_000, 1] }, { sigma: 1 })
    expect(estimate.settings.centers).toBe(2)
    expect(estimate.value).toBeCloseTo(0.336831, 6)
  })

  test.each([
    ['an offset of 1e8', [1e8 - 1, 1e8 + 1], 1],
    ['subnormals', [-5e-324, 5e-324], 1e-10],
    ['signed zeros', [-0, 0], 1],
    ['magnitudes whose squares overflow', [-1e200, 1e200], 1e200],
    ['magnitudes whose difference overflows', [-1.7e308, 1.7e308], 1.7e308],
  ])('%s', async (_, values, sigma) => {
    const estimate = await estimateMI(
      values.map((x) => [x]),
      { sigma, method: 'sampled', tolerance: 0.002 },
    )
    const [low, high] = values as [number, number]
    const exact = high / sigma - low / sigma > 1 ? 0.336831 : 0
    const { standardError, bound } = estimate.numerical
    expect(Math.abs(estimate.value - exact)).toBeLessThanOrEqual(5 * standardError + bound + 5e-7)
  })
})

describe('parameters', () => {
  test.each([
    ['sigma', { sigma: 0 }],
    ['sigma', { sigma: -1 }],
    ['sigma', { sigma: Number.NaN }],
    ['sigma', { sigma: Number.POSITIVE_INFINITY }],
    ['sigma', { sigma: 1e-300 }],
    ['tolerance', { sigma: 1, tolerance: 0 }],
    ['tolerance', { sigma: 1, tolerance: -1 }],
    ['draws', { sigma: 1, draws: 0 }],
    ['draws', { sigma: 1, draws: 1.5 }],
    ['threads', { sigma: 1, threads: 0 }],
    ['threads', { sigma: 1, threads: -1 }],
    ['seed', { sigma: 1, seed: -1 }],
    ['seed', { sigma: 1, seed: 2 ** 53 }],
    ['seed', { sigma: 1, seed: Number.NaN }],
    ['confidence', { sigma: 1, confidence: 0 }],
    ['confidence', { sigma: 1, confidence: 1 }],
    ['method', { sigma: 1, method: 'exact' }],
    ['population', { sigma: 1, population: 'all' }],
    ['weights', { sigma: 1, weights: [0, 0] }],
    ['weights', { sigma: 1, weights: [1, -1] }],
    ['weights', { sigma: 1, weights: [1, Number.NaN] }],
    ['weights', { sigma: 1, weights: [1, 2, 3] }],
  ])('%s: %p', async (argument, options) => {
    expect(await rejection(rows, options)).toMatchObject({ name: 'RangeError', argument })
  })

  test('quadrature beyond two dimensions', async () => {
    expect(await rejection([[1, 2, 3]], { sigma: 1, method: 'quadrature' })).toMatchObject({
      name: 'RangeError',
      argument: 'method',
    })
  })

  test("the population 'groups' for an entropy", async () => {
    await expect(estimateEntropy(rows, { sigma: 1, population: 'groups' })).rejects.toMatchObject({
      name: 'TypeError',
      argument: 'population',
    })
  })

  test('an enormous sigma leaves no information, a hundred thousand threads are the cores', async () => {
    const estimate = await estimateMI(rows, { sigma: 1e300, threads: 100_000 })
    expect(Math.abs(estimate.value)).toBeLessThanOrEqual(estimate.numerical.bound)
    expect(estimate.settings.threads).toBeLessThanOrEqual(256)
  })

  test('huge labels are labels', async () => {
    const estimate = await estimateMI(rows, { sigma: 1, given: [2 ** 40, 7] })
    expect(estimate.value).toBeCloseTo(0.336831, 6)
  })
})

test('memory that cannot be had is refused before any work, with the bytes', async () => {
  const totalmem = jest.spyOn(os, 'totalmem').mockReturnValue(100)
  const found = await rejection(rows, { sigma: 1 })
  totalmem.mockRestore()
  expect(found).toMatchObject({ name: 'Error', code: 'ERR_INFOFLOW_MEMORY' })
  expect(found?.message).toMatch(/need about \d+ bytes, and the machine has 100/)
})
