import { runJob } from '../native/job'
import { addon } from '../native/loader'
import type { Samples } from '../samples/types'
import { type LabelledOptions, readLabelledRows, requireSeveralClasses } from './labelledRows'

export interface ClusterSeparation {
  /** Variance between the classes over variance within, each over its degrees of freedom; larger: better separated. */
  calinskiHarabasz: number
  /** Mean over the classes of the worst (s_i + s_j) / ‖μ_i − μ_j‖, s the mean distance to the mean; smaller: better. */
  daviesBouldin: number
}

/**
 * Calinski–Harabasz and Davies–Bouldin scores of classes, from their means and the spread around them.
 *
 * @param samples n × d, see {@link Samples}; copied before the call returns
 * @param options `labels` with 2 to n − 1 classes is needed
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: 1e-12. Cost: O(n d + classes² d). Source: T. Caliński, J. Harabasz, Commun. Stat. 3 (1974) 1; D. Davies,
 * D. Bouldin, IEEE PAMI 1 (1979) 224. Edge cases, as scikit-learn's: where all rows sit on their class mean
 * Calinski–Harabasz is 1 and Davies–Bouldin 0; classes with equal means don't count as neighbours.
 */
export async function clusterSeparation(
  samples: Samples,
  options: LabelledOptions,
): Promise<ClusterSeparation> {
  const { rows, job } = readLabelledRows(samples, options)
  requireSeveralClasses(rows)
  return await runJob('measuring classes', (report) => addon().separation(rows, report), job)
}
