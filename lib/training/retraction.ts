import { denseLayers, type NoisyNetwork } from '../network/noisyNetwork'
import type { Tensor2D, Tfjs } from '../network/tfjs'

/**
 * Moves the weights of every hidden layer towards orthonormality: W ← (1+β)W − βWWᵀW (Cissé et al. 2017, Parseval
 * networks). Each singular value s becomes (1+β)s − βs³, so that those below √(1 + 2/β) go to 1: the columns of a
 * W that narrows become orthonormal, the rows of one that widens. WWᵀW is the transpose of WᵀWWᵀ, so it does not matter
 * whether a matrix is kept as fan-in × width or the other way round.
 *
 * The output layer is left alone: its scale is how sure the classifier may be, and no noise follows it.
 */
export function retractWeights(tf: Tfjs, network: NoisyNetwork, beta: number): void {
  for (const { fanIn, width, weights } of denseLayers(network).slice(0, -1)) {
    tf.tidy(() => {
      const W = tf.tensor2d(weights, [fanIn, width])
      const cubed: Tensor2D =
        width <= fanIn ? tf.matMul(W, tf.matMul(W, W, true)) : tf.matMul(tf.matMul(W, W, false, true), W)
      weights.set(tf.sub(tf.mul(W, 1 + beta), tf.mul(cubed, beta)).dataSync<'float32'>())
    })
  }
}
