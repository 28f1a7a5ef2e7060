import { backThroughActivation } from '../network/activation'
import { type ConvNetwork, convLayers } from '../network/conv/convNetwork'
import { backThroughMeanPool, convPass, layerTensors } from '../network/conv/convPass'
import { disturbance } from '../network/conv/disturbance'
import type { Tensor, Tensor2D, Tensor4D, Tfjs } from '../network/tfjs'
import type { Batch } from './gradient'

/**
 * Writes to `gradient` the derivative, by each of the network's parameters, of the mean softmax cross-entropy over the
 * batch, with the noise or the dropped units of training step `step`.
 *
 * The backward pass is written by hand: without tfjs-node, tfjs's core comes without its gradients, and WebAssembly has
 * no kernel for that of a filter. All that is used here runs on every backend.
 */
export function convLossGradient(
  tf: Tfjs,
  network: ConvNetwork,
  { inputs, targets, n }: Batch,
  { seed, step }: { seed: number; step: number },
  gradient: Float32Array,
): void {
  const layers = convLayers(network)
  const parts = convLayers({ ...network, parameters: gradient })
  tf.tidy(() => {
    const tensors = layerTensors(tf, layers)
    const factors: (Tensor | null)[] = []
    const passes = convPass(tf, tensors, inputs, network.side, (centers, l) => {
      const size = n * layers[l - 1]!.width
      const { factor, noise } = disturbance(network, { layer: l, size }, { seed, step, measuring: false })
      const like = (values: Float32Array | null) => values && tf.tensor(values, centers.shape)
      factors.push(like(factor))
      const kept = factor === null ? centers : tf.mul(centers, factors.at(-1)!)
      return noise === null ? kept : tf.add(kept, like(noise)!)
    })

    const output = layers.length - 1
    const wrong = tf.sub(tf.softmax(passes[output]!.activated), tf.tensor2d(targets, [n, network.classes]))
    let delta: Tensor = tf.mul(wrong, 1 / n)
    for (let i = output; i >= 0; i--) {
      const { received } = passes[i]!
      const { weights, layer } = tensors[i]!
      const isConvolution = layer.kernel.length === 4
      const byWeights = isConvolution
        ? filterGradient(tf, received as Tensor4D, delta as Tensor4D)
        : tf.matMul(received as Tensor2D, delta as Tensor2D, true)
      parts[i]!.weights.set(byWeights.dataSync<'float32'>())
      parts[i]!.biases.set(tf.sum(delta, isConvolution ? [0, 1, 2] : 0).dataSync<'float32'>())
      if (i === 0) break
      const byReceived = isConvolution
        ? tf.conv2dTranspose(delta as Tensor4D, weights as Tensor4D, (received as Tensor4D).shape, 1, 'valid')
        : tf.matMul(delta as Tensor2D, weights as Tensor2D, false, true)
      delta = backThroughHidden(
        tf,
        byReceived,
        { ...passes[i - 1]!, factor: factors[i - 1]! },
        layers[i - 1]!.output,
      )
    }
  })
}

/** From the gradient by T_l to that by the weighted sums of layer l. */
function backThroughHidden(
  tf: Tfjs,
  bySent: Tensor,
  { activated, factor }: { activated: Tensor; factor: Tensor | null },
  output: readonly number[],
): Tensor {
  const shaped = tf.reshape(bySent, [bySent.shape[0]!, ...output])
  const byCenters = factor === null ? shaped : tf.mul(shaped, factor)
  const byActivated = output.length === 3 ? backThroughMeanPool(tf, byCenters) : byCenters
  return backThroughActivation(tf, 'tanh', activated, byActivated)
}

/**
 * The gradient by a filter is a convolution too: of what was received, channels and images exchanged, with the gradient
 * by the sums as its filter.
 */
function filterGradient(tf: Tfjs, received: Tensor4D, delta: Tensor4D): Tensor4D {
  const images = tf.transpose(received, [3, 1, 2, 0])
  const filter: Tensor4D = tf.transpose(delta, [1, 2, 0, 3])
  return tf.transpose(tf.conv2d(images, filter, 1, 'valid'), [1, 2, 0, 3])
}
