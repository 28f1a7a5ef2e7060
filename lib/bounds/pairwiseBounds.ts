import { runJob } from '../native/job'
import { addon } from '../native/loader'
import type { Samples } from '../samples/types'
import { type RowOptions, readRows } from './noisyRows'

/** Limits that the mixture of the rows can't pass. */
export interface PairwiseBounds {
  unit: 'nats'
  /** Of h(P̂_n * N(0, σ²I)), the quantity of `estimateEntropy`. */
  entropy: { lower: number; upper: number }
  /** The same less the noise's entropy: of the quantity of `estimateMI` without `given`. */
  mutualInformation: { lower: number; upper: number }
}

/**
 * Bounds on the entropy of the mixture with one component at every row, from the distances of the rows alone: they hold
 * in any dimension, without sampling, and say nothing of the population behind the rows. With conditions on the rows,
 * see `pairwiseMI` of `infoflow/estimators`.
 *
 * @param samples n × d, see {@link Samples}; copied before the call returns
 * @param options `sigma` is needed; unknown options are refused
 * @returns nats; rows far apart and equal rows have equal bounds
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: rounding, 1e-14 + 2^-53 (d + 2)(d + 64), plus 2e-12 from d = 17 on. Cost: 2 n² d for n distinct rows; memory
 * n × d, sums are streamed.
 * Source: Kolchinsky and Tracey, "Estimating Mixture Entropy with Pairwise Distances", Entropy 19 (2017) 361, eq. 10
 * with the Bhattacharyya distance (lower) and the Kullback–Leibler divergence (upper).
 */
export async function pairwiseBounds(samples: Samples, options: RowOptions): Promise<PairwiseBounds> {
  const { rows, job } = readRows(samples, options)
  const request = { ...rows, given: null }
  const { total } = await runJob(
    'summing over pairs',
    (onProgress) => addon().pairwiseInformation(request, onProgress),
    job,
  )
  const { lower, upper } = total
  const noiseEntropy = rows.d * (Math.log(2 * Math.PI * Math.E) / 2 + Math.log(rows.sigma))
  const entropy = { lower: lower + noiseEntropy, upper: upper + noiseEntropy }
  return { unit: 'nats', entropy, mutualInformation: { lower, upper } }
}
