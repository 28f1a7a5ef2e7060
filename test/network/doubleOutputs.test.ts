import { ACTIVATIONS } from '../../lib/network/activation'
import { doubleOutputs } from '../../lib/network/doubleOutputs'
import { createNetwork, denseLayers } from '../../lib/network/noisyNetwork'
import { propagate } from '../../lib/network/propagate'
import { fillNormals } from '../../lib/random/random'
import { loadBackend } from '../../lib/training/backend'

test.each(ACTIVATIONS)(
  '%s: as the deterministic network is propagated, to the rounding of float32',
  async (activation) => {
    const { tf } = await loadBackend({ backend: 'cpu' })
    const network = createNetwork({ widths: [3, 5, 4, 2], activation, sigma: 0, seed: 1 })
    for (const { biases } of denseLayers(network)) biases.fill(0.25)
    const inputs = {
      data: fillNormals(new Float32Array(30), { seed: 1, purpose: 'auditTasks' }),
      shape: [10, 3] as const,
    }
    const double = doubleOutputs(network, inputs)
    const single = await propagate(tf, network, inputs, { passes: 1 })
    expect(double.map(({ length }) => length)).toEqual([50, 40])
    for (const [l, { centers }] of single.entries()) {
      for (const [k, value] of centers.data.entries()) {
        // A few sums of at most five terms of size 1, each rounded to 2⁻²⁴.
        expect(Math.abs(value - double[l]![k]!)).toBeLessThan(1e-6)
      }
    }
  },
)

test('refuses inputs that do not fit', () => {
  const network = createNetwork({ widths: [3, 5, 2], sigma: 0 })
  const inputs = { data: new Float32Array(8), shape: [4, 2] as const }
  expect(() => doubleOutputs(network, inputs)).toThrow(expect.objectContaining({ argument: 'inputs' }))
})
