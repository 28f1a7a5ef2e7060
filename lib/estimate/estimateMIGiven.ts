import { readLabels, readWeights } from '../arguments'
import { rangeError, typeError } from '../errors'
import { requireMemory } from '../memory'
import { runJob } from '../native/job'
import { addon } from '../native/loader'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'
import { version } from '../version'
import { entropyEstimate, type Found, informationEstimate } from './assemble'
import { type CheckedOptions, readOptions } from './options'
import { rowFacts } from './rowFacts'
import type { Circumstances } from './trust'
import type { EntropyEstimate, EstimateOptions, EstimateSettings, MIEstimate } from './types'

/** One condition for all rows, or undefined: every row is its own condition. */
export type Given = ArrayLike<number> | undefined

/** Everything one native call finds. */
interface Estimates {
  entropy: EntropyEstimate
  mutualInformation: MIEstimate[]
}

/**
 * Mutual information of the same noisy rows with several conditions, from the same centers and evaluation points:
 * one call for I(X;T) and I(Y;T) of a layer. See `estimateMI` for one condition.
 */
export async function estimateMIGiven<K extends string>(
  samples: Samples,
  givens: Readonly<Record<K, Given>>,
  options: EstimateOptions,
): Promise<Record<K, MIEstimate>> {
  const names = Object.keys(givens) as K[]
  const checked = readOptions(options)
  const { mutualInformation } = await estimateAll(
    samples,
    names.map((name) => givens[name]),
    checked,
  )
  return Object.fromEntries(names.map((name, i) => [name, mutualInformation[i]])) as Record<K, MIEstimate>
}

/** The entropy and the mutual information with each condition. Options are checked, samples and conditions are not. */
export async function estimateAll(
  samples: Samples,
  givens: Given[],
  options: CheckedOptions,
): Promise<Estimates> {
  options.signal?.throwIfAborted()
  if (options.population === 'groups' && !givens.some((given) => given !== undefined)) {
    throw typeError('given', "population 'groups' needs the group of each row")
  }
  const { data, n, d } = readSamples(samples)
  if (options.method === 'quadrature' && d > 2) {
    throw rangeError('method', `quadrature is for d ≤ 2, and d is ${d}; use 'sampled'`)
  }
  checkMemory(n, d, givens.length)
  const weights = readWeights(options.weights, n)
  const conditions = givens.map((given) => (given === undefined ? null : readLabels('given', given, n)))
  const { sigma, population, method, draws, tolerance, seed, threads } = options
  const native = await runJob(
    'evaluating log-densities',
    (onProgress) =>
      addon().estimate(
        {
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
        },
        onProgress,
      ),
    options,
  )
  const settings: EstimateSettings = {
    sigma,
    n,
    d,
    centers: native.centers,
    draws: native.draws,
    seed,
    threads,
    isa: native.isa,
    method: native.method,
    population,
    version,
  }
  const noiseEntropy = (d / 2) * Math.log(2 * Math.PI * Math.E * sigma ** 2)
  const circumstances: Circumstances = {
    population,
    n,
    d,
    centers: native.centers,
    sigma,
    rows: rowFacts(data, n, d),
    gaussian: native.gaussianCeiling,
    logN: native.entropyOfRows,
    rowInformation: native.entropy.value - noiseEntropy,
  }
  const found: Found = { native, circumstances, settings, confidence: options.confidence }
  return {
    entropy: entropyEstimate(found),
    mutualInformation: native.conditions.map((condition, i) =>
      informationEstimate(found, condition, givens[i] !== undefined),
    ),
  }
}

/** Bytes of the addon's copy, its merged centers, their blocked layouts and its tables, roughly. */
function checkMemory(n: number, d: number, conditions: number): void {
  requireMemory(`samples: ${n} × ${d} values`, n * (d * 8 * (3 + conditions) + 64 + 48 * conditions))
}
