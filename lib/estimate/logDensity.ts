import { requireFraction, requireOptions } from '../arguments'
import { type RowOptions, readRows } from '../bounds/noisyRows'
import { rangeError } from '../errors'
import { requireMemory } from '../memory'
import { JOB_OPTIONS, runJob } from '../native/job'
import { addon } from '../native/loader'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'

/** A Gaussian mixture: N(row, σ²I) at each row, with weights. */
export type GaussianMixture = RowOptions & {
  /** n × d, its centers. */
  samples: Samples
  /** What a value may be off before rounding, nats, below 1; larger is faster. Default 1e-12. */
  tolerance?: number
}

/** Of each point, in the order of the points. */
export interface LogDensities {
  unit: 'nats'
  /** ln of the density, in 1 / (units of the samples)^d. */
  values: Float64Array
  /** |value − exact| ≤ bound. */
  bounds: Float64Array
}

/**
 * Natural logarithm of a Gaussian mixture's density at any points: ln Σ_j w_j N(y; s_j, σ²I).
 *
 * @param points m × d, see {@link Samples}; copied before the call returns
 * @param mixture `samples` (n × d, the centers) and `sigma` are needed; unknown options are refused
 * @returns a value and a bound on its error for each point
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: `bounds` says it: `tolerance` and about 1e-13 near the centers (2e-11 from d = 10 on), 2^-52 d ‖y − s‖²/2σ² far away.
 * No density underflows: a point 1000 σ from everything has a finite value.
 * Cost: at most n·m pairs (equal rows count once), less where centers are far from most points for their noise; in one
 * or two dimensions n + m where there are many. Memory (n + m) × d. The same bits for every thread count.
 * Source: in one or two dimensions the fast Gauss transform (Greengard & Strain, SIAM J. Sci. Stat. Comput. 12, 1991), with
 * a certificate at every point; where it is too wide, pairs.
 */
export async function logDensity(points: Samples, mixture: GaussianMixture): Promise<LogDensities> {
  requireOptions(
    mixture,
    ['samples', 'sigma', 'weights', 'tolerance', ...JOB_OPTIONS],
    '{ samples, sigma: 0.1 }',
  )
  const { samples, tolerance: asked, ...options } = mixture
  const tolerance = requireFraction('tolerance', asked ?? 1e-12)
  const { rows, job } = readRows(samples, options)
  const { data, n: count, d } = readSamples(points, 'points')
  if (d !== rows.d) {
    throw rangeError('points', `rows of ${d} values for samples of ${rows.d}`, 'ERR_INFOFLOW_SHAPE')
  }
  // The addon's copy, its sorted order and two values a point, here and there.
  requireMemory(`points: ${count} × ${d} values`, count * (8 * d + 64))
  const native = await runJob(
    'evaluating log-densities',
    (onProgress) => addon().logDensity({ ...rows, points: data, count, tolerance }, onProgress),
    job,
  )
  return { unit: 'nats', values: native.values, bounds: native.bounds }
}
