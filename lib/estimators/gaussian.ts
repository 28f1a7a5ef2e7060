import { requireOptions } from '../arguments'
import { rangeError, typeError } from '../errors'
import { requireMemory } from '../memory'
import { JOB_OPTIONS, type JobOptions, readJobOptions, runJob } from '../native/job'
import { addon } from '../native/loader'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'
import { readPair } from './pairs'
import { rivalEstimate } from './result'
import { standardized } from './standardized'
import type { RivalEstimate, RivalSettings, RivalWarning } from './types'

export interface GaussianOptions extends JobOptions {
  /**
   * Weight of (tr Σ / d) I against the covariance Σ of the standardized columns, in [0, 1), or `ledoit-wolf`, the one
   * of least expected error. More: less variance, an information nearer 0. Default 0, the closed form itself.
   */
  shrinkage?: number | 'ledoit-wolf'
}

export interface GaussianSettings extends RivalSettings {
  estimator: 'gaussian'
  /** Columns of each vector. */
  dimensions: number[]
  shrinkage: number
  threads: number
}

const ASSUMES_NORMAL: RivalWarning = {
  code: 'assumes-normal',
  message:
    'exact for normal vectors only: of any other distribution the entropy is too high, and the information can be off either way (0 for dependence without correlation)',
}

/**
 * Mutual information in nats of two vectors taken to be jointly normal: ½ log(det Σ_x det Σ_y / det Σ).
 *
 * @param x n × dx, see {@link Samples}; copied before the call returns
 * @param y n × dy, row i drawn together with row i of x
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason`
 *
 * Accuracy: the formula to 1e-11. As an estimate: for normal vectors without shrinkage biased up by about
 * dx dy / 2n. Cost: O(n d² + d³), d = dx + dy. Source: Cover and Thomas, "Elements of Information Theory", ex. 8.5.1;
 * shrinkage: Ledoit and Wolf, J. Multivar. Anal. 88 (2004) 365–411. Edge cases: columns that depend on each other, and
 * constant ones, make it infinite: RangeError, unless shrinkage is asked for.
 */
export async function gaussianMI(
  x: Samples,
  y: Samples,
  options: GaussianOptions = {},
): Promise<RivalEstimate<'mutual-information', GaussianSettings>> {
  const { shrinkage, job } = readGaussianOptions(options)
  const pair = readPair(x, y)
  const { n, d: dx } = pair.x
  const { d: dy } = pair.y
  const joint = new Float64Array(n * (dx + dy))
  const columns = { x: standardized(pair.x).data, y: standardized(pair.y).data }
  for (let i = 0; i < n; i++) {
    joint.set(columns.x.subarray(i * dx, (i + 1) * dx), i * (dx + dy))
    joint.set(columns.y.subarray(i * dy, (i + 1) * dy), i * (dx + dy) + dx)
  }
  const found = await logDeterminants(joint, n, [dx, dy], shrinkage, job)
  const value = (found.first + found.second - found.joint) / 2
  return rivalEstimate('mutual-information', value, settingsOf(n, [dx, dy], found.shrinkage, job.threads), [
    ASSUMES_NORMAL,
  ])
}

/**
 * Differential entropy in nats of a vector taken to be normal, ½ log det(2πe Σ): for any other distribution of the
 * same covariance an upper bound, up to the error of Σ.
 *
 * @param samples n × d, see {@link Samples}, with their noise; copied before the call returns
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason`
 *
 * Accuracy, cost, source, edge cases: as {@link gaussianMI}.
 */
export async function gaussianEntropy(
  samples: Samples,
  options: GaussianOptions = {},
): Promise<RivalEstimate<'entropy', GaussianSettings>> {
  const { shrinkage, job } = readGaussianOptions(options)
  const checked = readSamples(samples)
  const { n, d } = checked
  const { data, deviations } = standardized(checked)
  const { joint, shrinkage: used } = await logDeterminants(data, n, [d], shrinkage, job)
  // A constant column counts as scaled by 1: only shrinkage lets it through.
  const scale = deviations.reduce((sum, deviation) => sum + (deviation > 0 ? Math.log(deviation) : 0), 0)
  const value = (d / 2) * Math.log(2 * Math.PI * Math.E) + joint / 2 + scale
  return rivalEstimate('entropy', value, settingsOf(n, [d], used, job.threads), [ASSUMES_NORMAL])
}

function settingsOf(n: number, dimensions: number[], shrinkage: number, threads: number) {
  return { estimator: 'gaussian' as const, n, dimensions, shrinkage, threads }
}

function readGaussianOptions(options: GaussianOptions) {
  const given = requireOptions(options, ['shrinkage', ...JOB_OPTIONS], "{ shrinkage: 'ledoit-wolf' }")
  const shrinkage = readShrinkage(given.shrinkage ?? 0)
  const job = readJobOptions(given)
  job.signal?.throwIfAborted()
  return { shrinkage, job }
}

/** null: Ledoit–Wolf. */
function readShrinkage(value: unknown): number | null {
  if (value === 'ledoit-wolf') return null
  if (typeof value !== 'number') throw typeError('shrinkage', "a number or 'ledoit-wolf' is needed")
  if (!(value >= 0 && value < 1)) throw rangeError('shrinkage', `${value} is not in [0, 1)`)
  return value
}

async function logDeterminants(
  samples: Float64Array,
  n: number,
  dimensions: [number, ...number[]],
  shrinkage: number | null,
  job: ReturnType<typeof readJobOptions>,
) {
  if (n < 2) throw rangeError('samples', 'one row has no covariance; at least two are needed')
  const d = dimensions.reduce((sum, size) => sum + size)
  requireMemory(`the covariance of ${d} columns`, 8 * d * (4 * d + 2 * n))
  const request = { samples, n, d, first: dimensions[0], shrinkage, threads: job.threads }
  return runJob('decomposing covariances', (report) => addon().gaussianLogDeterminants(request, report), job)
}
