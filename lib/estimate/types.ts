import type { JobOptions } from '../native/job'
import type { Samples } from '../samples/types'

/**
 * What the rows are. It decides what the interval covers.
 * - `sample`: independent draws from something larger; the interval carries that sampling error.
 * - `groups`: the groups of `given` are all there is, the rows in a group are draws (noisy passes of every input).
 * - `complete`: the rows are all there is; the interval is the numerical error alone.
 */
export type Population = 'sample' | 'groups' | 'complete'

/** `sampled`: Monte Carlo around the centers. `quadrature`: deterministic, d ≤ 2. */
export type Method = 'sampled' | 'quadrature'

/** Where to stop: at a wanted standard error of `value` in nats, or after so many log-density evaluations. */
export type Budget = { tolerance?: number; draws?: never } | { draws: number; tolerance?: never }

export type EstimateOptions = Budget &
  JobOptions & {
    /** Standard deviation (never a variance) of the Gaussian noise, in the units of the samples. */
    sigma: number
    /** n weights, finite, not negative, not all zero; normalised to sum 1. Default: equal. */
    weights?: ArrayLike<number>
    /** What the rows are; default `sample`. */
    population?: Population
    /** Default `auto`: quadrature where it is possible and cheap, else sampled. */
    method?: 'auto' | Method
    /** Confidence of the interval, in (0, 1). Default .95. */
    confidence?: number
    /** An integer in [0, 2^53). Default 0. The same seed gives the same bits, whatever the thread count. */
    seed?: number
  }

export type MIOptions = EstimateOptions & {
  /**
   * n non-negative integers: the condition that each row was drawn under (input index → I(X;T), label → I(Y;T)).
   * Left out: every row is its own condition and the conditional entropy is exact.
   */
  given?: ArrayLike<number>
}

/**
 * Codes of the reasons not to trust a value; each has its own message.
 * - `interval-unavailable`: no honest interval exists for these rows; the message says why.
 * - `interval-too-wide`: the interval leaves more open than it settles.
 * - `saturated-at-log-n`: the rows hardly overlap at this σ, and the value counts them.
 * - `groups-too-small`: too few rows a group to know h(T|·).
 * - `dimension-too-high`: plug-in and held-out density are far apart for want of rows in this many dimensions.
 * - `tied-rows`: many rows of a sample are equal, as draws from a density never are.
 * - `dead-units`: columns that are constant.
 * - `sigma-far-below-spread`, `sigma-far-above-spread`: the noise is out of scale with the rows.
 * - `float32-merged`: float32 cannot tell apart rows that σ can.
 * - `ceiling-violated`: the value is beyond what is possible.
 * - `heavy-tails`: few rows or draws carry the error, which is then itself not well known.
 */
export type WarningCode =
  | 'interval-unavailable'
  | 'interval-too-wide'
  | 'saturated-at-log-n'
  | 'groups-too-small'
  | 'dimension-too-high'
  | 'tied-rows'
  | 'dead-units'
  | 'sigma-far-below-spread'
  | 'sigma-far-above-spread'
  | 'float32-merged'
  | 'ceiling-violated'
  | 'heavy-tails'

export interface Warning {
  code: WarningCode
  message: string
  /**
   * Rows (for 'groups': rows of each group) that would make the interval narrow enough, by how it narrows from a quarter
   * of the rows to all. Absent where that says nothing, or where more rows are not what is missing.
   */
  needed?: { samples: number }
}

/**
 * How far `value` may be from that of the mixture as given: |value − exact| ≤ bound + t·standardError, in nats.
 * `bound` holds always; `standardError` was measured, and t is Student's quantile at `degreesOfFreedom`, which are few
 * where few draws carry the error. Null: there is no standard error.
 */
export interface NumericalError {
  standardError: number
  bound: number
  degreesOfFreedom: number | null
}

export interface EstimateSettings {
  sigma: number
  n: number
  d: number
  /** Distinct centers of the mixture after equal rows are merged. */
  centers: number
  /** Log-density evaluations made (grid points for quadrature). */
  draws: number
  seed: number
  threads: number
  isa: string
  method: Method
  population: Population
  version: string
}

/** A number one may believe or not, with what is needed to decide. Plain JSON. */
export interface Estimate {
  quantity: 'entropy' | 'mutual-information'
  unit: 'nats'
  value: number
  numerical: NumericalError
  /**
   * For the population quantity, sampling error and bias of finitely many rows included; null exactly when `trust`
   * carries `interval-unavailable`. It need not hold `value`, which is that of the mixture as given.
   */
  interval: { low: number; high: number; confidence: number } | null
  trust: { ok: boolean; warnings: Warning[] }
  settings: EstimateSettings
}

export interface EntropyEstimate extends Estimate {
  quantity: 'entropy'
}

export interface MIEstimate extends Estimate {
  quantity: 'mutual-information'
  entropy: EntropyEstimate
  conditionalEntropy: EntropyEstimate
  /**
   * Upper limits of the value in nats; reported, never used to clip it. `logN`: entropy of the row weights (log n
   * when equal). `gaussian`: ½ log det(I + Σ/σ²), Σ the covariance of the centers. `given`: entropy of the conditions.
   */
  ceilings: { logN: number; gaussian: number; given?: number }
}

/** How much more one layer says than another: `value` = I of `b` less I of `a`. Plain JSON. */
export interface MIDifference extends Omit<Estimate, 'quantity' | 'settings'> {
  quantity: 'mutual-information-difference'
  /** The informations of the two mixtures, from the same draws, nats. */
  a: number
  b: number
  settings: Omit<EstimateSettings, 'd' | 'centers'> & {
    d: { a: number; b: number }
    centers: { a: number; b: number }
  }
}

/** One measured moment of training: a layer's rows, or a call that loads them when they are needed. */
export interface LayerSnapshot {
  epoch: number
  /** Row i is the same input, in the same pass, in every snapshot. */
  samples: Samples | (() => Samples | Promise<Samples>)
}

/** How far an information has come down from its largest over training: `value` = I at `peak` less I at `final`. */
export interface Compression extends Pick<Estimate, 'unit' | 'value' | 'interval' | 'trust'> {
  quantity: 'compression'
  /** The epoch that was chosen as the largest on one part of the rows (or with draws of its own). */
  peak: number
  final: number
  /** I of `peak` less I of `final` on the other part; null where they are one. */
  difference: MIDifference | null
}

export type PlanOptions = MIOptions & {
  /** Width high − low of the interval, nats. */
  wanted: number
}

/** What an estimate with an interval as narrow as wanted takes. Plain JSON. */
export interface EstimatePlan {
  /** Rows in all, or for 'groups' rows of each group; null, as all below, where nothing is achievable. */
  samples: number | null
  /** Log-density evaluations of the value; those of the interval come on top. */
  draws: number | null
  /** Wall-clock, on this machine with these threads. */
  seconds: number | null
  /** The power of the rows that the gap between the interval's ends falls by; null where it cannot be told from 0. */
  slope: { value: number; standardError: number } | null
  achievable: boolean
  /** What decides, in words. */
  reason: string
}
