import { gaussianCeiling } from '../../bounds/gaussianCeiling'
import { pairwiseBounds } from '../../bounds/pairwiseBounds'
import type { Matrix } from '../../data/matrix'

/** What can be said of I(X;T_l), X uniform over n digits; nats. */
export interface LayerBounds {
  layer: number
  width: number
  /** No information of n inputs is larger. */
  logN: number
  /** What a Gaussian of the same covariance could send through the noise. */
  gaussian: number
  /** H(Y) less the test loss: what the network's own output shows of the class, which came through this layer. */
  label: number
  /**
   * Of layer 1 alone, where S_1 is a function of X: Kolchinsky and Tracey's bounds. Deeper, noise has come before, and
   * the same upper bound is one on I(S_l;T_l), which is larger.
   */
  pairwise: { lower: number; upper: number } | null
  /** log10 of the order 2^d/(ηd) of the samples that any estimator needs for η = .1 nats in the worst case. */
  samplesOrder: number
}

/**
 * @param centers S_l of n digits
 * @param label H(Y) less the loss over these digits
 */
export async function layerBounds(
  layer: number,
  centers: Matrix,
  { sigma, label, signal }: { sigma: number; label: number; signal: AbortSignal | undefined },
): Promise<LayerBounds> {
  const [n, d] = centers.shape
  const options = { sigma, ...(signal && { signal }) }
  return {
    layer,
    width: d,
    logN: Math.log(n),
    gaussian: await gaussianCeiling(centers, options),
    label: Math.max(0, label),
    pairwise: layer === 1 ? (await pairwiseBounds(centers, options)).mutualInformation : null,
    samplesOrder: (d * Math.log(2) - Math.log(0.1 * d)) / Math.log(10),
  }
}
