import type { ConvNetwork } from '../../lib/network/conv/convNetwork'
import { disturbance } from '../../lib/network/conv/disturbance'
import { type BackendName, loadBackend } from '../../lib/training/backend'
import { convLossGradient } from '../../lib/training/convGradient'
import { farthest, fixture, images, n, network } from '../network/conv/fixture'
import { crossEntropy, referencePass } from '../network/conv/reference'

const targets = new Float32Array(3 * n)
fixture.labels.forEach((label, i) => {
  targets[3 * i + label] = 1
})
const batch = { inputs: images.data, targets, n }
const WIDTHS = [72, 3, 4]
const KEY = { seed: 1, step: 17 }

// The gradient is float32: sums of some hundred terms of at most about .1, through four layers.
const ROUNDING = 2e-6
// Central differences of a loss in double precision, h = 1e-5: off by about h² = 1e-10.
const H = 1e-5

/** Mean loss of the batch in plain loops, with the disturbance of the training step. */
function referenceLoss(of: ConvNetwork, parameters: ArrayLike<number>): number {
  let loss = 0
  for (const [image, label] of fixture.labels.entries()) {
    const own = (values: Float32Array | null, width: number) =>
      values?.subarray(image * width, (image + 1) * width) ?? null
    const disturb = (layer: number) => {
      const width = WIDTHS[layer - 1]!
      const { factor, noise } = disturbance(of, { layer, size: n * width }, { ...KEY, measuring: false })
      return { factor: own(factor, width), noise: own(noise, width) }
    }
    const logits = referencePass(
      of,
      images.data.subarray(256 * image, 256 * (image + 1)),
      disturb,
      parameters,
    )
    loss += crossEntropy(logits[3]!, label) / n
  }
  return loss
}

describe.each<BackendName>(['tensorflow', 'wasm', 'cpu'])('on %s', (backend) => {
  test('the gradient of JAX', async () => {
    const { tf } = await loadBackend({ backend })
    const gradient = new Float32Array(fixture.gradient.length)
    const before = tf.memory().numTensors
    convLossGradient(tf, network(), batch, KEY, gradient)
    expect(tf.memory().numTensors).toBe(before)
    expect(Math.max(...fixture.gradient.map(Math.abs))).toBeGreaterThan(0.05)
    expect(farthest(gradient, fixture.gradient)).toBeLessThan(ROUNDING)
  })

  test.each([
    ['noise', { sigma: 0.3 }],
    ['dropped units', { dropout: 0.4 }],
  ])('with %s: agrees with finite differences', async (_, disturbed) => {
    const { tf } = await loadBackend({ backend })
    const own = network(disturbed)
    const gradient = new Float32Array(own.parameters.length)
    convLossGradient(tf, own, batch, KEY, gradient)
    const lossAt = (k: number, h: number) => {
      const moved = Float64Array.from(own.parameters)
      moved[k]! += h
      return referenceLoss(own, moved)
    }
    const differences = Array.from(gradient, (_, k) => (lossAt(k, H) - lossAt(k, -H)) / (2 * H))
    expect(farthest(gradient, differences)).toBeLessThan(ROUNDING)
    // What the disturbance changes is far beyond rounding.
    expect(farthest(gradient, fixture.gradient)).toBeGreaterThan(0.01)
  })
})

test('the loss in plain loops is that of JAX', () => {
  expect(Math.abs(referenceLoss(network(), fixture.parameters) - fixture.loss)).toBeLessThan(1e-13)
})
