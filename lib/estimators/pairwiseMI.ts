import { readLabels, readWeights, requireOptions, requirePositive } from '../arguments'
import { JOB_OPTIONS, type JobOptions, readJobOptions, runJob } from '../native/job'
import { addon } from '../native/loader'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'
import { rivalEstimate } from './result'
import type { RivalEstimate, RivalSettings } from './types'

export interface PairwiseOptions extends JobOptions {
  /** Standard deviation (never a variance) of the Gaussian noise, in the units of the samples. */
  sigma: number
  /** n weights, finite, not negative, not all zero; normalised to sum 1. Default: equal. */
  weights?: ArrayLike<number>
  /** n non-negative integers, the condition each row was drawn under; left out: every row is its own. */
  given?: ArrayLike<number>
}

export interface PairwiseSettings extends RivalSettings {
  estimator: 'pairwise'
  sigma: number
  d: number
  /** Distinct centers after equal rows are merged. */
  centers: number
  threads: number
}

export interface PairwiseEstimate extends RivalEstimate<'mutual-information', PairwiseSettings> {
  /** The mixture's own information is between the two, nats. `value` is their middle. */
  bounds: { lower: number; upper: number }
}

/**
 * Bounds on the mutual information I(G;T) in nats of the condition of each row and the row seen through Gaussian noise,
 * from the distances between centers alone: for the mixture of these rows they hold without sampling, in any dimension.
 *
 * @param samples n × d centers, see {@link Samples}: rows before their noise; copied before the call returns
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason`
 *
 * Accuracy: the mixture's own value is within `numerical.bound`, half the distance of the bounds, of `value`. About the
 * population they say what `estimateMI` says: few rows bias the mixture itself (`interval-unavailable`).
 * Cost: O(centers² d), memory O(n d). Source: Kolchinsky and Tracey, Entropy 19 (2017) 361, eq. 10; with `given`, the
 * lower bound of h(T) less the upper one of h(T|G), and the other way round. Edge cases: equal centers: both 0.
 */
export async function pairwiseMI(samples: Samples, options: PairwiseOptions): Promise<PairwiseEstimate> {
  const known = ['sigma', 'weights', 'given', ...JOB_OPTIONS]
  const { sigma: wanted, weights, given, ...rest } = requireOptions(options, known, '{ sigma: 0.1 }')
  const sigma = requirePositive('sigma', wanted)
  const job = readJobOptions(rest)
  job.signal?.throwIfAborted()
  const { data, n, d } = readSamples(samples)
  const request = {
    samples: data,
    n,
    d,
    sigma,
    weights: readWeights(weights, n),
    given: given === undefined ? null : readLabels('given', given, n),
    threads: job.threads,
  }
  const { total, conditional, centers } = await runJob(
    'summing over pairs',
    (report) => addon().pairwiseInformation(request, report),
    job,
  )
  const bounds = {
    lower: Math.max(0, total.lower - conditional.upper),
    upper: total.upper - conditional.lower,
  }
  const bound = (bounds.upper - bounds.lower) / 2 + 1e-12
  const numerical = { standardError: 0, bound, degreesOfFreedom: null }
  const settings = { estimator: 'pairwise' as const, sigma, n, d, centers, threads: job.threads }
  const value = (bounds.lower + bounds.upper) / 2
  return { ...rivalEstimate('mutual-information', value, settings, [], numerical), bounds }
}
