import { requireInteger, requireOneOf, requireOptions, requirePositive } from '../arguments'

export interface MonteCarloBoundOptions {
  /** Centers of the mixture, of equal weight; a positive integer. */
  n: number
  /** Dimension, a positive integer. */
  d: number
  /** Points drawn around every center, a positive integer. */
  drawsPerCenter: number
  /** Default `valid`. */
  form?: 'valid' | 'published'
  /** Standard deviation of the noise; the published form needs it. */
  sigma?: number
}

/**
 * A bound on the mean squared error, in nats², of a mixture's entropy when it is sampled with m independent draws around
 * each of its n centers. It holds before anything is drawn; the standard error in `numerical` is measured, and smaller.
 *
 * - `valid`: d/(nm) for any centers and every σ. Around one center a draw is Gaussian, and by the Gaussian Poincaré
 *   inequality the variance of log g there is at most σ² E‖∇ log g‖². Averaged over the centers that is σ² times the
 *   Fisher information of the mixture, which is at most d/σ².
 * - `published`: 2d(2+σ²)/(σ² n m), for centers in [−1, 1]^d (Goldfeld, Greenewald, Polyanskiy, arXiv 1810.11589v1,
 *   Theorem 5). Never the smaller one, and it changes when samples and σ are scaled together, as the error does not.
 *
 * @throws TypeError or RangeError with a stable `code` and the `argument`
 */
export function monteCarloBound(options: MonteCarloBoundOptions): number {
  const known = ['n', 'd', 'drawsPerCenter', 'form', 'sigma']
  requireOptions(options, known, '{ n: 1000, d: 2, drawsPerCenter: 10 }')
  const form = requireOneOf('form', options.form ?? 'valid', ['valid', 'published'])
  const n = requireInteger('n', options.n, 1)
  const d = requireInteger('d', options.d, 1)
  const valid = d / n / requireInteger('drawsPerCenter', options.drawsPerCenter, 1)
  const { sigma } = options
  if (form === 'valid' && sigma === undefined) return valid
  const precision = 1 / requirePositive('sigma', sigma) / sigma!
  return form === 'valid' ? valid : valid * (4 * precision + 2)
}
