/**
 * Information that a noisy representation carries, with units, errors and a verdict. Loads no TensorFlow.
 * @packageDocumentation
 */
export { gaussianCeiling } from './bounds/gaussianCeiling'
export { type MonteCarloBoundOptions, monteCarloBound } from './bounds/monteCarloBound'
export type { RowOptions } from './bounds/noisyRows'
export { type PairwiseBounds, pairwiseBounds } from './bounds/pairwiseBounds'
export { type RiskBoundOptions, riskBound } from './bounds/riskBound'
export { sampleComplexityOrder } from './bounds/sampleComplexityOrder'
export type { ErrorCode, InfoflowError } from './errors'
export { binnedEntropy } from './estimate/binnedEntropy'
export { compression } from './estimate/compression'
export { estimateEntropy } from './estimate/estimateEntropy'
export { estimateMI } from './estimate/estimateMI'
export { estimateMIDifference } from './estimate/estimateMIDifference'
export { type GaussianMixture, type LogDensities, logDensity } from './estimate/logDensity'
export { planEstimate } from './estimate/planEstimate'
export type {
  Budget,
  Compression,
  EntropyEstimate,
  Estimate,
  EstimateOptions,
  EstimatePlan,
  EstimateSettings,
  LayerSnapshot,
  Method,
  MIDifference,
  MIEstimate,
  MIOptions,
  NumericalError,
  PlanOptions,
  Population,
  Warning,
  WarningCode,
} from './estimate/types'
export type { JobOptions, Progress } from './native/job'
export type { BinnedEntropy } from './runs/schema'
export type { SampleMatrix, Samples, TensorLike } from './samples/types'
export { version } from './version'
