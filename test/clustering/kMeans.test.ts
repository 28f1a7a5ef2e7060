import { type KMeansOptions, kMeans } from '../../lib/clustering'
import { fillNormals } from '../../lib/random/random'
import { AGREEMENT, activations, double, fixture, rowsOf, shape, single, toLabels } from './digits'

const rows = rowsOf(double, shape)
const first10 = rows.slice(0, 10)

function expectRun(name: string, found: Awaited<ReturnType<typeof kMeans>>): void {
  const expected = fixture.kMeans[name]!
  expect(Array.from(found.labels)).toEqual(toLabels(expected.labels))
  expect(Math.abs(found.inertia / expected.inertia - 1)).toBeLessThan(AGREEMENT)
  expect(found.iterations).toBe(expected.iterations)
  expected.centers.flat().forEach((value, i) => {
    expect(Math.abs(found.centers.data[i]! - value)).toBeLessThan(AGREEMENT)
  })
}

describe.each([
  ['Float64Array', double],
  ['Float32Array', single],
])('from the start that scikit-learn had, %s', (_, data) => {
  const samples = { data, shape }

  test('the same partition, inertia, centers and iterations', async () => {
    expectRun('first10', await kMeans(samples, { start: first10, tolerance: 0 }))
    expectRun('default', await kMeans(samples, { start: first10 }))
    expectRun('one', await kMeans(samples, { start: rows.slice(0, 1), tolerance: 0 }))
  })

  test('the same when iterations run out: labels are those of the last centers', async () => {
    const found = await kMeans(samples, { start: first10, tolerance: 0, maxIterations: 3 })
    expectRun('three iterations', found)
    expect(found.converged).toBe(false)
  })

  test('the same with weights, some of them 0', async () => {
    const weights = rows.map((_, i) => i % 4)
    expectRun('weights', await kMeans(samples, { start: rows.slice(20, 27), tolerance: 0, weights }))
  })

  test('the same where clusters start without rows', async () => {
    const start = rows.slice(0, 6).map((row, j) => (j < 4 ? row : row.map((value) => value + 100)))
    expectRun('empty', await kMeans(samples, { start, tolerance: 0 }))
  })
})

describe('what must not change the clusters', () => {
  const options = { start: first10, tolerance: 0 }
  const inertia = fixture.kMeans.first10!.inertia

  test('an offset that float32 rounds to nothing, or that doubles just hold', async () => {
    for (const offset of [100, 1e6]) {
      const move = (row: number[]) => row.map((value) => value + offset)
      const found = await kMeans(rows.map(move), { ...options, start: first10.map(move) })
      expect(Array.from(found.labels)).toEqual(toLabels(fixture.kMeans.first10!.labels))
      // The values themselves are rounded to offset · 2^-53.
      expect(Math.abs(found.inertia / inertia - 1)).toBeLessThan(offset * 1e-14 + AGREEMENT)
    }
  })

  test('scale, up to values whose squares leave the range of doubles', async () => {
    for (const scale of [2 ** -600, 2 ** -100, 1e-20, 2 ** 100, 2 ** 490]) {
      const by = (row: number[]) => row.map((value) => value * scale)
      const found = await kMeans(rows.map(by), { ...options, start: first10.map(by) })
      expect(Array.from(found.labels)).toEqual(toLabels(fixture.kMeans.first10!.labels))
      if (scale >= 1e-100)
        expect(Math.abs(found.inertia / scale / scale / inertia - 1)).toBeLessThan(AGREEMENT)
    }
    const huge = rows.map((row) => row.map((value) => value * 2 ** 600))
    await expect(kMeans(huge, { k: 3 })).rejects.toMatchObject({
      name: 'RangeError',
      code: 'ERR_INFOFLOW_ARGUMENT_VALUE',
      argument: 'samples',
    })
  })

  test('repeating rows instead of weighting them', async () => {
    const counts = rows.map((_, i) => i % 4)
    const repeated = rows.flatMap((row, i) => Array<number[]>(counts[i]!).fill(row))
    const weighted = await kMeans(rows, { ...options, weights: counts })
    const plain = await kMeans(repeated, options)
    expect(plain.inertia).toBeCloseTo(weighted.inertia, 9)
    expect(plain.iterations).toBe(weighted.iterations)
  })

  test('the order of the rows', async () => {
    const backwards = [...rows].reverse()
    const found = await kMeans(backwards, options)
    expect(Array.from(found.labels).reverse()).toEqual(toLabels(fixture.kMeans.first10!.labels))
  })
})

test('the number of threads changes no bit, and the seed decides', async () => {
  const n = 20_000
  const samples = {
    data: fillNormals(new Float32Array(n * 3), { seed: 5, purpose: 'measuringNoise' }),
    shape: [n, 3] as const,
  }
  const options: KMeansOptions = { k: 17, seed: 3, nInit: 2 }
  const alone = await kMeans(samples, { ...options, threads: 1 })
  const together = await kMeans(samples, { ...options, threads: 2 })
  expect(together).toEqual(alone)
  const other = await kMeans(samples, { ...options, seed: 4 })
  expect(other.inertia).not.toBe(alone.inertia)
})

