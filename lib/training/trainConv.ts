import type { DataSet } from '../data/dataSet'
import { rangeError } from '../errors'
import type { ConvNetwork } from '../network/conv/convNetwork'
import type { Tfjs } from '../network/tfjs'
import { convLossGradient } from './convGradient'
import { type DescendOptions, descend } from './descend'

/**
 * Trains the convolutional network in place on `data`, images of side × side pixels, with Adam and softmax
 * cross-entropy, its noise or dropout in every hidden layer. No tensor outlives a step. The same seed gives the same bits
 * on the same backend and, with TensorFlow, the same number of cores: it cuts the sums of these layers by its threads.
 * @throws RangeError for impossible options; ERR_INFOFLOW_NOT_FINITE when training diverges; `signal.reason`.
 */
export async function trainConv(
  tf: Tfjs,
  network: ConvNetwork,
  data: DataSet,
  options: DescendOptions,
): Promise<void> {
  const d = data.inputs.shape[1]
  const { side, classes } = network
  if (d !== side ** 2 || data.classes !== classes) {
    throw rangeError(
      'data',
      `${d} pixels and ${data.classes} classes do not fit ${side} × ${side} images of ${classes}`,
    )
  }
  await descend(network.parameters, data, options, {
    gradient: (batch, key, out) => convLossGradient(tf, network, batch, key, out),
  })
}
