import { activate, backThroughActivation } from '../network/activation'
import { fillLayerNoise } from '../network/layerNoise'
import { denseLayers, type NoisyNetwork } from '../network/noisyNetwork'
import type { Tensor2D, Tfjs } from '../network/tfjs'

export interface Batch {
  /** n × widths[0], row-major. */
  inputs: Float32Array
  /** n × classes: 1 at the class of each row, else 0. */
  targets: Float32Array
  n: number
}

/**
 * Writes to `gradient` the derivative, by each of the network's parameters, of the mean softmax cross-entropy over the
 * batch, with the noise of training step `step`.
 *
 * The backward pass is written by hand: a tape spends more time on its own objects than these small layers need for
 * their arithmetic.
 */
export function lossGradient(
  tf: Tfjs,
  network: NoisyNetwork,
  { inputs, targets, n }: Batch,
  { seed, step }: { seed: number; step: number },
  gradient: Float32Array,
): void {
  const { widths, activation } = network
  tf.tidy(() => {
    const layers = denseLayers(network).map(({ fanIn, width, weights, biases }) => ({
      width,
      weights: tf.tensor2d(weights, [fanIn, width]),
      biases: tf.tensor1d(biases),
    }))
    const received: Tensor2D[] = [tf.tensor2d(inputs, [n, widths[0]!])]
    const centers: Tensor2D[] = []
    const output = layers.length - 1
    for (const [i, { width, weights, biases }] of layers.entries()) {
      const z: Tensor2D = tf.add(tf.matMul(received[i]!, weights), biases)
      if (i === output) {
        centers.push(z)
        break
      }
      centers.push(activate(tf, activation, z))
      const noise = new Float32Array(n * width)
      fillLayerNoise(noise, network, { seed, purpose: 'trainingNoise', layer: i + 1, step })
      received.push(tf.add(centers[i]!, tf.tensor2d(noise, [n, width])))
    }

    const parts = denseLayers({ widths, parameters: gradient })
    const perRow = tf.sub(tf.softmax(centers[output]!), tf.tensor2d(targets, [n, widths[output + 1]!]))
    let delta: Tensor2D = tf.mul(perRow, 1 / n)
    for (let i = output; i >= 0; i--) {
      parts[i]!.weights.set(tf.matMul(received[i]!, delta, true).dataSync<'float32'>())
      parts[i]!.biases.set(tf.sum(delta, 0).dataSync<'float32'>())
      if (i === 0) break
      const back: Tensor2D = tf.matMul(delta, layers[i]!.weights, false, true)
      delta = backThroughActivation(tf, activation, centers[i - 1]!, back)
    }
  })
}
