import {
  gaussianEntropy,
  gaussianMI,
  kernelDensityEntropy,
  nearestNeighbourEntropy,
} from '../../lib/estimators'
import { matrix, normals } from './draws'
import { fixture, ROUNDING } from './fixture'

test('Kozachenko–Leonenko as scikit-learn neighbours give it', async () => {
  for (const [k, value] of Object.entries(fixture.nearestEuclidean)) {
    const estimate = await nearestNeighbourEntropy(fixture.y, { k: Number(k) })
    expect(Math.abs(estimate.value - value)).toBeLessThan(ROUNDING)
  }
  for (const [k, value] of Object.entries(fixture.nearestChebyshev)) {
    const estimate = await nearestNeighbourEntropy(fixture.y, { k: Number(k), metric: 'chebyshev' })
    // npeet-plus adds noise of 1e-10, beside distances of .1.
    expect(Math.abs(estimate.value - value)).toBeLessThan(3 * 1e-9)
  }
})

test('kernel densities as SciPy sums give them, and its bandwidths', async () => {
  for (const rule of ['scott', 'silverman'] as const) {
    const estimate = await kernelDensityEntropy(fixture.y, { bandwidth: rule })
    expect(Math.abs(estimate.settings.bandwidth - fixture[rule].factor)).toBeLessThan(1e-14)
    expect(Math.abs(estimate.value - fixture[rule].entropy)).toBeLessThan(ROUNDING)
  }
  const best = await kernelDensityEntropy(fixture.y)
  // The grid of 4001 bandwidths and the golden sections both end within .2 % of the best, where the likelihood is flat.
  expect(Math.abs(best.settings.bandwidth / fixture.likelihood.factor - 1)).toBeLessThan(0.004)
  expect(Math.abs(best.value - fixture.likelihood.entropy)).toBeLessThan(1e-5)
  expect(best.value).toBeLessThanOrEqual(fixture.likelihood.entropy + ROUNDING)
})

test('an outlier far beyond the kernel is counted in full', async () => {
  const rows = [...fixture.y, [1e4, 0, 0]]
  const estimate = await kernelDensityEntropy(rows, { bandwidth: 1e-3 })
  // Its own term is 1/n of (distance/bandwidth)²/2 with a distance of about √241 deviations.
  const share = 241 / (2 * 1e-6) / 241
  expect(estimate.value).toBeGreaterThan(0.9 * share)
  expect(estimate.value).toBeLessThan(Number.POSITIVE_INFINITY)
})

test('Gaussian closed form as NumPy has it, shrunk as scikit-learn does', async () => {
  const plain = await gaussianMI(fixture.x, fixture.y)
  expect(Math.abs(plain.value - fixture.gaussian.mi)).toBeLessThan(ROUNDING)
  const entropy = await gaussianEntropy(fixture.y)
  expect(Math.abs(entropy.value - fixture.gaussian.entropy)).toBeLessThan(ROUNDING)
  const shrunk = await gaussianMI(fixture.x, fixture.y, { shrinkage: 'ledoit-wolf' })
  expect(Math.abs(shrunk.settings.shrinkage - fixture.ledoitWolf.shrinkage)).toBeLessThan(ROUNDING)
  expect(Math.abs(shrunk.value - fixture.ledoitWolf.mi)).toBeLessThan(ROUNDING)
  expect(plain.trust.warnings.map(({ code }) => code)).toEqual(['interval-unavailable', 'assumes-normal'])
})

/*
 * h = (d/2) log(2πe) of standard normals. Kozachenko–Leonenko: deviation about √((d/2 + ψ′(k))/n) = .016 at d = 2,
 * k = 3, n = 5000, bias below .01. Gaussian: √(d/2n) = .014. Kernel: the same, and a bias upwards of less than .03.
 */
test('entropies of normal vectors', async () => {
  const samples = matrix(normals(5000, 2), 2)
  const truth = Math.log(2 * Math.PI * Math.E)
  const values = [
    await nearestNeighbourEntropy(samples),
    await gaussianEntropy(samples),
    await kernelDensityEntropy(samples, { bandwidth: 'silverman' }),
  ].map(({ value }) => value)
  for (const value of values) expect(Math.abs(value - truth)).toBeLessThan(5 * 0.016 + 0.03)
})

test('scaling by a adds d log a', async () => {
  const scaled = fixture.y.map((row) => row.map((value) => 8 * value))
  for (const entropy of [nearestNeighbourEntropy, kernelDensityEntropy, gaussianEntropy]) {
    const before = await entropy(fixture.y)
    const after = await entropy(scaled)
    expect(Math.abs(after.value - before.value - 3 * Math.log(8))).toBeLessThan(ROUNDING)
  }
})

test('same bits for every thread count', async () => {
  const samples = matrix(normals(2000, 20), 20)
  for (const entropy of [nearestNeighbourEntropy, kernelDensityEntropy, gaussianEntropy]) {
    const one = await entropy(samples, { threads: 1 })
    const two = await entropy(samples, { threads: 2 })
    expect(two.value).toBe(one.value)
    expect(one.trust.warnings.some(({ code }) => code === 'dimension-too-high')).toBe(
      entropy !== gaussianEntropy,
    )
  }
})

test('atoms and singular covariances are refused, never NaN', async () => {
  const equal = Array.from({ length: 20 }, () => [1, 2])
  const samples = { argument: 'samples', name: 'RangeError' }
  await expect(nearestNeighbourEntropy(equal)).rejects.toMatchObject(samples)
  await expect(kernelDensityEntropy(equal)).rejects.toMatchObject(samples)
  await expect(gaussianEntropy(equal)).rejects.toMatchObject(samples)
  const doubled = fixture.y.map(([a, b]) => [a!, b!, 2 * a!])
  await expect(gaussianEntropy(doubled)).rejects.toMatchObject(samples)
  const shrunk = await gaussianEntropy(doubled, { shrinkage: 0.1 })
  expect(Number.isFinite(shrunk.value)).toBe(true)
  const twice = [...fixture.y, ...fixture.y]
  await expect(kernelDensityEntropy(twice)).rejects.toMatchObject({
    argument: 'bandwidth',
    name: 'RangeError',
  })
  expect(Number.isFinite((await kernelDensityEntropy(twice, { bandwidth: 'scott' })).value)).toBe(true)
  await expect(kernelDensityEntropy([[1]])).rejects.toMatchObject(samples)
  await expect(gaussianEntropy([[1]])).rejects.toMatchObject(samples)
})

test.each([
  [kernelDensityEntropy, { bandwidth: 0 }, 'bandwidth', 'RangeError'],
  [kernelDensityEntropy, { bandwidth: 'best' }, 'bandwidth', 'RangeError'],
  [kernelDensityEntropy, { bandwidth: 1e-200 }, 'bandwidth', 'RangeError'],
  [gaussianEntropy, { shrinkage: 1 }, 'shrinkage', 'RangeError'],
  [gaussianEntropy, { shrinkage: 'lw' }, 'shrinkage', 'TypeError'],
  [nearestNeighbourEntropy, { metric: 'manhattan' }, 'metric', 'RangeError'],
])('%p refuses %j', async (entropy, options, argument, name) => {
  const call = (entropy as (samples: number[][], options: object) => Promise<unknown>)(fixture.y, options)
  await expect(call).rejects.toMatchObject({ argument, name })
})
