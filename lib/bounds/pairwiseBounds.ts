import { runJob } from '../native/job'
import { addon } from '../native/loader'
import type { Samples } from '../samples/types'
import { type RowOptions, readRows } from './noisyRows'

/** Limits that the mixture of the rows can't pass. */
export interface PairwiseBounds {
  unit: 'nats'
  /** Of h(P̂_n * N(0, σ²I)), the quantity of `estimateEntropy`. */
  entropy: { low: number; high: number }
  /** The same less the noise's entropy: of the quantity of `estimateMI` without `given`. */
  mutualInformation: { low: number; high: number }
}

/**
 * Bounds on the entropy of the mixture with one component at every row, from the distances of the rows alone: exact at
 * any dimension, without sampling. They say nothing of the population behind the rows.
 *
 * @param samples n × d, see {@link Samples}; copied before the call returns
 * @param options `sigma` is needed; unknown options are refused
 * @returns nats; far apart and equal rows have low = high
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: rounding, 1e-14 + 2^-53 (d + 2)(d + 64), plus 2e-12 from d = 17 on. Cost: 2 n² d for n distinct rows; memory
 * n × d, sums are streamed.
 * Source: Kolchinsky and Tracey, "Estimating Mixture Entropy with Pairwise Distances", Entropy 19 (2017) 361, eq. 10
 * with the Bhattacharyya distance (low) and the Kullback–Leibler divergence (high).
 */
export async function pairwiseBounds(samples: Samples, options: RowOptions): Promise<PairwiseBounds> {
  const { rows, job } = readRows(samples, options)
  const mutualInformation = await runJob(
    'summing over pairs of rows',
    (onProgress) => addon().pairwiseBounds(rows, onProgress),
    job,
  )
  const { low, high } = mutualInformation
  const noiseEntropy = rows.d * (Math.log(2 * Math.PI * Math.E) / 2 + Math.log(rows.sigma))
  return { unit: 'nats', entropy: { low: low + noiseEntropy, high: high + noiseEntropy }, mutualInformation }
}
