import { createNetwork, denseLayers } from '../../lib/network/noisyNetwork'

test('weights are truncated normals of std 1/√fan-in, biases zero', () => {
  const network = createNetwork({ widths: [100, 200, 50, 3], sigma: 0.1, seed: 7 })
  for (const { fanIn, width, weights, biases } of denseLayers(network)) {
    expect(weights.length).toBe(fanIn * width)
    expect(Array.from(biases)).toEqual(new Array(width).fill(0))
    const scaled = weights.map((w) => w * Math.sqrt(fanIn))
    expect(Math.max(...scaled.map(Math.abs))).toBeLessThanOrEqual(2 + 1e-6)
    // N(0, 1) cut at ±2 has variance v = 1 − 4φ(2)/(2Φ(2) − 1) = .773741 and fourth moment 3v − 16φ(2)/(2Φ(2) − 1) =
    // 1.416186; five standard errors are allowed.
    const n = scaled.length
    const variance = scaled.reduce((sum, z) => sum + z * z, 0) / n
    expect(Math.abs(variance - 0.773741)).toBeLessThan(
      (5 * Math.sqrt(1.416186 - 0.773741 ** 2)) / Math.sqrt(n),
    )
    const mean = scaled.reduce((sum, z) => sum + z, 0) / n
    expect(Math.abs(mean)).toBeLessThan((5 * Math.sqrt(0.773741)) / Math.sqrt(n))
  }
})

test('the seed and the layer decide the weights', () => {
  const make = (seed: number) => createNetwork({ widths: [3, 3, 3], sigma: 0.1, seed })
  expect(make(1).parameters).toEqual(make(1).parameters)
  expect(make(1).parameters).not.toEqual(make(2).parameters)
  const [first, second] = denseLayers(make(1))
  expect(first!.weights).not.toEqual(second!.weights)
})

test.each([
  [{ widths: [2, 2], sigma: 1 }, 'widths'],
  [{ widths: [2, 0, 2], sigma: 1 }, 'widths'],
  [{ widths: [2, 1.5, 2], sigma: 1 }, 'widths'],
  [{ widths: [2, 2, 2], sigma: -1 }, 'sigma'],
  [{ widths: [2, 2, 2], sigma: Number.NaN }, 'sigma'],
  [{ widths: [2, 2, 2], sigma: Infinity }, 'sigma'],
  [{ widths: [2, 2, 2], sigma: 1e300 }, 'sigma'],
  [{ widths: [2, 2, 2], sigma: 1e-300 }, 'sigma'],
  [{ widths: [2, 2, 2], sigma: 1, seed: -1 }, 'seed'],
  [{ widths: [2, 2, 2], sigma: 1, seed: 2 ** 53 }, 'seed'],
])('refuses %p', (options, argument) => {
  expect(() => createNetwork(options)).toThrow(
    expect.objectContaining({ code: 'ERR_INFOFLOW_ARGUMENT_VALUE', argument }),
  )
})
