import type { Activation } from '../../lib/network/activation'
import { createNetwork } from '../../lib/network/noisyNetwork'
import { type BackendName, loadBackend } from '../../lib/training/backend'
import { lossGradient } from '../../lib/training/gradient'
import { referenceLoss, scattered } from '../network/reference'

const n = 32
const inputs = scattered(n, 4)
const labels = Int32Array.from({ length: n }, (_, i) => (i * i) % 3)
const targets = new Float32Array(n * 3)
labels.forEach((label, i) => {
  targets[i * 3 + label] = 1
})

// Central differences of a loss in double precision, h = 1e-5, err by about h² = 1e-10; the gradient is float32, a sum
// of 32 terms of at most about 1, through 4 layers.
const TOLERANCE = 2e-6
const H = 1e-5

describe.each<BackendName>(['tensorflow', 'wasm', 'cpu'])('on %s', (backend) => {
  test.each<Activation>(['tanh', 'relu', 'linear'])(
    '%s: agrees with finite differences',
    async (activation) => {
      const { tf } = await loadBackend({ backend })
      const network = createNetwork({ widths: [4, 6, 5, 4, 3], activation, sigma: 0.2, seed: 3 })
      const gradient = new Float32Array(network.parameters.length)
      const before = tf.memory().numTensors
      lossGradient(tf, network, { inputs, targets, n }, { seed: 1, step: 17 }, gradient)
      expect(tf.memory().numTensors).toBe(before)

      const pass = { seed: 1, purpose: 'trainingNoise', step: 17 } as const
      const lossAt = (k: number, h: number) => {
        const moved = Float64Array.from(network.parameters)
        moved[k]! += h
        return referenceLoss(network, inputs, labels, pass, moved)
      }
      const differences = Array.from(gradient, (_, k) => (lossAt(k, H) - lossAt(k, -H)) / (2 * H))
      expect(Math.max(...differences.map(Math.abs))).toBeGreaterThan(0.05)
      const errors = differences.map((difference, k) => Math.abs(difference - gradient[k]!))
      expect(Math.max(...errors)).toBeLessThan(TOLERANCE)
    },
  )
})

test('each step has its own noise, the same step the same', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const network = createNetwork({ widths: [4, 6, 3], sigma: 0.2 })
  const at = (step: number) => {
    const gradient = new Float32Array(network.parameters.length)
    lossGradient(tf, network, { inputs, targets, n }, { seed: 0, step }, gradient)
    return gradient
  }
  expect(at(1)).toEqual(at(1))
  expect(at(1)).not.toEqual(at(2))
})
