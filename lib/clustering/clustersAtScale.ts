import { requireOptions, requirePositive } from '../arguments'
import { requireMemory } from '../memory'
import { JOB_OPTIONS, type JobOptions, readJobOptions, runJob } from '../native/job'
import { addon } from '../native/loader'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'

/**
 * Two equal Gaussians of standard deviation σ have one common peak up to a distance of 2σ between their centers, and
 * two beyond.
 */
const LINK_SIGMAS = 2

export interface ScaleOptions extends JobOptions {
  /** Standard deviation of the noise, in the units of the samples. */
  sigma: number
  /** c: rows at most c·σ apart are linked. Default 2, the distance at which two equal noisy rows have one common peak. */
  multiple?: number
}

export interface ScaleClusters {
  /** Connected components. */
  count: number
  /** The component of each row, numbered in order of first rows. */
  labels: Int32Array
  /** c·σ, in the units of the samples. */
  threshold: number
}

/**
 * Clusters at the scale of the noise: connected components of the rows, linked where they are at most c·σ apart (single
 * linkage cut at c·σ). Rows in different clusters are told apart through the noise; a chain of links is one cluster.
 *
 * @param samples n × d centers, see {@link Samples}; copied before the call returns
 * @param options `sigma` is needed
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: exact; a distance within 1e-15 · d of c·σ may count either way. Cost: by k-d tree, O(n log n) in few
 * dimensions, up to O(n² d) in many; memory O(n d). Source: Z. Goldfeld et al., ICML 2019, for clusters at the scale of
 * the noise; 2σ: J. Behboodian, Technometrics 12 (1970) 131. Edge cases: equal rows are one cluster.
 */
export async function clustersAtScale(samples: Samples, options: ScaleOptions): Promise<ScaleClusters> {
  const given = requireOptions(options, ['sigma', 'multiple', ...JOB_OPTIONS], '{ sigma: 0.1 }')
  const threshold =
    requirePositive('sigma', given.sigma) * requirePositive('multiple', given.multiple ?? LINK_SIGMAS)
  requirePositive('multiple', threshold)
  const job = readJobOptions(given)
  job.signal?.throwIfAborted()
  const { data, n, d } = readSamples(samples)
  requireMemory(`samples: ${n} × ${d} values`, data.byteLength + n * (20 * d + 64))
  const found = await runJob(
    'linking rows',
    (report) => addon().connectedComponents({ samples: data, n, d, threshold, threads: job.threads }, report),
    job,
  )
  return { ...found, threshold }
}
