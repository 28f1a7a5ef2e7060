import type { DataSet } from '../data/dataSet'
import { rangeError } from '../errors'
import { requireFraction } from '../network/check'
import type { NoisyNetwork } from '../network/noisyNetwork'
import type { Tfjs } from '../network/tfjs'
import { type DescendOptions, descend } from './descend'
import { lossGradient } from './gradient'
import { retractWeights } from './retraction'

export interface TrainOptions extends DescendOptions {
  /** β of the retraction of the hidden weights after each step, in [0, 1]; 0 leaves it out. Default 0. */
  orthonormal?: number
}

/**
 * Trains the noisy network in place on `data` with Adam and softmax cross-entropy, noise in every hidden layer. The rows
 * are put in a new random order each epoch. No tensor outlives a step; the same seed gives the same bits on the same
 * backend.
 * @throws RangeError for impossible options; ERR_INFOFLOW_NOT_FINITE when training diverges; `signal.reason`.
 */
export async function train(
  tf: Tfjs,
  network: NoisyNetwork,
  data: DataSet,
  { orthonormal = 0, ...options }: TrainOptions,
): Promise<void> {
  const d = data.inputs.shape[1]
  if (d !== network.widths[0] || data.classes !== network.widths.at(-1)) {
    throw rangeError('data', `${d} features and ${data.classes} classes do not fit widths ${network.widths}`)
  }
  requireFraction('orthonormal', orthonormal)
  await descend(network.parameters, data, options, {
    gradient: (batch, key, out) => lossGradient(tf, network, batch, key, out),
    ...(orthonormal > 0 && { moved: () => retractWeights(tf, network, orthonormal) }),
  })
}
