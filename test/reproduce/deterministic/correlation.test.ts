import { fillNormals } from '../../../lib/random/random'
import { blockCorrelation, type Series } from '../../../lib/reproduce/deterministic/correlation'

/** Pairs (x, ρx + √(1 − ρ²)z) of independent normals. */
function normalPairs(n: number, rho: number, seed: number): [number, number][] {
  const z = fillNormals(new Float64Array(2 * n), { seed, purpose: 'auditTasks' })
  return Array.from({ length: n }, (_, i) => [
    z[2 * i]!,
    rho * z[2 * i]! + Math.sqrt(1 - rho ** 2) * z[2 * i + 1]!,
  ])
}

test('a straight line is 1, whatever is drawn; six points are as SciPy has them', () => {
  const line: Series = Array.from({ length: 20 }, (_, i) => [i, 3 - 2 * i] as const)
  expect(blockCorrelation([line], 5, 0)).toMatchObject({ pairs: 20 })
  const { value, low, high } = blockCorrelation([line], 5, 0)!
  for (const found of [value, low, high]) expect(found).toBeCloseTo(-1, 12)
  // scipy.stats.pearsonr([1, 2, 3, 5, 8, 1], [2, 1, 5, 4, 9, 0]).statistic
  const pairs: Series = [
    [1, 2],
    [2, 1],
    [3, 5],
    [5, 4],
    [8, 9],
    [1, 0],
  ]
  expect(blockCorrelation([pairs], 1, 0)!.value).toBeCloseTo(0.9173996745605731, 12)
})

test('the interval holds the truth about as often as it says: at least 170 of 200', () => {
  let held = 0
  for (let seed = 0; seed < 200; seed++) {
    const { low, high } = blockCorrelation(
      [normalPairs(40, 0.6, seed), normalPairs(40, 0.6, seed + 1000)],
      5,
      seed,
    )!
    if (low <= 0.6 && 0.6 <= high) held++
  }
  // A percentile bootstrap of 80 pairs is somewhat short of 95 %; 85 % is 6 standard errors of a binomial below that.
  expect(held).toBeGreaterThanOrEqual(170)
})

test('series apart are never joined in a block', () => {
  const series = [0, 1, 2].map((k): Series => Array.from({ length: 5 }, () => [k, -k] as const))
  const { value, low, high } = blockCorrelation(series, 5, 0)!
  for (const found of [value, low, high]) expect(found).toBeCloseTo(-1, 12)
})

test.each<[string, Series[]]>([
  [
    'too few pairs',
    [
      [
        [1, 2],
        [2, 3],
      ],
    ],
  ],
  ['nothing moves', [Array.from({ length: 20 }, () => [1, 1] as const)]],
  ['none', []],
])('%s: no correlation', (_, series) => {
  expect(blockCorrelation(series, 5, 0)).toBeNull()
})