test('single and double precision agree where most rows are close to two centers', async () => {
  // Rows of a grid with steps of 1/64: many are exactly between two centers, or as good as.
  const n = 4096
  const data = Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 ? (i >> 1) % 64 : i >> 7) / 64 + 1)
  const start = Array.from({ length: 40 }, (_, j) => [1 + ((j * 37) % 64) / 64, 1 + ((j * 11) % 64) / 64])
  const samples = (values: Float32Array | Float64Array) => ({ data: values, shape: [n, 2] as const })
  const found = await kMeans(samples(data), { start, tolerance: 0 })
  const { data: centers } = found.centers
  let inertia = 0
  found.labels.forEach((label, i) => {
    const squares = start.map(
      (_, j) => (data[2 * i]! - centers[2 * j]!) ** 2 + (data[2 * i + 1]! - centers[2 * j + 1]!) ** 2,
    )
    expect(squares[label]!).toBeLessThan(Math.min(...squares) + 1e-12)
    inertia += squares[label]!
  })
  expect(found.converged).toBe(true)
  expect(found.inertia).toBeCloseTo(inertia, 9)
})

test('greedy k-means++ finds well separated clusters, whichever the seed', async () => {
  const noise = fillNormals(new Float64Array(600), { seed: 1, purpose: 'measuringNoise' })
  const clusters = Array.from({ length: 300 }, (_, i) => [100 * (i % 12) + noise[2 * i]!, noise[2 * i + 1]!])
  for (let seed = 0; seed < 20; seed++) {
    const { labels, occupied } = await kMeans(clusters, { k: 12, seed })
    expect(occupied).toBe(12)
    for (let i = 12; i < 300; i++) expect(labels[i]).toBe(labels[i % 12])
  }
})

test('fewer distinct rows than clusters: inertia 0, empty clusters, no NaN', async () => {
  const found = await kMeans(
    Array.from({ length: 50 }, (_, i) => [i % 3, 7]),
    { k: 5 },
  )
  expect(found).toMatchObject({ occupied: 3, converged: true })
  // The mean of equal values is rounded.
  expect(found.inertia).toBeLessThan(1e-28)
  expect(Array.from(found.centers.data).every(Number.isFinite)).toBe(true)
  const equal = await kMeans({ data: new Float32Array(40).fill(0.1), shape: [20, 2] }, { k: 4 })
  expect(equal).toMatchObject({ inertia: 0, occupied: 1 })
})

describe('bad input', () => {
  const start = [[1, 2]]
  test.each([
    ['nothing', undefined, { k: 2 }, 'TypeError', 'samples'],
    ['no options', rows, undefined, 'TypeError', 'options'],
    ['neither k nor start', rows, {}, 'TypeError', 'k'],
    ['both', rows, { k: 1, start: first10 }, 'TypeError', 'k'],
    ['nInit with a start', rows, { start: first10, nInit: 2 }, 'TypeError', 'nInit'],
    ['an unknown option', rows, { k: 2, clusters: 3 }, 'TypeError', 'clusters'],
    ['k = 0', rows, { k: 0 }, 'RangeError', 'k'],
    ['k = 1.5', rows, { k: 1.5 }, 'RangeError', 'k'],
    ['k > n', rows, { k: 601 }, 'RangeError', 'k'],
    [
      'more starting centers than rows',
      [[1, 2]],
      {
        start: [
          [1, 2],
          [3, 4],
        ],
      },
      'RangeError',
      'start',
    ],
    ['centers of another width', rows, { start }, 'RangeError', 'start'],
    ['a center that is NaN', [[1, 2]], { start: [[Number.NaN, 1]] }, 'RangeError', 'start'],
    ['a row that is NaN', [[1], [Number.NaN]], { k: 1 }, 'RangeError', 'samples'],
    ['a row that is infinite', [[1], [Number.NEGATIVE_INFINITY]], { k: 1 }, 'RangeError', 'samples'],
    ['short weights', rows, { k: 2, weights: [1] }, 'RangeError', 'weights'],
    ['weights of 0', [[1], [2]], { k: 1, weights: [0, 0] }, 'RangeError', 'weights'],
    ['a negative weight', [[1], [2]], { k: 1, weights: [2, -1] }, 'RangeError', 'weights'],
    ['a negative tolerance', rows, { k: 2, tolerance: -1 }, 'RangeError', 'tolerance'],
    ['no iterations', rows, { k: 2, maxIterations: 0 }, 'RangeError', 'maxIterations'],
    ['no start at all', rows, { k: 2, nInit: 0 }, 'RangeError', 'nInit'],
    ['a seed below 0', rows, { k: 2, seed: -1 }, 'RangeError', 'seed'],
    ['no threads', rows, { k: 2, threads: 0 }, 'RangeError', 'threads'],
  ])('%s', async (_, samples, options, name, argument) => {
    await expect(kMeans(samples as never, options as never)).rejects.toMatchObject({ name, argument })
  })
})

test('an abort rejects with its reason, within 100 ms of the native job too', async () => {
  const n = 200_000
  const samples = {
    data: fillNormals(new Float32Array(n * 8), { seed: 1, purpose: 'measuringNoise' }),
    shape: [n, 8] as const,
  }
  const controller = new AbortController()
  const call = kMeans(samples, {
    k: 300,
    tolerance: 0,
    maxIterations: 1e6,
    signal: controller.signal,
    onProgress: () => controller.abort(new Error('enough')),
  })
  await expect(call).rejects.toThrow('enough')
  // The next job waits for the one that was stopped.
  expect((await kMeans(activations, { k: 2 })).converged).toBe(true)
})
