import { readWeights, requireOptions, requirePositive } from '../arguments'
import { requireMemory } from '../memory'
import type { NativeRows } from '../native/addon'
import { type CheckedJobOptions, JOB_OPTIONS, type JobOptions, readJobOptions } from '../native/job'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'

/** What a bound on the mixture of these rows needs to know. */
export type RowOptions = JobOptions & {
  /** Standard deviation (never a variance) of the Gaussian noise, in the units of the samples. */
  sigma: number
  /** n weights, finite, not negative, not all zero; normalised to sum 1. Default: equal. */
  weights?: ArrayLike<number>
}

/** Checks samples and options; the arrays are copied by the addon. Every property is read exactly once. */
export function readRows(
  samples: Samples,
  options: RowOptions,
): { rows: NativeRows; job: CheckedJobOptions } {
  requireOptions(options, ['sigma', 'weights', ...JOB_OPTIONS], '{ sigma: 0.1 }')
  const { weights } = options
  const sigma = requirePositive('sigma', options.sigma)
  const job = readJobOptions(options)
  job.signal?.throwIfAborted()
  const { data, n, d } = readSamples(samples)
  // The addon's copy, its merged centers, their blocked layout and its tables, roughly.
  requireMemory(`samples: ${n} × ${d} values`, n * (d * 8 * 4 + 112))
  return {
    rows: { samples: data, n, d, sigma, weights: readWeights(weights, n), threads: job.threads },
    job,
  }
}
