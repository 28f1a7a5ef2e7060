import { requireInteger, requireOptions } from '../arguments'
import { rangeError, typeError } from '../errors'
import { JOB_OPTIONS, type JobOptions, readJobOptions, runJob } from '../native/job'
import { addon } from '../native/loader'
import type { Samples } from '../samples/types'
import { readPair, requireNeighbours } from './pairs'
import { rivalEstimate } from './result'
import { standardized } from './standardized'
import { dimensionWarnings, strongDependenceWarnings, tieWarnings } from './trust'
import type { RivalEstimate, RivalSettings } from './types'

export interface KsgOptions extends JobOptions {
  /** Neighbours, 1 ≤ k < n; more: less variance, more bias. Default 3. */
  k?: number
  /** Of the paper: 1 (default) or 2. */
  algorithm?: 1 | 2
  /** Scale every column to deviation 1 first; default true. */
  standardize?: boolean
}

export interface KsgSettings extends RivalSettings {
  estimator: 'ksg'
  dx: number
  dy: number
  k: number
  algorithm: 1 | 2
  standardize: boolean
  threads: number
}

/**
 * Mutual information I(X;Y) in nats of two continuous vectors from the distances to their nearest neighbours.
 *
 * @param x n × dx, see {@link Samples}; copied before the call returns
 * @param y n × dy, row i drawn together with row i of x
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason`
 *
 * Accuracy: the formula to 1e-11, the same value for permuted rows. As an estimate it is about unbiased where X and Y
 * are independent, and too low, without a bound, where they depend strongly (it can't see past log(n/k): warning
 * `saturated-at-log-n`) or where n < 2^(dx + dy) (`dimension-too-high`); it may be negative, and is never clipped.
 * Cost: O(n log n) in few dimensions, up to O(n² d) in many. Source: Kraskov, Stögbauer, Grassberger, Phys. Rev. E 69
 * (2004) 066138, eq. 8 and 9. Edge cases: constant columns change nothing; repeated rows break its assumption
 * (`tied-rows`); equal distances are ordered by the points alone.
 */
export async function ksgMI(
  x: Samples,
  y: Samples,
  options: KsgOptions = {},
): Promise<RivalEstimate<'mutual-information', KsgSettings>> {
  const known = ['k', 'algorithm', 'standardize', ...JOB_OPTIONS]
  const given = requireOptions(options, known, '{ k: 3 }')
  const k = requireInteger('k', given.k ?? 3, 1)
  const algorithm = readAlgorithm(given.algorithm ?? 1)
  const standardize = readBoolean('standardize', given.standardize ?? true)
  const job = readJobOptions(given)
  job.signal?.throwIfAborted()
  const pair = readPair(x, y)
  const { n, d: dx } = pair.x
  const { d: dy } = pair.y
  requireNeighbours(k, n, dx + dy)
  const values = (samples: typeof pair.x) => (standardize ? standardized(samples).data : samples.data)
  const request = { x: values(pair.x), y: values(pair.y), n, dx, dy, k, algorithm, threads: job.threads }
  const { value, tied } = await runJob('searching neighbours', (report) => addon().ksg(request, report), job)
  return rivalEstimate(
    'mutual-information',
    value,
    { estimator: 'ksg', n, dx, dy, k, algorithm, standardize, threads: job.threads },
    [...tieWarnings(tied, n, k), ...dimensionWarnings(n, dx + dy), ...strongDependenceWarnings(value, n, k)],
  )
}

function readAlgorithm(value: unknown): 1 | 2 {
  const algorithm = requireInteger('algorithm', value, 1)
  if (algorithm !== 1 && algorithm !== 2) throw rangeError('algorithm', `${algorithm} is neither 1 nor 2`)
  return algorithm
}

export function readBoolean(name: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw typeError(name, `true or false is needed, got ${typeof value}`)
  return value
}
