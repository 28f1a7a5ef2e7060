import { typeError } from '../errors'
import type { Samples } from '../samples/types'
import { estimateAll } from './estimateMIGiven'
import { readOptions } from './options'
import type { EntropyEstimate, EstimateOptions } from './types'

/**
 * Differential entropy of samples seen through Gaussian noise: h(P̂_n * N(0, σ²I)) in nats, the entropy of the mixture
 * with one component at every row.
 *
 * @param samples n × d, see {@link Samples}; copied before the call returns
 * @param options `sigma` is needed; unknown options are refused
 * @returns value ± numerical error for the mixture of these rows, and what is known about the population behind them
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: `numerical` says it. Sampled (randomised quasi-Monte Carlo): mean squared error about d / draws at most.
 * Quadrature (d ≤ 2): below 1e-6.
 * Cost: draws × distinct rows × d; memory n × d. Source: Goldfeld et al., "Estimating Information Flow in Deep Neural
 * Networks", ICML 2019.
 */
export async function estimateEntropy(samples: Samples, options: EstimateOptions): Promise<EntropyEstimate> {
  const checked = readOptions(options)
  if (checked.population === 'groups') {
    throw typeError('population', "'groups' is for estimateMI, which takes the group of each row as given")
  }
  const { entropy } = await estimateAll(samples, [], checked)
  return entropy
}
