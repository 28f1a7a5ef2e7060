import { normalDistribution } from '../../../lib/audit/tasks/draws'
import { estimateEntropy } from '../../../lib/estimate/estimateEntropy'
import { cornerEntropy, drawCorners } from '../../../lib/reproduce/estimators/corners'
import { entropyCurve } from '../../../lib/reproduce/estimators/curve'
import { codeCurve, drawCodewords } from '../../../lib/reproduce/estimators/reedMuller'
import { meanInterval } from '../../../lib/reproduce/estimators/risk'
import { spiralCurve, trainSpiral } from '../../../lib/reproduce/estimators/spiral'
import { loadBackend } from '../../../lib/training/backend'

const progress = { signal: undefined, onShare: () => {} }
const normal = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)

test.each([0.05, 0.1, 0.2] as const)('σ = %d: the exact entropy is that of the density', (sigma) => {
  // 1 − .02 |z| + σ w is skew normal: location 1, scale ω = √(.02² + σ²), shape −.02/σ.
  const omega = Math.hypot(0.02, sigma)
  const half = (x: number) =>
    (2 / omega) * normal((x - 1) / omega) * normalDistribution(((-0.02 / sigma) * (x - 1)) / omega)
  const step = sigma / 200
  let entropy = 0
  for (let x = -1 - 10 * omega; x <= 1 + 10 * omega; x += step) {
    const density = (half(x) + half(-x)) / 2
    if (density > 0) entropy -= density * Math.log(density) * step
  }
  // The table has five decimals.
  expect(Math.abs(cornerEntropy(1, sigma) - entropy)).toBeLessThan(6e-6)
})

test('corners: inside the cube, equally likely, and noise of σ', async () => {
  const { centers, noisy } = drawCorners(4000, 2, { sigma: 0.1, seed: 1, replication: 0 })
  const data = Float64Array.from(centers.data)
  expect(data.every((x) => Math.abs(x) <= 1 && Math.abs(x) > 0.8)).toBe(true)
  const mean = data.reduce((sum, x) => sum + x, 0) / data.length
  expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(data.length))
  const variance = data.reduce((sum, x, k) => sum + (noisy.data[k]! - x) ** 2, 0) / data.length
  expect(Math.abs(variance - 0.01)).toBeLessThan(5 * 0.01 * Math.sqrt(2 / data.length))
  const { interval } = await estimateEntropy(centers, { sigma: 0.1 })
  expect(interval!.low).toBeLessThan(cornerEntropy(2, 0.1))
  expect(interval!.high).toBeGreaterThan(cornerEntropy(2, 0.1))
})

test('a curve: every estimator that is asked, nested samples, the same twice; the plug-in nearest', async () => {
  const settings = {
    sigma: 0.2,
    counts: [200, 2000],
    most: { 'plug-in': 2000, 'kernel density': 200, 'nearest neighbours': 2000 },
    replications: 2,
    tolerance: 0.002,
    seed: 0,
  }
  const shares: number[] = []
  const curve = () =>
    entropyCurve(settings, async (replication) => drawCorners(2000, 5, { ...settings, replication }), {
      signal: undefined,
      onShare: (share) => shares.push(share),
    })
  const points = await curve()
  expect(points.map(({ estimator, n, values }) => [estimator, n, values.length])).toEqual([
    ['plug-in', 200, 2],
    ['kernel density', 200, 2],
    ['nearest neighbours', 200, 2],
    ['plug-in', 2000, 2],
    ['nearest neighbours', 2000, 2],
  ])
  expect(shares).toEqual([0.5, 1])
  const errors = points.map(({ values }) => Math.abs(values[0]! - cornerEntropy(5, 0.2)))
  // 32 corners: the plug-in is low by about 31/(2 · 2000).
  expect(errors[3]).toBeLessThan(0.02)
  expect(errors[0]).toBeLessThan(Math.min(errors[1]!, errors[2]!))
  expect(await curve()).toEqual(points)
})

test('Reed–Muller: at small σ what random codewords give on average, at σ = 6 the exact value', async () => {
  const settings = { counts: [100], intervalMost: 100, replications: 50, tolerance: 0.01, seed: 2 }
  const [small] = await codeCurve({ ...settings, sigma: 0.05 }, progress)
  // A published expectation, four decimals; five standard errors of the mean.
  const { mean, high } = meanInterval(small!.values)
  expect(Math.abs(mean - 4.6041)).toBeLessThan((5 / 2) * (high - mean) + 5e-5)
  // Its bias is below I_χ²/n = .0006.
  const many = { ...settings, counts: [1000], intervalMost: 1000 }
  const [large] = await codeCurve({ ...many, sigma: 6 }, progress)
  const wide = meanInterval(large!.values)
  expect(Math.abs(wide.mean - 0.219191)).toBeLessThan((5 / 2) * (wide.high - wide.mean) + 6e-4)
  expect(large!.interval!.low).toBeLessThan(0.219191)
  expect(large!.interval!.high).toBeGreaterThan(0.219191)
  const words = drawCodewords(1000, { seed: 2, replication: 0 })
  expect(new Set(words.data)).toEqual(new Set([-1, 1]))
})

test('the spiral network learns, and its last hidden layer is measured', async () => {
  const { tf } = await loadBackend()
  const training = {
    widths: [2, 8, 9, 10, 3],
    sigma: 0.2,
    points: 1000,
    epochs: 150,
    learningRate: 0.01,
    batchSize: 256,
    seed: 0,
  }
  const network = await trainSpiral(tf, training, progress)
  expect(network.test.accuracy).toBeGreaterThan(0.8)
  const most = { 'plug-in': 400, 'nearest neighbours': 400 }
  const settings = { sigma: 0.2, counts: [100, 400], most, replications: 2, tolerance: 0.01, seed: 0 }
  const { points, intervals } = await spiralCurve(tf, training, network, settings, progress)
  expect(points.map(({ estimator, n }) => [estimator, n])).toEqual([
    ['plug-in', 100],
    ['nearest neighbours', 100],
    ['plug-in', 400],
    ['nearest neighbours', 400],
  ])
  expect(intervals.map(({ n }) => n)).toEqual([100, 400])
  // The interval is about the same samples as the first replication.
  for (const [i, { value }] of intervals.entries()) {
    expect(Math.abs(value - points[2 * i]!.values[0]!)).toBeLessThan(0.1)
    // More than the noise alone has, less than a Gaussian of outputs in [−1, 1].
    expect(value).toBeGreaterThan(5 * Math.log(2 * Math.PI * Math.E * 0.04))
    expect(value).toBeLessThan(5 * Math.log(2 * Math.PI * Math.E * 1.04))
  }
})
