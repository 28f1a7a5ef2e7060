import { runJob } from '../native/job'
import { addon } from '../native/loader'
import type { Samples } from '../samples/types'
import { type LabelledOptions, readLabelledRows, requireSeveralClasses } from './labelledRows'

export interface Silhouette {
  /** Mean over the rows, in [−1, 1]. */
  value: number
  /** Of each row. */
  values: Float64Array
  /** Mean distance between two rows of one class, and of different ones, in the units of the samples. */
  meanDistance: { within: number; across: number }
}

/**
 * Silhouettes (b − a) / max(a, b): a is a row's mean distance to the others of its class, b the least mean distance to
 * another class. Near 1: compact classes far apart; 0: on a border; negative: nearer to another class.
 *
 * @param samples n × d, see {@link Samples}; copied before the call returns
 * @param options `labels` with 2 to n − 1 classes is needed
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: 1e-12 (distances from differences, not from scalar products). Cost: O(n² d) time; memory O(n (d + classes)),
 * or O(n d) and twice the time where n · classes sums would take more than 256 MB: pairs are never stored. Source: P. Rousseeuw, J. Comput. Appl. Math. 20 (1987) 53. Edge cases: 0 for the only row of a class,
 * and where a = b = 0 (equal rows in several classes).
 */
export async function silhouette(samples: Samples, options: LabelledOptions): Promise<Silhouette> {
  const { rows, job } = readLabelledRows(samples, options)
  requireSeveralClasses(rows)
  const { values, meanWithin, meanAcross } = await runJob(
    'summing distances',
    (report) => addon().silhouettes(rows, report),
    job,
  )
  return {
    value: values.reduce((sum, value) => sum + value, 0) / rows.n,
    values,
    meanDistance: { within: meanWithin, across: meanAcross },
  }
}
