import { readLabels, readWeights } from '../arguments'
import { rangeError, typeError } from '../errors'
import { requireMemory } from '../memory'
import type { NativeEstimate, NativeEstimateRequest } from '../native/addon'
import { runJob } from '../native/job'
import { addon } from '../native/loader'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'
import type { CheckedOptions } from './options'

/** One condition for all rows, or undefined: every row is its own condition. */
export type Given = ArrayLike<number> | undefined

/** Checks samples and conditions against the options, which are checked already. */
export function readRequest(
  samples: Samples,
  givens: readonly Given[],
  options: CheckedOptions,
  argument = 'samples',
): NativeEstimateRequest {
  options.signal?.throwIfAborted()
  const { sigma, population, method, draws, tolerance, seed, threads } = options
  if (population === 'groups' && !givens.some((given) => given !== undefined)) {
    throw typeError('given', "population 'groups' needs the group of each row")
  }
  const { data, n, d } = readSamples(samples, argument)
  if (method === 'quadrature' && d > 2) {
    throw rangeError('method', `quadrature is for d ≤ 2, and d is ${d}; use 'sampled'`)
  }
  checkMemory(n, d, givens.length)
  const weights = readWeights(options.weights, n)
  const conditions = givens.map((given) => (given === undefined ? null : readLabels('given', given, n)))
  return {
    samples: data,
    n,
    d,
    sigma,
    weights,
    conditions,
    population,
    method,
    draws,
    tolerance,
    seed,
    threads,
  }
}

/** One native call. */
export function runEstimate(
  request: NativeEstimateRequest,
  options: CheckedOptions,
  stage = 'evaluating log-densities',
): Promise<NativeEstimate> {
  return runJob(stage, (onProgress) => addon().estimate(request, onProgress), options)
}

/** Bytes of the addon's copy, its merged centers, their blocked layouts and its tables, roughly. */
function checkMemory(n: number, d: number, conditions: number): void {
  requireMemory(`samples: ${n} × ${d} values`, n * (d * 8 * (3 + conditions) + 64 + 48 * conditions))
}
