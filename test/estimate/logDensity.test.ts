import os from 'node:os'
import { logDensity } from '../../lib/estimate/logDensity'

const points = [[0], [1]]
const mixture = { samples: [[-1], [1]], sigma: 1 }

/** What a call with arguments that TypeScript would refuse rejects with. */
async function rejection(...given: unknown[]) {
  const [of, by] = given as Parameters<typeof logDensity>
  return logDensity(of, by).then(
    () => null,
    ({ name, code, argument, message }) => ({ name, code, argument, message }),
  )
}

test('the mean of two Gaussians, by hand', async () => {
  const { unit, values, bounds } = await logDensity(points, mixture)
  const peak = 1 / Math.sqrt(2 * Math.PI)
  expect(unit).toBe('nats')
  expect(Math.abs(values[0]! - Math.log(peak * Math.exp(-0.5)))).toBeLessThan(bounds[0]!)
  expect(Math.abs(values[1]! - Math.log((peak * (1 + Math.exp(-2))) / 2))).toBeLessThan(bounds[1]!)
  expect(bounds[0]).toBeLessThan(1.2e-12)
})

test('weights, and points where every term underflows', async () => {
  const { values, bounds } = await logDensity([[1e4]], { ...mixture, weights: [1, 3] })
  const nearest = Math.log(0.75) - 9999 ** 2 / 2 - Math.log(2 * Math.PI) / 2
  // Math.log and the sum above have 2^-52 of 5e7 each.
  expect(Math.abs(values[0]! - nearest)).toBeLessThan(bounds[0]! + 4e-8)
  expect(bounds[0]).toBeLessThan(1e-6)
})

test('integrates to 1 over a line', async () => {
  const grid = Array.from({ length: 4001 }, (_, i) => [(i - 2000) / 100])
  const { values } = await logDensity(grid, { samples: [[-3], [0.5], [2]], sigma: 0.7 })
  expect(values.reduce((sum, value) => sum + Math.exp(value) / 100, 0)).toBeCloseTo(1, 12)
})

test.each([
  ['points', 'TypeError', undefined, mixture],
  ['points', 'TypeError', new Float64Array(2), mixture],
  ['points', 'RangeError', [], mixture],
  ['points', 'RangeError', [[1], [Number.NaN]], mixture],
  ['points', 'RangeError', [[1, 2]], mixture],
  ['points', 'RangeError', [[1e200]], mixture],
  ['options', 'TypeError', points, undefined],
  ['samples', 'TypeError', points, { sigma: 1 }],
  ['samples', 'RangeError', points, { samples: [], sigma: 1 }],
  ['samples', 'RangeError', points, { samples: [[Number.POSITIVE_INFINITY]], sigma: 1 }],
  ['sigma', 'TypeError', points, { samples: points }],
  ['sigma', 'RangeError', points, { ...mixture, sigma: 0 }],
  ['sigma', 'RangeError', points, { ...mixture, sigma: 1e-300 }],
  ['weights', 'RangeError', points, { ...mixture, weights: [1] }],
  ['weights', 'RangeError', points, { ...mixture, weights: [0, 0] }],
  ['weights', 'RangeError', points, { ...mixture, weights: [1, -1] }],
  ['threads', 'RangeError', points, { ...mixture, threads: 0 }],
  ['signal', 'TypeError', points, { ...mixture, signal: 1 }],
  ['onProgress', 'TypeError', points, { ...mixture, onProgress: 1 }],
  ['tolerance', 'RangeError', points, { ...mixture, tolerance: 1 }],
  ['tolerance', 'TypeError', points, { ...mixture, tolerance: '1e-6' }],
  ['draws', 'TypeError', points, { ...mixture, draws: 1 }],
])('refuses %s: %s', async (argument, name, ...given) => {
  expect(await rejection(...given)).toMatchObject({ argument, name })
  expect(await rejection(points, mixture)).toBeNull()
})

test('points that do not fit into memory are refused before any work', async () => {
  const totalmem = jest.spyOn(os, 'totalmem').mockReturnValue(300)
  const found = await rejection(points.concat(Array.from({ length: 100 }, () => [0])), mixture)
  totalmem.mockRestore()
  expect(found).toMatchObject({ code: 'ERR_INFOFLOW_MEMORY', message: expect.stringMatching(/^points/) })
})

test('an abort during the call, with its reason', async () => {
  const controller = new AbortController()
  const reason = new Error('changed my mind')
  const many = { data: new Float64Array(200_000), shape: [100_000, 2] as const }
  const call = logDensity(many, {
    samples: { data: Float64Array.from({ length: 100_000 }, (_, i) => Math.sin(i)), shape: [50_000, 2] },
    sigma: 1,
    signal: controller.signal,
    onProgress: () => controller.abort(reason),
  })
  await expect(call).rejects.toBe(reason)
})
