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

export interface NativeLabelledRows extends NativeMatrix {
  /** n numbers below `classes`, each of which occurs. */
  labels: Int32Array
  classes: number
}

/** Over pairs of rows: `bins` counts them, `pairs` and `sum` are over all, outside the bins too. */
export interface NativePairCounts {
  bins: Float64Array
  pairs: number
  sum: number
}

export interface NativeCollapse {
  /** classes × d. */
  means: Float64Array
  nc1: number
  /** In which the class means differ. */
  directions: number
  nearestMeanErrors: number
  disagreements: number
}

/** The part of the addon that measures clusters. Shapes and values are validated before they get here. */
export interface NativeClustering {
  kMeans(request: NativeKMeansRequest, onProgress: OnProgress): NativeJob<NativeKMeans>
  /** The silhouette of each row; mean distances of the pairs of one class and of different ones. */
  silhouettes(
    request: NativeLabelledRows,
    onProgress: OnProgress,
  ): NativeJob<{ values: Float64Array; meanWithin: number; meanAcross: number }>
  separation(
    request: NativeLabelledRows,
    onProgress: OnProgress,
  ): NativeJob<{ calinskiHarabasz: number; daviesBouldin: number }>
  /** `edges`: bins + 1, ascending, equally spaced. */
  pairHistograms(
    request: NativeLabelledRows & { measure: 'distance' | 'cosine'; bins: number; edges: Float64Array },
    onProgress: OnProgress,
  ): NativeJob<{ within: NativePairCounts; across: NativePairCounts; zeroRows: number }>
  connectedComponents(
    request: NativeMatrix & { threshold: number },
    onProgress: OnProgress,
  ): NativeJob<{ labels: Int32Array; count: number }>
  /** `classifier`: classes × d with its classes' biases, or both null. */
  collapse(
    request: NativeLabelledRows & { classifier: Float64Array | null; biases: Float64Array | null },
    onProgress: OnProgress,
  ): NativeJob<NativeCollapse>
  /** min(n, d) values, largest first. */
  singularValues(request: NativeMatrix & { center: boolean }, onProgress: OnProgress): NativeJob<Float64Array>
}
