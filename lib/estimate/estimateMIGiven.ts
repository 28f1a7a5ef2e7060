import type { Samples } from '../samples/types'
import { entropyEstimate, type Found, informationEstimate } from './assemble'
import { circumstancesOf, settingsOf } from './circumstances'
import { type CheckedOptions, readOptions } from './options'
import { measurePilot, samplesOf } from './pilot'
import { type Given, readRequest, runEstimate } from './request'
import type { EntropyEstimate, EstimateOptions, MIEstimate } from './types'

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

/**
 * The entropy and the mutual information with each condition. Options are checked, samples and conditions are not.
 * Where an interval is too wide, a part of the rows tells how it narrows with more of them: about a
 * tenth of the work on top, at least .05 s of one core.
 */
export async function estimateAll(
  samples: Samples,
  givens: Given[],
  options: CheckedOptions,
): Promise<Estimates> {
  const request = readRequest(samples, givens, options)
  const native = await runEstimate(request, options)
  const found: Found = {
    native,
    samples: samplesOf(request),
    pilot: null,
    circumstances: circumstancesOf(request, native),
    settings: settingsOf(request, native),
    confidence: options.confidence,
    tolerance: options.tolerance,
  }
  const isGiven = givens.map((given) => given !== undefined)
  const estimates = assembled(found, isGiven)
  if (!isAnyTooWide(estimates)) return estimates
  const pilot = await measurePilot(request, options)
  return pilot === null ? estimates : assembled({ ...found, pilot }, isGiven)
}

function assembled(found: Found, isGiven: boolean[]): Estimates {
  return {
    entropy: entropyEstimate(found),
    mutualInformation: isGiven.map((given, i) => informationEstimate(found, i, given)),
  }
}

function isAnyTooWide({ entropy, mutualInformation }: Estimates): boolean {
  return [entropy, ...mutualInformation].some(
    ({ settings, trust }) =>
      settings.population !== 'complete' && trust.warnings.some(({ code }) => code === 'interval-too-wide'),
  )
}
