// What must not change a mutual information, and by how much rounding may.
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { estimateMI } from '../../lib/estimate/estimateMI'
import type { MIEstimate, MIOptions } from '../../lib/estimate/types'
import { fillNormals } from '../../lib/random/random'
import type { Samples } from '../../lib/samples/types'

interface Case {
  data: Float64Array
  n: number
  d: number
  options: MIOptions
}

/** n normal rows on a grid of 2^-16, in 8 groups; overlapping at sigma = .3. */
function normalRows(n: number, d: number, options: Partial<MIOptions>): Case {
  const normals = fillNormals(new Float64Array(n * d), { seed: 4, purpose: 'measuringNoise' })
  const given = Int32Array.from({ length: n }, (_, i) => i % 8)
  return {
    data: normals.map((x) => Math.round(x * 2 ** 16) / 2 ** 16),
    n,
    d,
    options: { sigma: 0.3, given, method: 'auto', ...options } as MIOptions,
  }
}

// Both methods, both forms of the pair sum (differences, and dot products from d = 17 on), both kinds of budget.
const cases: [string, Case][] = [
  ['quadrature in one dimension', normalRows(120, 1, { method: 'quadrature' })],
  ['quadrature in two dimensions', normalRows(60, 2, { method: 'quadrature' })],
  ['sampled in two dimensions', normalRows(120, 2, { method: 'sampled', tolerance: 0.02 })],
  ['sampled in five dimensions', normalRows(200, 5, { tolerance: 0.02 })],
  ['sampled in 20 dimensions', normalRows(100, 20, { draws: 500, sigma: 1.5 })],
]

const estimate = ({ data, n, d, options }: Case) => estimateMI({ data, shape: [n, d] }, options)

/** What is left of an estimate without its units: entropies shift with them. */
function informationOf({ value, numerical, interval, ceilings, settings, ...estimate }: MIEstimate) {
  const errors = [estimate.entropy.numerical, estimate.conditionalEntropy.numerical]
  const { draws, centers, method } = settings
  return { value, numerical, interval, ceilings, errors, draws, centers, method }
}

async function expectSameBits(original: Case, samples: Samples, more: object = {}) {
  const changed = await estimateMI(samples, { ...original.options, ...more } as MIOptions)
  expect(informationOf(changed)).toEqual(informationOf(await estimate(original)))
}

describe.each(cases)('%s: not a bit of I changes', (_, original) => {
  const { data, n, d, options } = original

  test.each([-900, -30, 1, 900])('when samples and sigma are scaled by 2^%d', async (power) => {
    const scaled = data.map((x) => x * 2 ** power)
    await expectSameBits(original, { data: scaled, shape: [n, d] }, { sigma: options.sigma * 2 ** power })
  })

  test('with a view at an offset, or rows inside a wider array', async () => {
    const pool = new Float64Array(n * d + 7).fill(9)
    pool.set(data, 3)
    await expectSameBits(original, { data: pool.subarray(3, 3 + n * d), shape: [n, d] })
    const stride = d + 2
    const wide = new Float64Array(n * stride).fill(9)
    const rows = Array.from({ length: n }, (_, i) => wide.subarray(i * stride + 1, i * stride + 1 + d))
    for (const [i, row] of rows.entries()) row.set(data.subarray(i * d, (i + 1) * d))
    await expectSameBits(original, rows)
  })

  // Multiples of 2^-16 below 128 are float32 values too.
  test('with the same values as float32', async () => {
    await expectSameBits(original, { data: Float32Array.from(data), shape: [n, d] })
  })

  // On the grid sums with a multiple of it are exact, and so is the middle that is taken out again.
  test('when the samples are moved by a multiple of their grid', async () => {
    await expectSameBits(original, { data: data.map((x) => x + 1024.25), shape: [n, d] })
  })

  // Quadrature can't be asked for beyond two columns, but it is chosen.
  test('with constant columns between the others', async () => {
    const rows = Array.from({ length: n }, (_, i) => {
      const row = Array.from(data.subarray(i * d, (i + 1) * d))
      return [17.3, ...row.slice(0, 1), 0, ...row.slice(1), -1e9]
    })
    const method = options.method === 'quadrature' ? 'auto' : options.method!
    await expectSameBits(original, rows, { method })
    const [before, after] = [await estimate(original), await estimateMI(rows, { ...options, method })]
    const noise = Math.log(2 * Math.PI * Math.E * options.sigma ** 2) / 2
    // Entropies below 64 nats, rounded to 2^-47 some four times.
    for (const kind of ['entropy', 'conditionalEntropy'] as const) {
      expect(Math.abs(after[kind].value - before[kind].value - 3 * noise)).toBeLessThan(2 ** -45)
    }
  })

  test('when the groups are renamed', async () => {
    const given = Array.from(options.given!, (label) => 1000 - 7 * label)
    await expectSameBits(original, { data, shape: [n, d] }, { given })
  })

  test('in a worker thread, while the main thread works too', async () => {
    const script = `
      const { estimateMI } = require(${JSON.stringify(path.resolve(__dirname, '../../dist/index.js'))})
      const { parentPort, workerData: { data, shape, options } } = require('node:worker_threads')
      estimateMI({ data, shape }, options).then((estimate) => parentPort.postMessage(estimate))`
    const workerData = { data, shape: [n, d], options }
    const worker = new Worker(script, { eval: true, workerData })
    const inWorker = new Promise<MIEstimate>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject)
    })
    const here = await estimate(original)
    expect(await inWorker).toEqual(here)
    await worker.terminate()
  })
})

