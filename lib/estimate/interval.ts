import type { NativeInterval, NativeValue } from '../native/addon'
import { addon } from '../native/loader'
import { studentQuantile } from './studentQuantile'
import type { NumericalError } from './types'

export interface ConfidenceInterval {
  low: number
  high: number
  confidence: number
}

/** How far the exact value may be from the one found, at this confidence on each side, nats. */
export function margin(
  { standardError, bound, degreesOfFreedom }: NumericalError,
  confidence: number,
): number {
  if (standardError === 0 || degreesOfFreedom === null) return bound
  return bound + studentQuantile((1 + confidence) / 2, degreesOfFreedom) * standardError
}

/**
 * How far the exact value of an end may be beyond it, above (`side` 1) or below (−1), nats. Rows carry an end unevenly:
 * where it is skewed, t reaches too short on one side, by (2 z² + 1)/6 · skewness standard errors (Cornish and Fisher's
 * expansion of Student's ratio, its first term; P. Hall, "On the removal of skewness by transformation", J. R. Stat.
 * Soc. B 54 (1992) 221–228). The other side is left as it is.
 */
function marginOfEnd(end: NativeValue, confidence: number, side: 1 | -1): number {
  const z = addon().normalQuantile((1 + confidence) / 2)
  const further = Math.max(0, (side * end.skewness * (2 * z * z + 1)) / 6)
  return margin(end, confidence) + further * end.standardError
}

/** The numerical error alone: what is left open where the rows are all there is. */
export function numericalInterval(value: NativeValue, confidence: number): ConfidenceInterval {
  const reach = margin(value, confidence)
  return { low: value.value - reach, high: value.value + reach, confidence }
}

/**
 * From the lower end less its margin to the upper end plus its margin, within the limits that hold whatever the
 * population. The population's value is below the low end with probability (1 − confidence) / 2 at most, as above the
 * high one: the ends are biased outwards.
 */
export function populationInterval(
  { low, high }: NativeInterval,
  confidence: number,
  limits: { least: number; most: number },
): ConfidenceInterval {
  const within = (value: number) => Math.min(limits.most, Math.max(limits.least, value))
  return {
    low: within(low.value - marginOfEnd(low, confidence, -1)),
    high: within(high.value + marginOfEnd(high, confidence, 1)),
    confidence,
  }
}
