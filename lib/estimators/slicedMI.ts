import { requireInteger, requireOptions } from '../arguments'
import { rangeError } from '../errors'
import { meanWithError } from '../estimate/meanWithError'
import { JOB_OPTIONS, type JobOptions, readJobOptions, runJob } from '../native/job'
import { addon } from '../native/loader'
import type { Samples } from '../samples/types'
import { readPair, requireNeighbours } from './pairs'
import { ROUNDING_NATS, rivalEstimate } from './result'
import { dimensionWarnings } from './trust'
import type { RivalEstimate, RivalSettings, RivalWarning } from './types'

export interface SlicedOptions extends JobOptions {
  /** Pairs of random projections, at least 2; more: a smaller standard error. Default 128. */
  projections?: number
  /** Of each projection, at most dx and dy: 1 (default) is sliced, more is k-sliced mutual information. */
  dimension?: number
  /** Neighbours of the estimate of each slice, 1 ≤ k < n. Default 3. */
  k?: number
  /** An integer in [0, 2^53). Default 0. */
  seed?: number
}

export interface SlicedSettings extends RivalSettings {
  estimator: 'sliced'
  dx: number
  dy: number
  projections: number
  dimension: number
  k: number
  seed: number
  threads: number
}

const NOT_INFORMATION: RivalWarning = {
  code: 'not-mutual-information',
  message:
    'the mean over random projections: 0 only for independent vectors, but below I(X;Y), and it saturates: in many dimensions it hardly moves where I(X;Y) still grows',
}

/**
 * Sliced mutual information in nats, the mean of I(AᵀX;BᵀY) over random orthonormal A and B: a measure of dependence of
 * its own that can be estimated in many dimensions.
 *
 * @param x n × dx, see {@link Samples}; copied before the call returns
 * @param y n × dy, row i drawn together with row i of x
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason`
 *
 * Accuracy: `numerical.standardError` is of the mean over the projections drawn; each slice has the bias of
 * {@link ksgMI} in `dimension` + `dimension` dimensions besides. Same seed, same bits, whatever the thread count.
 * Cost: projections · (n (dx + dy) dimension + a search of neighbours). Source: Goldfeld and Greenewald, NeurIPS 2021,
 * def. 1; Goldfeld, Greenewald, Nuradha, Reeves, NeurIPS 2022, def. 1. Edge cases: constant vectors give 0.
 */
export async function slicedMI(
  x: Samples,
  y: Samples,
  options: SlicedOptions = {},
): Promise<RivalEstimate<'sliced-information', SlicedSettings>> {
  const known = ['projections', 'dimension', 'k', 'seed', ...JOB_OPTIONS]
  const given = requireOptions(options, known, '{ projections: 128 }')
  const projections = requireInteger('projections', given.projections ?? 128, 2, 2 ** 32 - 1)
  const dimension = requireInteger('dimension', given.dimension ?? 1, 1)
  const k = requireInteger('k', given.k ?? 3, 1)
  const seed = requireInteger('seed', given.seed ?? 0, 0)
  const job = readJobOptions(given)
  job.signal?.throwIfAborted()
  const pair = readPair(x, y)
  const { n, d: dx } = pair.x
  const { d: dy } = pair.y
  requireNeighbours(k, n, dx + dy)
  if (dimension > Math.min(dx, dy)) {
    throw rangeError('dimension', `${dimension} is more than x or y has, ${Math.min(dx, dy)}`)
  }
  const chosen = { n, dx, dy, k, projections, dimension, seed, threads: job.threads }
  const slices = await runJob(
    'estimating slices',
    (report) => addon().slicedKsg({ ...chosen, x: pair.x.data, y: pair.y.data, algorithm: 1 }, report),
    job,
  )
  const { value, standardError } = meanWithError(slices)
  return rivalEstimate(
    'sliced-information',
    value,
    { estimator: 'sliced', ...chosen },
    [NOT_INFORMATION, ...dimensionWarnings(n, 2 * dimension)],
    { standardError, bound: ROUNDING_NATS, degreesOfFreedom: projections - 1 },
  )
}
