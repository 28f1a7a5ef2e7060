import { pairwiseBounds } from '../../lib/bounds/pairwiseBounds'
import { estimateMI } from '../../lib/estimate/estimateMI'
import fixture from '../fixtures/bounds/mixture.json'

const column = (values: readonly number[]) => values.map((x) => [x])

// Kolchinsky and Tracey's bounds of pulse amplitudes in noise, to six digits.
test.each([
  [[-1, 1], 1, 0.21907, 0.566219],
  [[-1, 1], 0.5, 0.566219, 0.692812],
  [[-3, -1, 1, 3], 0.5, 1.202778, 1.385791],
  [[-3, -1, 1, 3], 1, 0.678771, 1.202778],
  [[-3, -1, 1, 3], 2, 0.261365, 0.678771],
])('symbols %j, σ = %d', async (symbols, sigma, low, high) => {
  const { unit, mutualInformation, entropy } = await pairwiseBounds(column(symbols), { sigma })
  expect(unit).toBe('nats')
  expect(Math.abs(mutualInformation.lower - low)).toBeLessThan(5e-7)
  expect(Math.abs(mutualInformation.upper - high)).toBeLessThan(5e-7)
  const noise = 0.5 * Math.log(2 * Math.PI * Math.E * sigma * sigma)
  expect(entropy.lower).toBeCloseTo(mutualInformation.lower + noise, 14)
  expect(entropy.upper).toBeCloseTo(mutualInformation.upper + noise, 14)
})

// Exponents up to a few hundred that matter, each rounded by 2^-53, here and in NumPy: a few 1e-14.
test.each(fixture)(
  'weighted rows at σ = $sigma: as summed by SciPy',
  async ({ rows, weights, sigma, low, high }) => {
    const { mutualInformation } = await pairwiseBounds(rows, { sigma, weights })
    expect(Math.abs(mutualInformation.lower - low)).toBeLessThan(1e-13)
    expect(Math.abs(mutualInformation.upper - high)).toBeLessThan(1e-13)
  },
)

test('the information of the mixture lies between, and both fall as σ grows', async () => {
  const rows = [0, 0.4, 1, 1.1, 3].flatMap((x) => [0, 0.7].map((y) => [x, y * x]))
  let before = { lower: Number.POSITIVE_INFINITY, upper: Number.POSITIVE_INFINITY }
  for (const sigma of [0.02, 0.1, 0.5, 2, 20]) {
    const { mutualInformation } = await pairwiseBounds(rows, { sigma })
    const { value, numerical } = await estimateMI(rows, { sigma, method: 'quadrature' })
    expect(value).toBeGreaterThanOrEqual(mutualInformation.lower - numerical.bound)
    expect(value).toBeLessThanOrEqual(mutualInformation.upper + numerical.bound)
    expect(mutualInformation.lower).toBeLessThanOrEqual(before.lower)
    expect(mutualInformation.upper).toBeLessThanOrEqual(before.upper)
    before = mutualInformation
  }
})

test('equal rows carry nothing', async () => {
  const { mutualInformation } = await pairwiseBounds(column([7, 7, 7]), { sigma: 1e-300 })
  expect(mutualInformation).toEqual({ lower: 0, upper: 0 })
})

test('progress goes up to its total, and an abort stops the sum', async () => {
  const samples = { data: Float64Array.from({ length: 40_000 }, (_, i) => i), shape: [40_000, 1] as const }
  const controller = new AbortController()
  const call = pairwiseBounds(samples, {
    sigma: 1,
    signal: controller.signal,
    onProgress: ({ done, total, stage }) => {
      expect(done).toBeLessThanOrEqual(total)
      expect(stage).toBe('summing over pairs')
      controller.abort()
    },
  })
  await expect(call).rejects.toMatchObject({ name: 'AbortError' })
})
