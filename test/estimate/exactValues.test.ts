// Mutual informations that others computed (Goldfeld et al. 2019 and standard tables); tolerances are the tables'
// rounding plus five standard errors plus the bound.
import { estimateEntropy } from '../../lib/estimate/estimateEntropy'
import { estimateMI } from '../../lib/estimate/estimateMI'
import type { Estimate, MIEstimate } from '../../lib/estimate/types'

const column = (values: readonly number[]) => values.map((x) => [x])

function expectValue(estimate: Estimate, exact: number, rounding = 5e-7) {
  const { standardError, bound } = estimate.numerical
  expect(Math.abs(estimate.value - exact)).toBeLessThanOrEqual(5 * standardError + bound + rounding)
}

describe.each(['quadrature', 'sampled'] as const)('channels by %s', (method) => {
  test.each([
    [[-1, 1], 1, 0.336831],
    [[-1, 1], 0.5, 0.63272],
    [[-3, -1, 1, 3], 0.5, 1.295654],
    [[-3, -1, 1, 3], 1, 0.845233],
    [[-3, -1, 1, 3], 2, 0.399605],
  ])('symbols %j, sigma %d', async (symbols, sigma, exact) => {
    const estimate = await estimateMI(column(symbols), { sigma, method, population: 'complete' })
    expectValue(estimate, exact)
    expect(estimate.settings.method).toBe(method)
  })

  test.each([
    [4, [0.197998, 0.494871, 0.986584, 1.581972, 1.964266]],
    [8, [0.198035, 0.495886, 0.996307, 1.634286, 2.340716]],
  ])('%d-level pulses, bits over signal-to-noise ratios of -5 to 15 dB', async (levels, bits) => {
    const symbols = Array.from({ length: levels }, (_, i) => 2 * i - levels + 1)
    const power = symbols.reduce((sum, x) => sum + x * x, 0) / levels
    for (const [i, exact] of bits.entries()) {
      const sigma = Math.sqrt(power / 10 ** ((5 * i - 5) / 10))
      const estimate = await estimateMI(column(symbols), { sigma, method })
      expectValue(estimate, exact * Math.LN2)
    }
  })
})

test.each([
  [0.5, 10.123523],
  [1, 5.389293],
  [2, 1.782744],
  [6, 0.219191],
])('the corners of the cube {±1}^16, sigma %d', async (sigma, exact) => {
  const data = Float64Array.from({ length: 16 * 2 ** 16 }, (_, i) => (((i >> 4) >> (i & 15)) & 1) * 2 - 1)
  const estimate = await estimateMI({ data, shape: [2 ** 16, 16] }, { sigma, tolerance: 0.02 })
  expect(estimate.numerical.standardError).toBeLessThanOrEqual(0.02)
  expectValue(estimate, exact)
})

describe("the poster's single neuron, T = tanh(wX + b) + Z, X uniform on {±1, ±3}", () => {
  const sigmas = [0.01, 0.05, 0.1]
  const neuron = (w: number, b: number) => column([-3, -1, 1, 3].map((x) => Math.tanh(w * x + b)))

  test.each([
    [0.1, 0, [1.386294, 1.282821, 0.824342]],
    [0.5, 0, [1.386294, 1.38628, 1.35004]],
    [1, 0, [1.386294, 1.359519, 1.102057]],
    [1, -2, [1.054031, 1.022587, 0.845037]],
    [2, -4, [0.974109, 0.60311, 0.572962]],
    [5, -10, [0.562342, 0.562335, 0.562335]],
  ])('I(X;T) at w = %d, b = %d', async (w, b, exact) => {
    for (const [i, sigma] of sigmas.entries()) {
      const estimate = await estimateMI(neuron(w, b), { sigma, population: 'complete' })
      expect(estimate.settings.method).toBe('quadrature')
      expect(estimate.numerical.bound).toBeLessThanOrEqual(1e-6)
      expectValue(estimate, exact[i]!)
    }
  })

  test.each([
    [0.1, [0.562335, 0.525934, 0.370796]],
    [1, [0.562335, 0.548948, 0.420216]],
  ])('I(Y;T) at w = %d, b = 0', async (w, exact) => {
    for (const [i, sigma] of sigmas.entries()) {
      const estimate = await estimateMI(neuron(w, 0), { sigma, given: [0, 0, 0, 1], population: 'complete' })
      expectValue(estimate, exact[i]!)
      expect(estimate.ceilings.given).toBeCloseTo(0.5623351446188083, 14)
    }
  })
})

test('one center is the noise in any dimension', async () => {
  for (const d of [1, 2, 3, 20, 784]) {
    const estimate: MIEstimate = await estimateMI([new Float64Array(d).fill(0.3)], { sigma: 0.1 })
    expect(estimate.value).toBe(0)
    expect(estimate.entropy.value).toBeCloseTo((d / 2) * Math.log(2 * Math.PI * Math.E * 0.01), 9)
  }
})

test('centers 40 sigma apart give log n', async () => {
  const rows = Array.from({ length: 100 }, (_, i) => [40 * (i % 10), 40 * Math.floor(i / 10), 0])
  const estimate = await estimateMI(rows, { sigma: 1, method: 'sampled' })
  expect(estimate.value).toBeCloseTo(Math.log(100), 12)
})

test('entropies of independent coordinates add', async () => {
  const pair = (await estimateEntropy(column([-1, 1]), { sigma: 1 })).value
  const square = [-1, 1].flatMap((x) => [-1, 1].map((y) => [x, y]))
  expect((await estimateEntropy(square, { sigma: 1 })).value).toBeCloseTo(2 * pair, 9)
  const cube = square.flatMap((row) => [-1, 1].map((z) => [...row, z]))
  const sampled = await estimateEntropy(cube, { sigma: 1, tolerance: 0.002 })
  expectValue(sampled, 3 * pair)
})

test('weights are merged duplicates', async () => {
  const rows = [[0], [1], [1], [1], [5]]
  const weighted = await estimateMI([[0], [1], [5]], { sigma: 0.7, weights: [1, 3, 1] })
  const repeated = await estimateMI(rows, { sigma: 0.7 })
  expect(repeated.value).toBeCloseTo(weighted.value, 14)
  expect(repeated.settings.centers).toBe(3)
  expect(weighted.ceilings.logN).toBeLessThan(repeated.ceilings.logN)
})
