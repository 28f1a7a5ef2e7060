import type { Samples } from '../../samples/types'

/** One layer at one moment of training. */
export interface Snapshot {
  /** Epoch, step or file: what the moment is called. Moments are taken in the order in which they come. */
  at: string | number
  layer: string
  /** n × d centers: rows before their noise. */
  samples: Samples
  /** n non-negative integers, the condition each row was drawn under; left out: every row is its own. */
  given?: ArrayLike<number>
  /** n × dx inputs of the rows; where they are given, KSG takes part. */
  inputs?: Samples
}

/** What one estimator says at one moment, nats. */
export interface ComparedPoint {
  at: string | number
  value: number
  /** Its interval, or its numerical error where it has no interval; null where it knows neither. */
  low: number | null
  high: number | null
}

/** One estimator with one setting over the moments. */
export interface Curve {
  estimator: string
  /** What was varied, such as `k = 3`. */
  setting: string
  points: ComparedPoint[]
  /** From the largest value to the last one, nats: at least 0. */
  fall: number
  /** The moment of the largest value. */
  peakAt: string | number
  /** The fall is larger than the threshold. */
  compresses: boolean
  /** Intervals leave no doubt of it; false where there are none. */
  certain: boolean
}

/** An estimator that could not say anything of these rows, and why. */
export interface Unavailable {
  estimator: string
  setting: string
  reason: string
}

export type Verdict = 'yes' | 'no' | 'depends on the estimator'

export interface LayerComparison {
  layer: string
  /** Whether the information of the layer falls over training, after all who could say. */
  compression: Verdict
  /** Curves that say yes, and all curves. */
  votes: { yes: number; of: number }
  curves: Curve[]
  unavailable: Unavailable[]
}

/** Plain JSON. */
export interface Comparison {
  unit: 'nats'
  layers: LayerComparison[]
  settings: {
    sigmas: number[]
    /** By layer. */
    binWidths: Record<string, number[]>
    neighbours: number[]
    threshold: number
    seed: number
    version: string
  }
}
