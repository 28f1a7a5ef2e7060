import { gaussianCeiling } from '../../lib/bounds/gaussianCeiling'
import { estimateMI } from '../../lib/estimate/estimateMI'
import fixture from '../fixtures/bounds/mixture.json'

// Each pivot is at least 1 and what is left of numbers up to the trace of Σ/σ² after up to 16 roundings of 2^-53; the
// trace of Σ is below 12 here.
test.each(fixture)('weighted rows at σ = $sigma: as found by NumPy', async (row) => {
  const { rows, weights, sigma, gaussian } = row
  const ceiling = await gaussianCeiling(rows, { sigma, weights })
  expect(Math.abs(ceiling - gaussian)).toBeLessThan(2 ** -49 * (1 + 12 / sigma ** 2))
})

// The covariance of {−1, 1}, divisor n, is 1.
test('one coordinate: ½ log(1 + 1/σ²)', async () => {
  for (const sigma of [0.01, 1, 100]) {
    const ceiling = await gaussianCeiling([[-1], [1]], { sigma })
    expect(ceiling).toBeCloseTo(Math.log1p(1 / sigma ** 2) / 2, 14)
  }
})

test('is what an estimate reports, and no information passes it', async () => {
  const rows = [0, 0.4, 1, 1.1, 3].flatMap((x) => [0, 0.7].map((y) => [x, y * x]))
  for (const sigma of [0.1, 0.5, 2]) {
    const ceiling = await gaussianCeiling(rows, { sigma })
    const { value, ceilings, numerical } = await estimateMI(rows, { sigma })
    expect(ceilings.gaussian).toBe(ceiling)
    expect(value).toBeLessThanOrEqual(ceiling + numerical.bound)
  }
})

test('more coordinates than memory for their covariance: as many eigenvalues as rows', async () => {
  const rows = [new Float64Array(200_000), new Float64Array(200_000).fill(1)]
  const exact = Math.log1p(200_000 / 4) / 2
  expect(await gaussianCeiling(rows, { sigma: 1 })).toBeCloseTo(exact, 9)
})
