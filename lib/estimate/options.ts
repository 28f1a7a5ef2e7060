import { requireFraction, requireInteger, requireOneOf, requireOptions, requirePositive } from '../arguments'
import { typeError } from '../errors'
import { type CheckedJobOptions, JOB_OPTIONS, readJobOptions } from '../native/job'
import type { EstimateOptions, Method, Population } from './types'

/** Standard error asked for when neither `tolerance` nor `draws` is given, nats. */
export const DEFAULT_TOLERANCE = 0.01

/** Options after checking, defaults filled in. */
export interface CheckedOptions extends CheckedJobOptions {
  sigma: number
  weights: ArrayLike<number> | undefined
  population: Population
  method: 'auto' | Method
  confidence: number
  /** 0: `tolerance` decides. */
  draws: number
  tolerance: number
  seed: number
}

/** Names of {@link EstimateOptions}, for `requireOptions`. */
export const OPTION_NAMES = [
  'sigma',
  'weights',
  'population',
  'method',
  'confidence',
  'draws',
  'tolerance',
  'seed',
  ...JOB_OPTIONS,
]

/**
 * Checks the options of an estimate. Every property is read exactly once.
 * @param extra names allowed beside the common ones, read by the caller
 * @throws TypeError for an unknown option or a wrong type, RangeError for an impossible value
 */
export function readOptions(options: EstimateOptions, extra: readonly string[] = []): CheckedOptions {
  requireOptions(options, [...OPTION_NAMES, ...extra], '{ sigma: 0.1 }')
  const { sigma, weights, population, method, confidence, draws, tolerance, seed } = options
  if (draws !== undefined && tolerance !== undefined) {
    throw typeError('draws', 'give either draws or tolerance, not both')
  }
  return {
    sigma: requirePositive('sigma', sigma),
    weights,
    population: requireOneOf('population', population ?? 'sample', ['sample', 'groups', 'complete']),
    method: requireOneOf('method', method ?? 'auto', ['auto', 'sampled', 'quadrature']),
    confidence: requireFraction('confidence', confidence ?? 0.95),
    draws: draws === undefined ? 0 : requireInteger('draws', draws, 1),
    tolerance: requirePositive('tolerance', tolerance ?? DEFAULT_TOLERANCE),
    seed: requireInteger('seed', seed ?? 0, 0),
    ...readJobOptions(options),
  }
}
