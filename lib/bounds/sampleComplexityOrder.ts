import { requireInteger, requireOptions, requirePositive } from '../arguments'

/**
 * 2^d / (η d): the order of the number of samples that **any** estimator of h(S + Z) needs for a risk of η nats in the
 * worst case over distributions with support in [−1, 1]^d. Its constant is unknown, so it explains why accuracy in many
 * dimensions is out of reach for some distributions, and plans nothing: activations of networks are far from the worst
 * case. Take the slope of a pilot to plan.
 *
 * @param options `d`, the dimension; `risk`, η in nats
 * @returns Infinity where it exceeds a double
 * @throws TypeError or RangeError with a stable `code` and the `argument`
 *
 * Source: Goldfeld et al., "Estimating Information Flow in Deep Neural Networks", ICML 2019, Theorem 1.
 */
export function sampleComplexityOrder(options: { d: number; risk: number }): number {
  requireOptions(options, ['d', 'risk'], '{ d: 5, risk: 0.1 }')
  const d = requireInteger('d', options.d, 1)
  return 2 ** d / d / requirePositive('risk', options.risk)
}
