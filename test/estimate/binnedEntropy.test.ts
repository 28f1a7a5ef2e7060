import { binnedEntropy } from '../../lib/estimate/binnedEntropy'

test('counts rows of floor(value / width)', () => {
  const rows = [
    [0.01, -0.01],
    [0.09, -0.09],
    [0.11, -0.01],
    [0.01, 0.01],
  ]
  const { value, occupied, n } = binnedEntropy(rows, { binWidth: 0.1 })
  expect(occupied).toBe(3)
  expect(n).toBe(4)
  expect(value).toBeCloseTo(0.5 * Math.log(2) + 2 * 0.25 * Math.log(4), 15)
})

test('goes from log n for narrow bins to 0 for wide ones', () => {
  const rows = Array.from({ length: 64 }, (_, i) => [i + 0.5, 1])
  // A sum of 64 terms, each rounded to 2^-53 of at most log 64: 64 · 4.2 · 1.1e-16 = 3e-14.
  expect(binnedEntropy(rows, { binWidth: 0.5 }).value).toBeCloseTo(Math.log(64), 13)
  expect(binnedEntropy(rows, { binWidth: 8 }).value).toBeCloseTo(Math.log(8), 13)
  expect(binnedEntropy(rows, { binWidth: 64 }).value).toBe(0)
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the width %d', (binWidth) => {
  expect(() => binnedEntropy([[1]], { binWidth })).toThrow(expect.objectContaining({ argument: 'binWidth' }))
})
