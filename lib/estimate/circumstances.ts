import type { NativeEstimate, NativeEstimateRequest } from '../native/addon'
import { version } from '../version'
import { rowFacts } from './rowFacts'
import type { Circumstances } from './trust'
import type { EstimateSettings } from './types'

export function settingsOf(request: NativeEstimateRequest, native: NativeEstimate): EstimateSettings {
  const { sigma, n, d, seed, threads, population } = request
  const { centers, draws, isa, method } = native
  return { sigma, n, d, centers, draws, seed, threads, isa, method, population, version }
}

export function circumstancesOf(request: NativeEstimateRequest, native: NativeEstimate): Circumstances {
  const { samples, n, d, sigma, population } = request
  const noiseEntropy = (d / 2) * Math.log(2 * Math.PI * Math.E * sigma ** 2)
  return {
    population,
    n,
    d,
    centers: native.centers,
    sigma,
    rows: rowFacts(samples, n, d),
    gaussian: native.gaussianCeiling,
    logN: native.entropyOfRows,
    rowInformation: native.entropy.value - noiseEntropy,
  }
}
