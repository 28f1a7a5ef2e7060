// A slice of `npm run coverage`: how often intervals miss the truth, in cells that tell a broken interval from a sound
// one. A miss has at most the probability that is said, so that the number of misses stays below its expectation by
// more than five standard deviations of the binomial; intervals half as wide miss 33 % in place of 5 %.
import { estimateEntropy } from '../../lib/estimate/estimateEntropy'
import { estimateMI } from '../../lib/estimate/estimateMI'
import type { Estimate, EstimateOptions } from '../../lib/estimate/types'
import { fillNormals } from '../../lib/random/random'

const gaussianRows = (n: number, d: number, seed: number) => ({
  data: fillNormals(new Float64Array(n * d), { seed, purpose: 'measuringNoise' }),
  shape: [n, d] as const,
})

async function misses(replications: number, truth: number, estimate: (seed: number) => Promise<Estimate>) {
  const count = { below: 0, above: 0, widths: [] as number[] }
  for (let seed = 0; seed < replications; seed++) {
    const { low, high } = (await estimate(seed)).interval!
    if (truth < low) count.below++
    if (truth > high) count.above++
    count.widths.push(high - low)
  }
  return count
}

const mostMisses = (replications: number, probability: number) =>
  Math.floor(replications * probability + 5 * Math.sqrt(replications * probability * (1 - probability)))

describe('the mixture as given', () => {
  const options = { sigma: 0.3, population: 'complete', threads: 1 } as const

  test.each([
    ['some draws around every center', { draws: 1200 }],
    ['centers chosen by weight', { tolerance: 0.02 }],
  ])('%s', async (_, budget) => {
    const replications = 400
    const rows = gaussianRows(300, 2, 1e6)
    const exact = await estimateEntropy(rows, { ...options, method: 'quadrature' })
    const { below, above } = await misses(replications, exact.value, (seed) =>
      estimateEntropy(rows, { ...options, ...budget, method: 'sampled', seed } as EstimateOptions),
    )
    expect(below + above).toBeLessThanOrEqual(mostMisses(replications, 0.05))
    // Nor are they far too wide: at 99.5 % coverage as few misses as none come once in 7.
    expect(below + above).toBeGreaterThan(0)
  })

  test('weak overlaps, of which only few draws around the centers would see any', async () => {
    const replications = 300
    const side = [0, 6, 12, 18]
    // A grid: the informations of its axes add.
    const rows = Float64Array.from({ length: 4 ** 4 * 4 }, (_, i) => side[((i >> 2) >> (2 * (i & 3))) & 3]!)
    const axis = await estimateMI(
      side.map((x) => [x]),
      { sigma: 1, population: 'complete' },
    )
    const { below, above, widths } = await misses(replications, 4 * axis.value, (seed) =>
      estimateMI({ data: rows, shape: [4 ** 4, 4] }, { ...options, sigma: 1, method: 'sampled', seed }),
    )
    expect(below + above).toBeLessThanOrEqual(mostMisses(replications, 0.05))
    expect(below + above).toBeGreaterThan(0)
    // log 256 less the truth is .0132 nats.
    expect(Math.max(...widths)).toBeLessThan(0.005)
  })
})

describe('the population', () => {
  const entropy = (d: number, sigma: number) => (d / 2) * Math.log(2 * Math.PI * Math.E * (1 + sigma ** 2))

  test('ends that nearly meet', async () => {
    const replications = 300
    const { below, above } = await misses(replications, entropy(1, 0.5), (seed) =>
      estimateEntropy(gaussianRows(300, 1, seed), { sigma: 0.5, seed, threads: 1 }),
    )
    const most = mostMisses(replications, 0.025)
    expect(below).toBeLessThanOrEqual(most)
    expect(above).toBeLessThanOrEqual(most)
    expect(below + above).toBeGreaterThan(0)
  })

  test('ends apart, by the bias of few rows in three dimensions', async () => {
    const replications = 100
    let biased = 0
    const { below, above } = await misses(replications, entropy(3, 0.3), async (seed) => {
      const estimate = await estimateEntropy(gaussianRows(200, 3, seed), { sigma: 0.3, seed, threads: 1 })
      const { low, high } = estimate.interval!
      const half = (high - low) / 2
      // What the plug-in would be taken for without its bias.
      if (estimate.value + 1.96 * Math.sqrt(1.5 / 200) < entropy(3, 0.3)) biased++
      expect(half).toBeGreaterThan(0)
      return estimate
    })
    expect(biased).toBeGreaterThan(50)
    const most = mostMisses(replications, 0.025)
    expect(below).toBeLessThanOrEqual(most)
    expect(above).toBeLessThanOrEqual(most)
  })

  /** I of T = w x + Z₁ + Z₂, x on weighted inputs as good as normal: ½ log(1 + w²/(2 σ²)). */
  test('passes of every input, weighted as a normal law, through two layers', async () => {
    const [replications, m, sigma, w] = [200, 12, 0.5, 0.8]
    const inputs = Array.from({ length: 21 }, (_, k) => (k - 10) / 2)
    const given = inputs.flatMap((_, k) => new Array<number>(m).fill(k))
    const weights = given.map((k) => Math.exp(-(inputs[k]! ** 2) / 2))
    const truth = Math.log(1 + w ** 2 / (2 * sigma ** 2)) / 2
    const { below, above } = await misses(replications, truth, (seed) => {
      const { data } = gaussianRows(given.length, 1, seed)
      const rows = data.map((z, i) => w * inputs[given[i]!]! + sigma * z)
      const samples = { data: rows, shape: [rows.length, 1] } as const
      return estimateMI(samples, { sigma, given, weights, population: 'groups', seed, threads: 1 })
    })
    const most = mostMisses(replications, 0.025)
    expect(below).toBeLessThanOrEqual(most)
    expect(above).toBeLessThanOrEqual(most)
  })

  test('of a label that few passes near its border decide', async () => {
    // Rare rows carry what is missing to log 2: symmetrical intervals of Student's missed the truth in 16 of 100.
    const [replications, m, sigma] = [200, 64, 0.1]
    const given = Array.from({ length: 2 * m }, (_, i) => (i < m ? 0 : 1))
    const truth = 0.6789583 // by bench/coverage/nets.mjs
    const { below, above } = await misses(replications, truth, (seed) => {
      const { data } = gaussianRows(given.length, 1, seed)
      const rows = data.map((z, i) => {
        const x = (i >> 4) - 3.5
        return Math.tanh(1.5 * (Math.tanh(0.5 * x) + sigma * z))
      })
      const samples = { data: rows, shape: [rows.length, 1] } as const
      return estimateMI(samples, { sigma, given, population: 'groups', seed, threads: 1 })
    })
    const most = mostMisses(replications, 0.025)
    expect(below).toBeLessThanOrEqual(most)
    expect(above).toBeLessThanOrEqual(most)
  })
})
