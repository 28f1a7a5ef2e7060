import { type ConvOptions, convLayers, createConvNetwork } from '../../../lib/network/conv/convNetwork'
import { disturbance } from '../../../lib/network/conv/disturbance'

const SHAPE = { side: 28, filters: [8, 16] as const, units: 128, classes: 10 }

test('digits: 12 × 12 × 8, 4 × 4 × 16, 128 and 10 units; biases 0, weights truncated at two of 1/√fan-in', () => {
  const network = createConvNetwork({ ...SHAPE, seed: 3 })
  const layers = convLayers(network)
  expect(layers.map(({ kernel }) => kernel)).toEqual([
    [5, 5, 1, 8],
    [5, 5, 8, 16],
    [256, 128],
    [128, 10],
  ])
  expect(layers.map(({ output, width }) => [output, width])).toEqual([
    [[12, 12, 8], 1152],
    [[4, 4, 16], 256],
    [[128], 128],
    [[10], 10],
  ])
  expect(network.parameters).toHaveLength(25 * 8 + 8 + 25 * 128 + 16 + 256 * 128 + 128 + 1280 + 10)
  for (const [i, { weights, biases }] of layers.entries()) {
    const fanIn = [25, 200, 256, 128][i]!
    expect(Array.from(biases)).toEqual(new Array(biases.length).fill(0))
    const scaled = weights.map((weight) => weight * Math.sqrt(fanIn))
    expect(Math.max(...scaled.map(Math.abs))).toBeLessThanOrEqual(2 + 1e-6)
    // Variance .773741 and fourth moment 1.416186 of N(0, 1) cut at ±2; five standard errors.
    const variance = scaled.reduce((sum, z) => sum + z * z, 0) / scaled.length
    expect(Math.abs(variance - 0.773741)).toBeLessThan(
      5 * Math.sqrt((1.416186 - 0.773741 ** 2) / scaled.length),
    )
  }
  expect(createConvNetwork({ ...SHAPE, seed: 3 }).parameters).toEqual(network.parameters)
  expect(createConvNetwork({ ...SHAPE, seed: 4 }).parameters).not.toEqual(network.parameters)
})

test('dropped units: a share of them, the others divided by what is kept; none in measuring', () => {
  const size = 100_000
  const of = (step: number, measuring: boolean) =>
    disturbance({ sigma: 0, dropout: 0.2 }, { layer: 2, size }, { seed: 1, step, measuring })
  const { factor, noise } = of(7, false)
  expect(noise).toBeNull()
  expect([...new Set(factor!)].sort()).toEqual([0, Math.fround(1 / Math.fround(0.8))])
  const dropped = factor!.filter((value) => value === 0).length
  // Binomial: five standard deviations.
  expect(Math.abs(dropped - 0.2 * size)).toBeLessThan(5 * Math.sqrt(size * 0.2 * 0.8))
  expect(of(7, false).factor).toEqual(factor)
  expect(of(8, false).factor).not.toEqual(factor)
  expect(of(7, true)).toEqual({ factor: null, noise: null })
})

test('noise of training and of measuring are not the same', () => {
  const of = (measuring: boolean) =>
    disturbance({ sigma: 2, dropout: 0 }, { layer: 1, size: 1000 }, { seed: 1, step: 0, measuring }).noise!
  expect(of(true)).not.toEqual(of(false))
  // χ² with 1000 degrees of freedom: five standard errors of the deviation.
  const deviation = Math.sqrt(of(true).reduce((sum, z) => sum + z * z, 0) / 1000)
  expect(Math.abs(deviation / 2 - 1)).toBeLessThan(5 / Math.sqrt(2000))
})

test.each<[Partial<ConvOptions>, string]>([
  [{ side: 12 }, 'side'],
  [{ side: 18 }, 'side'],
  [{ filters: [0, 1] }, 'filters[0]'],
  [{ filters: [1, 1.5] }, 'filters[1]'],
  [{ units: 0 }, 'units'],
  [{ classes: 1 }, 'classes'],
  [{ sigma: -1 }, 'sigma'],
  [{ sigma: Number.NaN }, 'sigma'],
  [{ dropout: 1 }, 'dropout'],
  [{ dropout: -0.1 }, 'dropout'],
  [{ seed: -1 }, 'seed'],
])('refuses %p', (options, argument) => {
  expect(() => createConvNetwork({ ...SHAPE, ...options })).toThrow(
    expect.objectContaining({ code: 'ERR_INFOFLOW_ARGUMENT_VALUE', argument }),
  )
})
