import { compareEstimators, type Snapshot } from '../../lib/estimators'
import { matrix, normals } from './draws'

const N = 400
const SIGMA = 0.1
const cloud = normals(N, 2)

/** The rows times `scale`. */
const scaled = (at: number, scale: number): Snapshot => ({
  at,
  layer: 'T1',
  samples: matrix(
    cloud.map((x) => scale * x),
    2,
  ),
})

test('a cloud that shrinks: everyone says yes', async () => {
  const { layers, unit } = await compareEstimators(
    [1, 1.2, 0.6, 0.2].map((scale, at) => scaled(at, scale)),
    { sigma: SIGMA },
  )
  expect(unit).toBe('nats')
  const [layer] = layers
  expect(layer!.compression).toBe('yes')
  expect(layer!.votes.yes).toBe(layer!.votes.of)
  expect(layer!.unavailable).toEqual([])
  for (const curve of layer!.curves) {
    expect(curve.peakAt).toBe(1)
    expect(curve.points.map(({ at }) => at)).toEqual([0, 1, 2, 3])
    expect(curve.fall).toBeGreaterThan(0.1)
  }
  // Gaussian: the closed form, h(T) − h(noise) of what it was given, falls by about log of the ratio of deviations.
  const gaussian = layer!.curves.find(({ estimator }) => estimator === 'Gaussian')!
  const information = (scale: number) => Math.log(1 + (scale / SIGMA) ** 2)
  // Covariances of 400 rows: 5 deviations of √(2/n) each, halved by the logarithm's ½ and added over two axes.
  expect(Math.abs(gaussian.fall - (information(1.2) - information(0.2)))).toBeLessThan(
    5 * Math.sqrt(2 / N) * 2,
  )
  const estimators = new Set(layer!.curves.map(({ estimator }) => estimator))
  expect([...estimators]).toEqual([
    'sample propagation',
    'pairwise',
    'binning',
    'nearest neighbours',
    'kernel density',
    'Gaussian',
  ])
})

test('a cloud that grows: everyone says no, and sample propagation is certain of it', async () => {
  const { layers } = await compareEstimators(
    [0.2, 0.5, 1].map((scale, at) => scaled(at, scale)),
    { sigma: SIGMA, tolerance: 0.005 },
  )
  expect(layers[0]!.compression).toBe('no')
  expect(layers[0]!.votes.yes).toBe(0)
  const own = layers[0]!.curves.filter(({ estimator }) => estimator === 'sample propagation')
  expect(own.map(({ setting }) => setting)).toEqual(['σ = 0.1', 'σ = 0.05', 'σ = 0.2'])
})

/**
 * Rows that gather in two bins, but stay 10 σ apart inside them: I(X;T) = log n throughout, as the noise still tells all
 * of them apart, while H(Bin(T)) falls to log 2.
 */
test('rows that gather in bins while the noise still tells them apart: it depends on the estimator', async () => {
  const sigma = 1e-4
  const spread = Float64Array.from({ length: N }, (_, i) => -1 + (2 * i) / N)
  // Two sides of 200 rows each, 10 σ = .001 apart: .2 wide, and inside a bin of .5.
  const gathered = Float64Array.from(
    { length: N },
    (_, i) => (i % 2 === 0 ? -0.9 : 0.6) + 10 * sigma * Math.floor(i / 2),
  )
  const { layers } = await compareEstimators(
    [
      { at: 'epoch 1', layer: 'T1', samples: matrix(spread, 1) },
      { at: 'epoch 9', layer: 'T1', samples: matrix(gathered, 1) },
    ],
    { sigma, binWidths: [0.5], otherSigmas: [], population: 'complete' },
  )
  const [layer] = layers
  expect(layer!.compression).toBe('depends on the estimator')
  const by = (estimator: string) => layer!.curves.filter((curve) => curve.estimator === estimator)
  const [own] = by('sample propagation')
  expect(own!.compresses).toBe(false)
  expect(own!.certain).toBe(true)
  for (const { value } of own!.points) expect(Math.abs(value - Math.log(N))).toBeLessThan(0.01)
  const [binned] = by('binning')
  expect(binned!.compresses).toBe(true)
  expect(Math.abs(binned!.points[1]!.value - Math.log(2))).toBeLessThan(0.05)
})

test('labels make it I(Y;T); inputs let KSG take part; what can’t be said is listed with its reason', async () => {
  const labels = Array.from({ length: N }, (_, i) => (cloud[2 * i]! > 0 ? 1 : 0))
  const noise = normals(N, 2, 5)
  const snapshots = [1, 0.1].map((scale, at) => ({
    ...scaled(at, scale),
    given: labels,
    inputs: matrix(cloud, 2),
  }))
  const { layers } = await compareEstimators(snapshots, { sigma: SIGMA, neighbours: [3] })
  expect(layers[0]!.curves.some(({ estimator }) => estimator === 'KSG')).toBe(true)
  const neighbours = layers[0]!.curves.find(({ estimator }) => estimator === 'nearest neighbours')!
  expect(neighbours.points[0]!.value).toBeLessThan(Math.LN2 + 0.1)
  expect(neighbours.points[0]!.value).toBeGreaterThan(0.4)

  const few = Array.from({ length: N }, (_, i) => Math.floor(i / 2))
  const grouped = snapshots.map((snapshot) => ({ ...snapshot, given: few, samples: matrix(noise, 2) }))
  const found = await compareEstimators(grouped, { sigma: SIGMA, neighbours: [3] })
  const missing = found.layers[0]!.unavailable.find(({ estimator }) => estimator === 'nearest neighbours')!
  expect(missing.reason).toContain('k: 3 neighbours of each need at least 4 rows')
  expect(found.layers[0]!.curves.length).toBeGreaterThan(0)
})

test('layers are told apart; equal rows are no compression', async () => {
  const still = (at: number, layer: string) => ({ at, layer, samples: [[1], [1], [1], [1]] })
  const { layers } = await compareEstimators([still(0, 'a'), still(0, 'b'), still(1, 'a'), still(1, 'b')], {
    sigma: 1,
    neighbours: [1],
  })
  expect(layers.map(({ layer, compression }) => [layer, compression])).toEqual([
    ['a', 'no'],
    ['b', 'no'],
  ])
})

test.each([
  [[], { sigma: 1 }, 'snapshots', 'TypeError'],
  [[scaled(0, 1)], { sigma: 1 }, 'snapshots', 'RangeError'],
  [[scaled(0, 1), { ...scaled(1, 1), inputs: [[1]] }], { sigma: 1 }, 'snapshots', 'RangeError'],
  [[scaled(0, 1), scaled(1, 1)], { sigma: 0 }, 'sigma', 'RangeError'],
  [[scaled(0, 1), scaled(1, 1)], { sigma: 1, neighbours: [0] }, 'neighbours', 'RangeError'],
  [[scaled(0, 1), scaled(1, 1)], { sigma: 1, binWidths: 0.1 }, 'binWidths', 'TypeError'],
  [[scaled(0, 1), scaled(1, 1)], { sigma: 1, threshold: -1 }, 'threshold', 'RangeError'],
])('refuses %# by name', async (snapshots, options, argument, name) => {
  const call = compareEstimators(snapshots as Snapshot[], options as { sigma: number })
  await expect(call).rejects.toMatchObject({ argument, name })
})

test('stops when aborted', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(compareEstimators([scaled(0, 1), scaled(1, 1)], { sigma: 1, signal })).rejects.toThrow(
    'enough',
  )
})
