import type { NativeJob, NativeProgress, NativeRows } from './addon'

type OnProgress = NativeProgress | null
type Values = Float32Array | Float64Array

export interface NativeKsgRequest {
  /** n × dx and n × dy, row-major; copied at the call. */
  x: Values
  y: Values
  n: number
  dx: number
  dy: number
  /** Below n. */
  k: number
  algorithm: 1 | 2
  threads: number
}

export interface NativeBounds {
  lower: number
  upper: number
}

/** The part of the addon that the rival estimators stand on. Shapes and values are validated before they get here. */
export interface NativeEstimators {
  /** `tied`: rows with k equal ones. */
  ksg(request: NativeKsgRequest, onProgress: OnProgress): NativeJob<{ value: number; tied: number }>
  /** The value of each slice. */
  slicedKsg(
    request: NativeKsgRequest & { projections: number; dimension: number; seed: number },
    onProgress: OnProgress,
  ): NativeJob<Float64Array>
  nearestEntropy(
    request: {
      samples: Values
      n: number
      d: number
      k: number
      metric: 'euclidean' | 'chebyshev'
      threads: number
    },
    onProgress: OnProgress,
  ): NativeJob<number>
  /** Bounds on h(T) − h(noise) and on h(T|given) − h(noise); `given` null: every row its own. */
  pairwiseInformation(
    request: NativeRows & { given: Int32Array | null },
    onProgress: OnProgress,
  ): NativeJob<{ total: NativeBounds; conditional: NativeBounds; centers: number }>
  /** `bandwidth` 0: the one of largest left-out likelihood. */
  kernelDensityEntropy(
    request: { samples: Values; n: number; d: number; bandwidth: number; threads: number },
    onProgress: OnProgress,
  ): NativeJob<{ value: number; bandwidth: number }>
  /** ln det of the covariance, of its first `first` columns and of the rest; `shrinkage` null: Ledoit–Wolf. */
  gaussianLogDeterminants(
    request: {
      samples: Values
      n: number
      d: number
      first: number
      shrinkage: number | null
      threads: number
    },
    onProgress: OnProgress,
  ): NativeJob<{ joint: number; first: number; second: number; shrinkage: number }>
}
