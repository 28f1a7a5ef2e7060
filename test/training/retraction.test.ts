import { createNetwork, denseLayers } from '../../lib/network/noisyNetwork'
import { type BackendName, loadBackend } from '../../lib/training/backend'
import { retractWeights } from '../../lib/training/retraction'

test('singular values s become (1+β)s − βs³', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const network = createNetwork({ widths: [3, 2, 2], sigma: 1 })
  const [hidden] = denseLayers(network)
  hidden!.weights.set([2, 0, 0, -0.5, 0, 0])
  retractWeights(tf, network, 0.1)
  // Float32 arithmetic on numbers of about 1.
  const expected = [2.2 - 0.8, 0, 0, -(0.55 - 0.0125), 0, 0]
  hidden!.weights.forEach((w, k) => {
    expect(Math.abs(w - expected[k]!)).toBeLessThan(1e-6)
  })
})

test.each<BackendName>(['tensorflow', 'wasm', 'cpu'])(
  '%s: the hidden weights become orthonormal',
  async (backend) => {
    const { tf } = await loadBackend({ backend })
    const network = createNetwork({ widths: [4, 6, 3, 2], sigma: 1, seed: 2 })
    const output = Float32Array.from(denseLayers(network)[2]!.weights)
    const before = tf.memory().numTensors
    for (let i = 0; i < 60; i++) retractWeights(tf, network, 0.5)
    expect(tf.memory().numTensors).toBe(before)

    const [widens, narrows, last] = denseLayers(network)
    const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
    const rows = [0, 1, 2, 3].map((i) => Array.from(widens!.weights.subarray(6 * i, 6 * i + 6)))
    const columns = [0, 1, 2].map((j) => [0, 1, 2, 3, 4, 5].map((i) => narrows!.weights[3 * i + j]!))
    for (const vectors of [rows, columns]) {
      for (const [i, a] of vectors.entries()) {
        for (const [j, b] of vectors.entries())
          expect(Math.abs(dot(a, b) - (i === j ? 1 : 0))).toBeLessThan(1e-5)
      }
    }
    expect(last!.weights).toEqual(output)
  },
)
