import { requireOptions } from '../arguments'
import { typeError } from '../errors'
import { requireMemory } from '../memory'
import { JOB_OPTIONS, type JobOptions, readJobOptions, runJob } from '../native/job'
import { addon } from '../native/loader'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'

export interface RankOptions extends JobOptions {
  /** Subtract the mean row first: default false, the matrix as it is, where a common offset counts as a direction. */
  center?: boolean
}

export interface EffectiveRank {
  /** exp of the entropy of the singular values over their sum, from 1 to min(n, d); 0 for a matrix of zeros. */
  value: number
  /** (Σ s²)² / Σ s⁴, the same of the squared ones by another mean; 0 for a matrix of zeros. */
  participationRatio: number
  /** min(n, d), largest first, in the units of the samples. */
  singularValues: Float64Array
}

/**
 * In how many directions rows extend: the effective rank of their matrix, and its participation ratio.
 *
 * @param samples n × d, see {@link Samples}; copied before the call returns
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: singular values to 1e-14 of the largest. Cost: O(n d²) + O(min(n, d)² d) a sweep, about ten; memory O(n d).
 * Source: O. Roy, M. Vetterli, EUSIPCO 2007, eq. 2–4. Edge cases: all values 0 (or all rows equal, with `center`): 0.
 */
export async function effectiveRank(samples: Samples, options: RankOptions = {}): Promise<EffectiveRank> {
  const given = requireOptions(options, ['center', ...JOB_OPTIONS], '{ center: true }')
  const { center = false } = given
  if (typeof center !== 'boolean') throw typeError('center', `true or false is needed, got ${typeof center}`)
  const job = readJobOptions(given)
  job.signal?.throwIfAborted()
  const { data, n, d } = readSamples(samples)
  requireMemory(`samples: ${n} × ${d} values`, data.byteLength + 8 * n * d + 17 * 8 * Math.min(n, d) * d)
  const singularValues = await runJob(
    'finding singular values',
    (report) => addon().singularValues({ samples: data, n, d, center, threads: job.threads }, report),
    job,
  )
  return { ...ranks(singularValues), singularValues }
}

function ranks(values: Float64Array): { value: number; participationRatio: number } {
  const largest = values[0]!
  if (largest === 0) return { value: 0, participationRatio: 0 }
  const scaled = values.map((s) => s / largest)
  const sum = scaled.reduce((total, s) => total + s, 0)
  const entropy = scaled.reduce((h, s) => (s > 0 ? h - (s / sum) * Math.log(s / sum) : h), 0)
  const squares = scaled.reduce((total, s) => total + s ** 2, 0)
  const fourths = scaled.reduce((total, s) => total + s ** 4, 0)
  return { value: Math.exp(entropy), participationRatio: squares ** 2 / fourths }
}
