import type { Population } from '../estimate/types'
import type { SampleMatrix } from '../samples/types'

/** Rows of two vectors. */
export interface PairedRows {
  x: SampleMatrix
  y: SampleMatrix
}

/** Rows that are seen through Gaussian noise. */
export interface NoisyRows {
  samples: SampleMatrix
  sigma: number
  population: Population
}

interface Known {
  name: string
  /** The exact value, nats. */
  truth: number
  /** Where it comes from. */
  source: string
  /** An estimator that is off here is wrong; elsewhere the task is known to be hard for its kind. */
  judged: boolean
}

/** A question whose answer is known. `draw` gives the rows of one repeat, or null where there are no more. */
export type Task =
  | (Known & { kind: 'paired'; draw(repeat: number): Promise<PairedRows | null> })
  | (Known & { kind: 'noisy'; draw(repeat: number): Promise<NoisyRows | null> })

/** What an estimator says of one repeat. */
export interface Answer {
  value: number
  interval: { low: number; high: number } | null
}

export interface AuditedEstimator {
  name: string
  /** Confidence of its intervals; what it does not give is not judged. */
  confidence: number
  paired?(rows: PairedRows, seed: number, signal: AbortSignal): Promise<Answer>
  noisy?(rows: NoisyRows, seed: number, signal: AbortSignal): Promise<Answer>
}

/** One estimator on one task. */
export interface TaskResult {
  task: string
  source: string
  judged: boolean
  truth: number
  repeats: number
  mean: number
  bias: number
  /** Of the bias, from the spread over the repeats; 0 from one. */
  biasError: number
  rmse: number
  /** Share of the intervals that hold the truth; null where it gave none. */
  coverage: number | null
  /** Mean of one estimate. */
  seconds: number
  verdict: 'right' | 'off'
}

export interface EstimatorAudit {
  estimator: string
  passed: boolean
  /** What it failed by. */
  reasons: string[]
  /** Of all its intervals. */
  coverage: { share: number; of: number; confidence: number } | null
  results: TaskResult[]
  /** Tasks on which it ended with an error. */
  failures: { task: string; message: string }[]
}

/** Plain JSON. */
export interface Audit {
  unit: 'nats'
  estimators: EstimatorAudit[]
  settings: {
    rows: number
    repeats: number
    seed: number
    tolerance: number
    data: string | null
    version: string
  }
}
