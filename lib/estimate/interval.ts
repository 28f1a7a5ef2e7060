import type { NativeInterval, NativeValue } from '../native/addon'
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
    low: within(low.value - margin(low, confidence)),
    high: within(high.value + margin(high, confidence)),
    confidence,
  }
}
