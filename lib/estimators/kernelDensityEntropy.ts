import { requireOneOf, requireOptions, requirePositive } from '../arguments'
import { rangeError } from '../errors'
import { JOB_OPTIONS, type JobOptions, readJobOptions, runJob } from '../native/job'
import { addon } from '../native/loader'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'
import { rivalEstimate } from './result'
import { standardized } from './standardized'
import { dimensionWarnings } from './trust'
import type { RivalEstimate, RivalSettings } from './types'

const RULES: readonly BandwidthRule[] = ['silverman', 'scott', 'likelihood']

export type BandwidthRule = 'silverman' | 'scott' | 'likelihood'

export interface KernelDensityOptions extends JobOptions {
  /**
   * Standard deviation of the Gaussian kernel in units of each column's own deviation, or a rule: `silverman`,
   * (4 / (n (d + 2)))^(1/(d + 4)); `scott`, n^(−1/(d + 4)); `likelihood` (default), the one under which the rows left
   * out are most likely. A larger one smooths more: the entropy goes up.
   */
  bandwidth?: number | BandwidthRule
}

export interface KernelDensitySettings extends RivalSettings {
  estimator: 'kernel-density'
  d: number
  /** What was used, in units of each column's deviation. */
  bandwidth: number
  rule: BandwidthRule | 'given'
  threads: number
}

/**
 * Differential entropy in nats by a Gaussian kernel density that leaves out the row it is asked about.
 *
 * @param samples n × d, see {@link Samples}, with their noise: draws of T, not centers; copied before the call returns
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason`
 *
 * Accuracy: the formula to 1e-11. As an estimate it is biased up at every bandwidth (the expected cross-entropy of the
 * density), more with each dimension; it depends on the bandwidth: compare rules. Cost: O(n² d), for `likelihood` 30
 * times. Source: Ivanov and Rozhkova 1981; rules: Silverman, "Density Estimation", 1986, sec. 4.3; Scott,
 * "Multivariate Density Estimation", 1992, sec. 6.3; likelihood: Duin, IEEE Trans. Comput. C-25 (1976) 1175–1179.
 * Edge cases: a constant column has entropy −∞: RangeError; so has `likelihood` where every row has an equal one.
 */
export async function kernelDensityEntropy(
  samples: Samples,
  options: KernelDensityOptions = {},
): Promise<RivalEstimate<'entropy', KernelDensitySettings>> {
  const given = requireOptions(options, ['bandwidth', ...JOB_OPTIONS], "{ bandwidth: 'likelihood' }")
  const wanted = given.bandwidth ?? 'likelihood'
  const chosen =
    typeof wanted === 'string'
      ? requireOneOf('bandwidth', wanted, RULES)
      : requirePositive('bandwidth', wanted)
  const job = readJobOptions(given)
  job.signal?.throwIfAborted()
  const checked = readSamples(samples)
  const { n, d } = checked
  if (n < 2) throw rangeError('samples', 'one row: leaving it out leaves nothing; at least two are needed')
  const { data, deviations } = standardized(checked)
  const constant = deviations.indexOf(0)
  if (constant >= 0) {
    throw rangeError(
      'samples',
      `column ${constant} is constant, and its differential entropy −∞; drop it, or use samples with their noise`,
    )
  }
  const request = { samples: data, n, d, bandwidth: bandwidthOf(chosen, n, d), threads: job.threads }
  const { value, bandwidth } = await runJob(
    'evaluating kernel densities',
    (report) => addon().kernelDensityEntropy(request, report),
    job,
  )
  const scale = deviations.reduce((sum, deviation) => sum + Math.log(deviation), 0)
  const rule = typeof chosen === 'string' ? chosen : ('given' as const)
  const settings = { estimator: 'kernel-density' as const, n, d, bandwidth, rule, threads: job.threads }
  return rivalEstimate('entropy', value + scale, settings, dimensionWarnings(n, d))
}

/** 0 leaves the choice to the likelihood. */
function bandwidthOf(chosen: number | BandwidthRule, n: number, d: number): number {
  if (typeof chosen === 'number') return chosen
  if (chosen === 'silverman') return (4 / (n * (d + 2))) ** (1 / (d + 4))
  if (chosen === 'scott') return n ** (-1 / (d + 4))
  return 0
}
