import type { NativeClustering } from './clustering'
import type { NativeEstimators } from './estimators'

/** The whole surface of the native addon. Shapes and values are validated before they get here. */

/** SIMD levels, weakest first. */
export type Isa = 'baseline' | 'avx2' | 'avx512'

/**
 * Words that name one stream of random numbers: the same key gives the same bits, different keys independent ones.
 * `seed` < 2^53; `purpose` < 2^11; `stream`, `step` < 2^32.
 */
export interface NativeRandomKey {
  seed: number
  purpose: number
  stream: number
  step: number
}

/** A value in nats: |value − exact| ≤ bound + t·standardError, t Student's; 0 degrees of freedom: no standard error. */
export interface NativeValue {
  value: number
  standardError: number
  bound: number
  degreesOfFreedom: number
  /** Third cumulant of the error over standardError³. */
  skewness: number
}

/** The population's value lies between the exact values of both ends. */
export interface NativeInterval {
  low: NativeValue
  high: NativeValue
  /** high less low, with the error of their difference. */
  gap: NativeValue
}

export interface NativeCondition {
  conditionalEntropy: NativeValue
  mutualInformation: NativeValue
  /** Of the population; null where it is complete or nothing can be held out. */
  conditionalInterval: NativeInterval | null
  mutualInterval: NativeInterval | null
  /** Entropy of the conditions' probabilities, nats. */
  entropyOfGroups: number
  groups: number
  /** Rows in the smallest group. */
  smallestGroup: number
  /** Every group has one distinct center: the conditional entropy is exact. */
  exact: boolean
}

/** Rows seen through Gaussian noise. */
export interface NativeRows {
  /** n·d values, row-major; copied at the call. */
  samples: Float32Array | Float64Array
  n: number
  d: number
  sigma: number
  /** n weights that sum to 1, or null for equal ones. */
  weights: Float64Array | null
  threads: number
}

export interface NativeEstimateRequest extends NativeRows {
  /** One per mutual information: the group of each row, or null where every row is its own. */
  conditions: (Int32Array | null)[]
  /** Where it is not complete, each condition's groups must be unions of those of the first that is not null. */
  population: 'sample' | 'groups' | 'complete'
  method: 'auto' | 'sampled' | 'quadrature'
  /** Total evaluations wanted, or 0: then `tolerance` decides. */
  draws: number
  /** Standard error wanted of every mutual information (of the entropy without conditions), nats. */
  tolerance: number
  seed: number
}

export interface NativeEstimate {
  entropy: NativeValue
  entropyInterval: NativeInterval | null
  conditions: NativeCondition[]
  /** Entropy of the row weights, nats. */
  entropyOfRows: number
  /** ½ log det(I + Σ/σ²), nats. */
  gaussianCeiling: number
  centers: number
  draws: number
  threads: number
  isa: Isa
  method: 'sampled' | 'quadrature'
}

/** Two layers of the same rows, with one condition. `b` is in `samples2`, n × d2. */
export interface NativeDifferenceRequest extends NativeEstimateRequest {
  samples2: Float32Array | Float64Array
  d2: number
}

/** One side of a difference. */
export interface NativeDifferenceSide {
  information: number
  /** h(T) − h(noise), nats. */
  rowInformation: number
  gaussianCeiling: number
  centers: number
}

export interface NativeDifference {
  /** I of b less I of a. */
  difference: NativeValue
  /** Of the population; null where it is complete or nothing can be held out. */
  interval: NativeInterval | null
  /** What both h(T|·) leave open, nats. */
  conditionalGap: number
  a: NativeDifferenceSide
  b: NativeDifferenceSide
  entropyOfRows: number
  entropyOfGroups: number
  smallestGroup: number
  draws: number
  threads: number
  isa: Isa
  method: 'sampled' | 'quadrature'
}

export type NativeProgress = (done: number, total: number) => void

export interface NativeJob<T> {
  promise: Promise<T>
  /** Asks the job to stop; its promise then rejects with code ERR_INFOFLOW_ABORTED. */
  cancel(): void
}

export interface NativeLogDensityRequest extends NativeRows {
  /** count × d, row-major; copied at the call. */
  points: Float32Array | Float64Array
  count: number
  /** Nats that leaving out far centers may take off a value. */
  tolerance: number
}

/** One core's ceiling at the SIMD level in use, measured in about 10 ms. */
export interface NativePeak {
  /** Doubles in a vector. */
  lanes: number
  /** Vector multiply-adds a second. */
  multiplyAdds: number
  /** Vector operations that a pair of point and block of centers needs. */
  operationsPerBlock: number
}

export interface NativeAddon extends NativeClustering, NativeEstimators {
  /** The SIMD level in use, all usable levels, and the cores this process may use. */
  cpu(): { isa: Isa; levels: Isa[]; cores: number }
  estimate(request: NativeEstimateRequest, onProgress: NativeProgress | null): NativeJob<NativeEstimate>
  informationDifference(
    request: NativeDifferenceRequest,
    onProgress: NativeProgress | null,
  ): NativeJob<NativeDifference>
  logDensity(
    request: NativeLogDensityRequest,
    onProgress: NativeProgress | null,
  ): NativeJob<{ values: Float64Array; bounds: Float64Array }>
  /** @param d dimensions that `operationsPerBlock` is for */
  peak(d: number): NativePeak
  /**
   * What each condition contributes to the mutual information, nats: by `given` in order of first rows, or by row where
   * it is null. `draws` in all, at least two around each center. `weights` are not read: rows count alike.
   */
  pointwiseInformation(
    request: NativeRows & { given: Int32Array | null; draws: number; seed: number },
    onProgress: NativeProgress | null,
  ): NativeJob<{ values: Float64Array; standardErrors: Float64Array; draws: number }>
  /** ½ log det(I + Σ/σ²), nats. */
  gaussianCeiling(rows: NativeRows, onProgress: NativeProgress | null): NativeJob<number>
  /** Fills `out` with independent standard normals. */
  fillNormals(out: Float32Array | Float64Array, key: NativeRandomKey): void
  /** The x with Φ(x) = p, 0 < p < 1; relative error about 1e-15. */
  normalQuantile(p: number): number
  /** Fills `out` with independent uniform 32-bit words. */
  fillBits(out: Uint32Array, key: NativeRandomKey): void
}
