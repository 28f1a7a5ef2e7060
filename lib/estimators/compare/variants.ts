import { estimateMI } from '../../estimate/estimateMI'
import type { Population } from '../../estimate/types'
import type { SampleMatrix } from '../../samples/types'
import { binnedMI } from '../binning/binnedMI'
import { gaussianEntropy } from '../gaussian'
import { type BandwidthRule, kernelDensityEntropy } from '../kernelDensityEntropy'
import { ksgMI } from '../ksgMI'
import { nearestNeighbourEntropy } from '../nearestNeighbourEntropy'
import { pairwiseMI } from '../pairwiseMI'
import { type EntropyOf, informationByEntropies } from './informationByEntropies'

/** A snapshot as all estimators take it. */
export interface Prepared {
  centers: SampleMatrix
  /** The centers, each with one draw of its noise: the same draws at every moment. */
  noisy: SampleMatrix
  given: Int32Array | null
  inputs: SampleMatrix | null
}

export const SAMPLE_PROPAGATION = 'sample propagation'

export interface Measured {
  value: number
  low: number | null
  high: number | null
}

/** An estimator with one setting. */
export interface Variant {
  estimator: string
  setting: string
  measure(snapshot: Prepared): Promise<Measured>
}

export interface VariantSettings {
  /** The first is the noise that the layer has. */
  sigma: number
  sigmas: readonly number[]
  binWidths: readonly number[]
  neighbours: readonly number[]
  population: Population
  tolerance: number
  seed: number
  threads: number
  signal: AbortSignal | undefined
}

/** Up to so many rows the kernels' bandwidth is chosen by likelihood, which looks at all pairs 30 times. */
const MOST_ROWS_FOR_LIKELIHOOD = 5000

/** Every estimator with every setting, for a layer at this and at other moments. */
export function variants({ centers, inputs }: Prepared, settings: VariantSettings): Variant[] {
  const [n] = centers.shape
  const { sigma, binWidths, neighbours, sigmas } = settings
  const watch = { threads: settings.threads, ...(settings.signal && { signal: settings.signal }) }
  const only = (value: number): Measured => ({ value, low: null, high: null })
  const byEntropies = (entropy: EntropyOf) => async (snapshot: Prepared) =>
    only(await informationByEntropies(snapshot.noisy, snapshot.given, sigma, entropy))
  const rules: BandwidthRule[] = ['silverman', n <= MOST_ROWS_FOR_LIKELIHOOD ? 'likelihood' : 'scott']

  return [
    ...sigmas.map((value) => ({
      estimator: SAMPLE_PROPAGATION,
      setting: `σ = ${short(value)}`,
      measure: (snapshot: Prepared) => samplePropagation(snapshot, value, settings),
    })),
    ...(['lower', 'upper'] as const).map((side) => ({
      estimator: 'pairwise',
      setting: `${side} bound`,
      measure: async ({ centers, given }: Prepared) => {
        const { bounds } = await pairwiseMI(centers, { sigma, ...watch, ...(given && { given }) })
        return only(bounds[side])
      },
    })),
    ...binWidths.map((binWidth) => ({
      estimator: 'binning',
      setting: `width ${short(binWidth)}`,
      measure: async ({ centers, given }: Prepared) =>
        only(binnedMI(centers, { binWidth, ...(given && { given }) }).value),
    })),
    ...neighbours.map((k) => ({
      estimator: 'nearest neighbours',
      setting: `k = ${k}`,
      measure: byEntropies((rows) => nearestNeighbourEntropy(rows, { k, ...watch })),
    })),
    ...rules.map((bandwidth) => ({
      estimator: 'kernel density',
      setting: bandwidth,
      measure: byEntropies((rows) => kernelDensityEntropy(rows, { bandwidth, ...watch })),
    })),
    {
      estimator: 'Gaussian',
      setting: 'Ledoit–Wolf',
      measure: byEntropies((rows) => gaussianEntropy(rows, { shrinkage: 'ledoit-wolf', ...watch })),
    },
    ...(inputs === null ? [] : neighbours).map((k) => ({
      estimator: 'KSG',
      setting: `k = ${k}`,
      measure: async (snapshot: Prepared) =>
        only((await ksgMI(snapshot.inputs!, snapshot.noisy, { k, ...watch })).value),
    })),
  ]
}

async function samplePropagation(
  { centers, given }: Prepared,
  sigma: number,
  { population, tolerance, seed, threads, signal }: VariantSettings,
): Promise<Measured> {
  const options = { sigma, population, tolerance, seed, threads, ...(signal && { signal }) }
  const { value, interval, numerical } = await estimateMI(centers, { ...options, ...(given && { given }) })
  const error = 2 * numerical.standardError + numerical.bound
  return { value, low: interval?.low ?? value - error, high: interval?.high ?? value + error }
}

const short = (value: number) => String(Number(value.toPrecision(3)))
