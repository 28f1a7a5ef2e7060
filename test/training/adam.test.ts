import { Adam } from '../../lib/training/adam'
import { loadBackend } from '../../lib/training/backend'

test('under a constant gradient g each step is lr·g / (|g| + ε̂/√(1 − β₂ᵗ))', () => {
  const options = { learningRate: 0.01, beta1: 0.8, beta2: 0.99, epsilon: 0.03 }
  const gradient = Float32Array.of(0.25, -2, 0)
  const parameters = Float32Array.of(1, 1, 1)
  const expected = [1, 1, 1]
  const adam = new Adam(3, options)
  for (let t = 1; t <= 5; t++) {
    adam.step(parameters, gradient)
    for (const [k, g] of gradient.entries()) {
      expected[k]! -= (0.01 * g) / (Math.abs(g) + 0.03 / Math.sqrt(1 - 0.99 ** t))
      // Parameters of about 1 are kept in float32: 2^-24 a step.
      expect(Math.abs(parameters[k]! - expected[k]!)).toBeLessThan(t * 2 ** -24)
    }
  }
})

test('with a negligible ε̂ it is the Adam of tfjs', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const gradientAt = (t: number) => Float32Array.from({ length: 10 }, (_, k) => Math.sin(3 * t + k * k + 1))
  const parameters = new Float32Array(10).fill(0.5)
  const adam = new Adam(10, { learningRate: 4e-4, epsilon: 1e-30 })
  const theirs = tf.train.adam(4e-4, 0.9, 0.999, 1e-30)
  const variable = tf.variable(tf.tensor1d(new Float32Array(10).fill(0.5)), true, 'parameters')
  for (let t = 1; t <= 20; t++) {
    adam.step(parameters, gradientAt(t))
    theirs.applyGradients([{ name: 'parameters', tensor: tf.tensor1d(gradientAt(t)) }])
  }
  const reached = variable.dataSync()
  // Twenty steps of 4e-4 from .5; tfjs keeps its running means in float32 (relative 2^-24 each).
  parameters.forEach((value, k) => {
    expect(Math.abs(value - 0.5)).toBeGreaterThan(1e-5)
    expect(Math.abs(value - reached[k]!)).toBeLessThan(1e-6)
  })
})
