import type { NativeJob, NativeProgress } from './addon'

type OnProgress = NativeProgress | null

/** Rows, and how many threads may read them. */
export interface NativeMatrix {
  /** n·d values, row-major; copied at the call. */
  samples: Float32Array | Float64Array
  n: number
  d: number
  threads: number
}

export interface NativeKMeansRequest extends NativeMatrix {
  /** n weights, or null for 1 each. */
  weights: Float64Array | null
  k: number
  /** k × d centers, or null for greedy k-means++. */
  start: Float64Array | null
  /** Seedings tried. */
  runs: number
  /** × mean variance of the columns. */
  tolerance: number
  maxIterations: number
  seed: number
}

export interface NativeKMeans {
  labels: Int32Array
  /** k × d. */
  centers: Float64Array
  inertia: number
  iterations: number
  converged: boolean
  occupied: number
}

/** The part of the addon that measures clusters. Shapes and values are validated before they get here. */
export interface NativeClustering {
  kMeans(request: NativeKMeansRequest, onProgress: OnProgress): NativeJob<NativeKMeans>
}
