import type { Samples } from '../samples/types'
import { estimateAll } from './estimateMIGiven'
import { readOptions } from './options'
import type { MIEstimate, MIOptions } from './types'

/**
 * Mutual information I(G;T) = h(T) − h(T|G) in nats between the condition G of each row and the row seen through
 * Gaussian noise, T = S + N(0, σ²I). With the input's index as `given` it is I(X;T), with the label I(Y;T). Without
 * `given` every row is its own condition, and h(T|G) = (d/2) log(2πeσ²) exactly.
 *
 * Both entropies use the same centers and the same evaluation points, so that their errors cancel in the difference.
 *
 * @param samples n × d, see {@link Samples}; copied before the call returns
 * @param options `sigma` is needed; unknown options are refused
 * @returns value ± numerical error for the mixture of these rows, limits it can't pass, and a verdict
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: `numerical` says it. Few rows per group bias h(T|G) down and the value up: `groups-too-small` warns.
 * Cost: draws × distinct rows × d; memory n × d. Source: Goldfeld et al., "Estimating Information Flow in Deep Neural
 * Networks", ICML 2019.
 */
export async function estimateMI(samples: Samples, options: MIOptions): Promise<MIEstimate> {
  const checked = readOptions(options, ['given'])
  const { mutualInformation } = await estimateAll(samples, [options.given], checked)
  return mutualInformation[0]!
}
