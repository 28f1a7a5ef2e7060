/**
 * The rivals: what others have used to measure information in networks, each with its source, behind one result type,
 * with warnings for what each is known to get wrong. Loads no TensorFlow.
 *
 * Estimators that need training (MINE, InfoNCE) are left to `externalMI`, which runs any command: their value depends on
 * the critic's architecture and training, which are the user's to choose, and what they bound is the user's to say.
 * @packageDocumentation
 */

export {
  type BinnedEstimate,
  type BinnedOptions,
  type BinnedSettings,
  binnedMI,
  binningSensitivity,
} from './binning/binnedMI'
export { type Binning, type CheckedBinning, evenEdges } from './binning/binning'
export type { DiscreteEntropy } from './binning/discreteEntropy'
export {
  type QuantizedEstimate,
  type QuantizedOptions,
  type QuantizedSettings,
  quantizedMI,
} from './binning/quantizedMI'
export { type CompareOptions, compareEstimators } from './compare/compareEstimators'
export type {
  ComparedPoint,
  Comparison,
  Curve,
  LayerComparison,
  Snapshot,
  Unavailable,
  Verdict,
} from './compare/types'
export { type ExternalOptions, type ExternalSettings, externalMI } from './external/externalMI'
export { type GaussianOptions, type GaussianSettings, gaussianEntropy, gaussianMI } from './gaussian'
export {
  type BandwidthRule,
  type KernelDensityOptions,
  type KernelDensitySettings,
  kernelDensityEntropy,
} from './kernelDensityEntropy'
export { type KsgOptions, type KsgSettings, ksgMI } from './ksgMI'
export {
  type NearestNeighbourOptions,
  type NearestNeighbourSettings,
  nearestNeighbourEntropy,
} from './nearestNeighbourEntropy'
export {
  type PairwiseEstimate,
  type PairwiseOptions,
  type PairwiseSettings,
  pairwiseMI,
} from './pairwiseMI'
export {
  type ProjectedEstimate,
  type ProjectedOptions,
  type ProjectedSettings,
  projectedMI,
} from './projected/projectedMI'
export { type SlicedOptions, type SlicedSettings, slicedMI } from './slicedMI'
export type { RivalEstimate, RivalSettings, RivalWarning, RivalWarningCode } from './types'
