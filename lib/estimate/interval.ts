import type { NativeInterval, NativeValue } from '../native/addon'
import { addon } from '../native/loader'
import { studentQuantile } from './studentQuantile'
import type { NumericalError } from './types'

/** Of a tail probability, to 12 digits. */
const HALVINGS = 40

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
 * What may be outside on each side, as a confidence of `margin`. A population whose value is within a bracket wider than
 * the ends' errors is missed on one side only, so that less reach than a confidence on either side is enough: tails α each
 * with Φ(z_{1−α} + gap / standard error) − α = confidence, between (1 − confidence) / 2 where there is no gap and
 * 1 − confidence where it is large. The gap is taken at the least that its own error leaves of it. Source: G. W. Imbens and
 * C. F. Manski, "Confidence intervals for partially identified parameters", Econometrica 72 (2004) 1845–1857, equation 7.
 */
export function confidenceOfEnds({ low, high, gap }: NativeInterval, confidence: number): number {
  const standardError = Math.max(low.standardError, high.standardError)
  const sureGap = gap.value - margin(gap, confidence)
  if (standardError === 0 || sureGap <= 0) return confidence
  const missed = 1 - confidence
  const quantile = (p: number) => addon().normalQuantile(p)
  let [fewest, most] = [missed / 2, missed]
  for (let halvings = 0; halvings < HALVINGS; halvings++) {
    const tail = (fewest + most) / 2
    // Both by their lower tails: near 1 there are no digits left.
    if (quantile(missed - tail) + sureGap / standardError >= quantile(tail)) fewest = tail
    else most = tail
  }
  return 1 - 2 * fewest
}

/**
 * From the lower end less its margin to the upper end plus its margin, within the limits that hold whatever the
 * population. The ends are biased outwards: the population's value is between them.
 *
 * @param apart each side alone is to miss it with probability (1 − confidence) / 2 at most; else both together with
 *   1 − confidence
 */
export function populationInterval(
  interval: NativeInterval,
  confidence: number,
  limits: { least: number; most: number },
  apart = false,
): ConfidenceInterval {
  const { low, high } = interval
  const ofEnds = apart ? confidence : confidenceOfEnds(interval, confidence)
  const within = (value: number) => Math.min(limits.most, Math.max(limits.least, value))
  return {
    low: within(low.value - marginOfEnd(low, ofEnds, -1)),
    high: within(high.value + marginOfEnd(high, ofEnds, 1)),
    confidence,
  }
}