describe.each(cases.slice(0, 2))('%s: I changes by rounding only', (_, original) => {
  const { data, n, d, options } = original

  // The same centers, whose weights are sums of more roundings: below n · 2^-53 each, and I, at most log n, moves by as
  // much of itself: 7e-14.
  test('when the data set is repeated', async () => {
    const { value } = await estimate(original)
    for (const times of [2, 3]) {
      const rows = Array.from({ length: times * n }, (_, i) => data.subarray((i % n) * d, ((i % n) + 1) * d))
      const given = Int32Array.from(rows, (_, i) => options.given![i % n]!)
      const repeated = await estimateMI(rows, { ...options, given } as MIOptions)
      expect(repeated.settings.centers).toBe(n)
      expect(Math.abs(repeated.value - value)).toBeLessThan(1e-12)
    }
  })

  // The order of additions: some 10⁵ terms that sum to at most log n, each rounded by 2^-53 of the sum so far, in tiles
  // of a thousand: below 1000 · 2^-53 · log n = 6e-13.
  test('when rows are permuted, or the axes mirrored and exchanged', async () => {
    const { value } = await estimate(original)
    const order = Array.from({ length: n }, (_, i) => (7 * i + 3) % n)
    const rows = order.map((i) => data.subarray(i * d, (i + 1) * d))
    const given = order.map((i) => options.given![i]!)
    const permuted = await estimateMI(rows, { ...options, given } as MIOptions)
    expect(Math.abs(permuted.value - value)).toBeLessThan(1e-12)
    const turned = rows.map((row) => Array.from(row, (x) => -x).reverse())
    const mirrored = await estimateMI(turned, { ...options, given } as MIOptions)
    expect(Math.abs(mirrored.value - value)).toBeLessThan(1e-12)
  })
})

// The grid lies otherwise then: what changes is the quadrature's own error, which its bound covers.
test('quadrature in two dimensions: I changes by less than the bounds under rotation and translation', async () => {
  const original = cases[1]![1]
  const { data, n, options } = original
  const before = await estimate(original)
  expect(before.numerical.bound).toBeLessThan(1e-9)
  for (const angle of [0.1, 1, 2.5]) {
    const rows = Array.from({ length: n }, (_, i) => {
      const [x, y] = data.subarray(2 * i, 2 * i + 2) as unknown as [number, number]
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
      return [cosine * x - sine * y + angle / 3, sine * x + cosine * y - angle]
    })
    const after = await estimateMI(rows, options)
    const tolerance = before.numerical.bound + after.numerical.bound
    expect(Math.abs(after.value - before.value)).toBeLessThan(tolerance)
  }
})
