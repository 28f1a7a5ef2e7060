import { requireInteger, requireOneOf, requireOptions } from '../arguments'
import { JOB_OPTIONS, type JobOptions, readJobOptions, runJob } from '../native/job'
import { addon } from '../native/loader'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'
import { requireNeighbours } from './pairs'
import { rivalEstimate } from './result'
import { dimensionWarnings } from './trust'
import type { RivalEstimate, RivalSettings } from './types'

export interface NearestNeighbourOptions extends JobOptions {
  /** Neighbours, 1 ≤ k < n; more: less variance, more bias. Default 3. */
  k?: number
  /** Of the distances; default `euclidean`. */
  metric?: 'euclidean' | 'chebyshev'
}

export interface NearestNeighbourSettings extends RivalSettings {
  estimator: 'kozachenko-leonenko'
  d: number
  k: number
  metric: 'euclidean' | 'chebyshev'
  threads: number
}

/**
 * Differential entropy in nats from the distances to the nearest neighbours (Kozachenko–Leonenko).
 *
 * @param samples n × d, see {@link Samples}, with their noise: draws of T, not centers; copied before the call returns
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason`
 *
 * Accuracy: the formula to 1e-11, the same value for permuted rows. As an estimate it is biased up, without a bound,
 * where n < 2^d (`dimension-too-high`) and where samples fill a thin set. Cost: O(n log n) in few dimensions, up to
 * O(n² d) in many. Source: Kozachenko and Leonenko 1987; Goria, Leonenko, Mergel, Novi Inverardi 2005, eq. 3, for the
 * k-th neighbour. Edge cases: a row with k equal ones is an atom of entropy −∞: RangeError.
 */
export async function nearestNeighbourEntropy(
  samples: Samples,
  options: NearestNeighbourOptions = {},
): Promise<RivalEstimate<'entropy', NearestNeighbourSettings>> {
  const given = requireOptions(options, ['k', 'metric', ...JOB_OPTIONS], '{ k: 3 }')
  const k = requireInteger('k', given.k ?? 3, 1)
  const metric = requireOneOf('metric', given.metric ?? 'euclidean', ['euclidean', 'chebyshev'] as const)
  const job = readJobOptions(given)
  job.signal?.throwIfAborted()
  const { data, n, d } = readSamples(samples)
  requireNeighbours(k, n, d)
  const request = { samples: data, n, d, k, metric, threads: job.threads }
  const value = await runJob('searching neighbours', (report) => addon().nearestEntropy(request, report), job)
  const settings = { estimator: 'kozachenko-leonenko' as const, n, d, k, metric, threads: job.threads }
  return rivalEstimate('entropy', value, settings, dimensionWarnings(n, d))
}
