import type { Tensor, Tensor2D, Tensor4D, Tfjs } from '../tfjs'
import type { ConvLayer } from './convNetwork'

/** A layer with its parameters as tensors: 4-D weights are a convolution's. */
export interface LayerTensors {
  layer: ConvLayer
  weights: Tensor
  biases: Tensor
}

/** What goes through a layer in one pass over n images. */
export interface LayerPass {
  /** What the layer before sends, or the images. */
  received: Tensor
  /** tanh of the weighted sums, before pooling; of the output layer the sums themselves. */
  activated: Tensor
}

export function layerTensors(tf: Tfjs, layers: readonly ConvLayer[]): LayerTensors[] {
  return layers.map((layer) => ({
    layer,
    weights: tf.tensor(layer.weights, [...layer.kernel]),
    biases: tf.tensor1d(layer.biases),
  }))
}

/**
 * Pushes n images through the network; to be called in a `tidy`.
 * @param images n × (side · side) values
 * @param send makes T_l of S_l, both n × the layer's output, for the hidden layers l = 1, 2, 3
 * @returns the layers in order, the output layer last
 */
export function convPass(
  tf: Tfjs,
  layers: readonly LayerTensors[],
  images: Float32Array,
  side: number,
  send: (centers: Tensor, layer: number) => Tensor,
): LayerPass[] {
  const n = images.length / side ** 2
  const passes: LayerPass[] = []
  let received: Tensor = tf.tensor4d(images, [n, side, side, 1])
  for (const [i, { layer, weights, biases }] of layers.entries()) {
    const isConvolution = layer.kernel.length === 4
    if (!isConvolution) received = tf.reshape(received, [n, layer.kernel[0]!])
    const sums: Tensor = tf.add(
      isConvolution
        ? tf.conv2d(received as Tensor4D, weights as Tensor4D, 1, 'valid')
        : tf.matMul(received as Tensor2D, weights as Tensor2D),
      biases,
    )
    const isOutput = i === layers.length - 1
    const activated = isOutput ? sums : tf.tanh(sums)
    passes.push({ received, activated })
    if (!isOutput) received = send(isConvolution ? meanPool(tf, activated) : activated, i + 1)
  }
  return passes
}

/** Means over 2 × 2 pixels. */
function meanPool(tf: Tfjs, activated: Tensor): Tensor {
  return tf.avgPool(activated as Tensor4D, 2, 2, 'valid')
}

/** From the gradient by the means to that by the pixels: each had a quarter of its mean. */
export function backThroughMeanPool(tf: Tfjs, gradient: Tensor): Tensor {
  const [, rows, columns] = gradient.shape as [number, number, number]
  return tf.image.resizeNearestNeighbor(tf.mul(gradient, 0.25) as Tensor4D, [2 * rows, 2 * columns])
}
