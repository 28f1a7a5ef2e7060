import { estimateMI } from '../../lib'
import { pairwiseMI } from '../../lib/estimators'
import { matrix, normals } from './draws'

/** Pulse amplitudes over a Gaussian channel: published to six decimals. */
test.each([
  [[-1, 1], 1, 0.21907, 0.566219],
  [[-1, 1], 0.5, 0.566219, 0.692812],
  [[-3, -1, 1, 3], 0.5, 1.202778, 1.385791],
  [[-3, -1, 1, 3], 1, 0.678771, 1.202778],
  [[-3, -1, 1, 3], 2, 0.261365, 0.678771],
])('%j at sigma %d', async (symbols, sigma, lower, upper) => {
  const { bounds, value, numerical } = await pairwiseMI(
    symbols.map((x) => [x]),
    { sigma },
  )
  expect(Math.abs(bounds.lower - lower)).toBeLessThan(5e-7)
  expect(Math.abs(bounds.upper - upper)).toBeLessThan(5e-7)
  expect(Math.abs(value - (lower + upper) / 2)).toBeLessThan(1e-6)
  expect(numerical.bound).toBeGreaterThan((upper - lower) / 2 - 1e-6)
})

test('the mixture’s own information is between them, with and without conditions', async () => {
  const samples = matrix(normals(300, 2), 2)
  const given = Array.from({ length: 300 }, (_, i) => i % 7)
  for (const options of [{ sigma: 0.3 }, { sigma: 0.3, given }]) {
    const exact = await estimateMI(samples, { ...options, method: 'quadrature' })
    const { bounds } = await pairwiseMI(samples, options)
    expect(bounds.lower).toBeLessThan(exact.value)
    expect(bounds.upper).toBeGreaterThan(exact.value)
  }
})

test('weights are repeated rows', async () => {
  const rows = [[0], [1], [3]]
  const weighted = await pairwiseMI(rows, { sigma: 1, weights: [1, 2, 1] })
  const repeated = await pairwiseMI([[0], [1], [1], [3]], { sigma: 1 })
  expect(Math.abs(weighted.bounds.lower - repeated.bounds.lower)).toBeLessThan(1e-14)
  expect(Math.abs(weighted.bounds.upper - repeated.bounds.upper)).toBeLessThan(1e-14)
  expect(repeated.settings.centers).toBe(3)
})

test('equal rows carry nothing, far ones log n', async () => {
  expect((await pairwiseMI([[1], [1]], { sigma: 1 })).bounds).toEqual({ lower: 0, upper: 0 })
  const far = await pairwiseMI([[0], [100], [200]], { sigma: 1 })
  expect(Math.abs(far.value - Math.log(3))).toBeLessThan(1e-14)
})

test.each([
  [{ sigma: 0 }, 'sigma'],
  [{ sigma: 1e-300 }, 'sigma'],
  [{ sigma: 1, weights: [1] }, 'weights'],
  [{ sigma: 1, given: [0, -1] }, 'given'],
])('refuses %j', async (options, argument) => {
  await expect(pairwiseMI([[0], [1]], options)).rejects.toMatchObject({ argument, name: 'RangeError' })
})
