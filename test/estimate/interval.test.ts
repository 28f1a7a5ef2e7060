import { populationInterval } from '../../lib/estimate/interval'
import { fillNormals } from '../../lib/random/random'

const UNLIMITED = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY }

/** The mean of some numbers as the native core would give it. */
function meanOf(values: Float64Array) {
  const n = values.length
  const value = values.reduce((sum, x) => sum + x) / n
  const moment = (power: number) => values.reduce((sum, x) => sum + (x - value) ** power, 0)
  const standardError = Math.sqrt(moment(2) / (n * (n - 1)))
  const skewness = (moment(3) / moment(2) ** 1.5) * (Math.sqrt(n * (n - 1)) / (n - 2))
  const degreesOfFreedom = 2 / (moment(4) / moment(2) ** 2 - 1 / n)
  return { value, standardError, bound: 0, degreesOfFreedom, skewness }
}

// Means of 40 exponential numbers: Student's intervals end below the truth in 5.5 % of 1e4 trials and not in 2.5 %, with
// the skewness in 3.7 % (NumPy, 2e5 trials); five binomial standard deviations are 1 %.
test('skewed means reach further where they fall short, and no less far on the other side', () => {
  const [trials, n] = [10_000, 40]
  let above = 0
  let below = 0
  const z = new Float64Array(2 * n)
  for (let seed = 0; seed < trials; seed++) {
    fillNormals(z, { seed, purpose: 'measuringNoise' })
    const mean = meanOf(Float64Array.from({ length: n }, (_, i) => (z[2 * i]! ** 2 + z[2 * i + 1]! ** 2) / 2))
    const gap = { ...mean, value: 0, standardError: 0 }
    const { low, high } = populationInterval({ low: mean, high: mean, gap }, 0.95, UNLIMITED)
    if (1 > high) above++
    if (1 < low) below++
    expect(mean.value - low).toBeGreaterThan(1.95 * mean.standardError)
  }
  expect(above / trials).toBeLessThan(0.046)
  expect(below / trials).toBeLessThan(0.025)
})

// The tails by SciPy: scipy.optimize.brentq(lambda z: norm.cdf(z + gap) - norm.cdf(-z) - 0.95, 1, 3).
// Student's quantile is right to 1e-4.
test.each([
  [0, 1.959964],
  [0.5, 1.76971285],
  [1, 1.68147744],
  [2, 1.64614555],
  [40, 1.64485363],
])('ends %p standard errors apart need a reach of %p of them', (gap, reach) => {
  const end = { value: 0, standardError: 1, bound: 0, degreesOfFreedom: 1e9, skewness: 0 }
  const exact = { ...end, standardError: 0 }
  const bracket = { low: end, high: { ...end, value: gap }, gap: { ...exact, value: gap } }
  const { low, high } = populationInterval(bracket, 0.95, UNLIMITED)
  expect(-low).toBeCloseTo(reach, 3)
  expect(high - gap).toBeCloseTo(reach, 3)
  expect(-populationInterval(bracket, 0.95, UNLIMITED, true).low).toBeCloseTo(1.959964, 3)
})

test('a gap that may be none by its own error shortens nothing', () => {
  const end = { value: 0, standardError: 1, bound: 0, degreesOfFreedom: 1e9, skewness: 0 }
  const gap = { ...end, value: 1, standardError: 0.6 }
  const { low } = populationInterval({ low: end, high: { ...end, value: 1 }, gap }, 0.95, UNLIMITED)
  expect(-low).toBeCloseTo(1.959964, 3)
})
