import { runJob } from '../native/job'
import { addon } from '../native/loader'
import type { Samples } from '../samples/types'
import { type RowOptions, readRows } from './noisyRows'

/**
 * ½ log det(I + Σ/σ²) in nats, Σ the (weighted, divisor n) covariance of the rows: the most mutual information that
 * anything with this covariance can send through the noise, since a Gaussian has the largest entropy for its covariance.
 * `estimateMI` reports it as `ceilings.gaussian`.
 *
 * @param samples n × d, see {@link Samples}; copied before the call returns
 * @param options `sigma` is needed; unknown options are refused
 * @returns nats; 0 where all rows are equal
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: about 2^-53 min(n, d) tr(Σ)/σ². Cost: n d min(n, d); memory n × d.
 * Source: Cover and Thomas, "Elements of Information Theory", Theorem 8.6.5 and eq. 9.73.
 */
export async function gaussianCeiling(samples: Samples, options: RowOptions): Promise<number> {
  const { rows, job } = readRows(samples, options)
  return runJob('summing products of columns', (onProgress) => addon().gaussianCeiling(rows, onProgress), job)
}
