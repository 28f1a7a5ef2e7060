import { readLabels, readWeights } from '../arguments'
import { rangeError, typeError } from '../errors'
import { requireMemory } from '../memory'
import type { NativeCondition, NativeEstimate, NativeValue } from '../native/addon'
import { runJob } from '../native/job'
import { addon } from '../native/loader'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'
import { version } from '../version'
import { type CheckedOptions, readOptions } from './options'
import {
  ceilingWarnings,
  type GroupFacts,
  groupWarnings,
  intervalWarnings,
  saturationWarnings,
} from './trust'
import type {
  EntropyEstimate,
  Estimate,
  EstimateOptions,
  EstimateSettings,
  MIEstimate,
  Warning,
} from './types'

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
  const { sigma, method, draws, tolerance, seed, threads } = options
  const native = await runJob(
    'evaluating log-densities',
    (onProgress) =>
      addon().estimate(
        { samples: data, n, d, sigma, weights, conditions, method, draws, tolerance, seed, threads },
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
    population: options.population,
    version,
  }
  return assemble(native, givens, settings, options)
}

/** Bytes of the addon's copy, its merged centers, their blocked layouts and its tables, roughly. */
function checkMemory(n: number, d: number, conditions: number): void {
  requireMemory(`samples: ${n} × ${d} values`, n * (d * 8 * (3 + conditions) + 64 + 48 * conditions))
}

function assemble(
  native: NativeEstimate,
  givens: Given[],
  settings: EstimateSettings,
  { population, confidence }: CheckedOptions,
): Estimates {
  const noiseEntropy = (settings.d / 2) * Math.log(2 * Math.PI * Math.E * settings.sigma ** 2)
  const saturation = saturationWarnings(population, native.entropy.value - noiseEntropy, native.entropyOfRows)

  const estimate = <Q extends Estimate['quantity']>(
    quantity: Q,
    native: NativeValue,
    warnings: Warning[],
  ) => {
    const numerical = { standardError: native.standardError, bound: native.bound }
    const halfWidth = native.bound + addon().normalQuantile((1 + confidence) / 2) * native.standardError
    const interval =
      population === 'complete'
        ? { low: native.value - halfWidth, high: native.value + halfWidth, confidence }
        : null
    const all = [...intervalWarnings(population), ...warnings]
    const trust = { ok: all.length === 0, warnings: all }
    return { quantity, unit: 'nats' as const, value: native.value, numerical, interval, trust, settings }
  }

  const mutualInformation = (condition: NativeCondition, given: Given): MIEstimate => {
    const { value, ...numerical } = condition.mutualInformation
    const ceilings = {
      logN: native.entropyOfRows,
      gaussian: native.gaussianCeiling,
      ...(given === undefined ? {} : { given: condition.entropyOfGroups }),
    }
    const facts: GroupFacts | null = condition.exact
      ? null
      : {
          smallestGroup: condition.smallestGroup,
          withinInformation: condition.conditionalEntropy.value - noiseEntropy,
          withinCeiling: native.entropyOfRows - condition.entropyOfGroups,
        }
    const groups = groupWarnings(population, facts)
    const warnings = [...saturation, ...groups, ...ceilingWarnings(value, numerical, ceilings)]
    return {
      ...estimate('mutual-information', condition.mutualInformation, warnings),
      entropy: estimate('entropy', native.entropy, saturation),
      conditionalEntropy: estimate('entropy', condition.conditionalEntropy, groups),
      ceilings,
    }
  }

  return {
    entropy: estimate('entropy', native.entropy, saturation),
    mutualInformation: native.conditions.map((condition, i) => mutualInformation(condition, givens[i])),
  }
}
