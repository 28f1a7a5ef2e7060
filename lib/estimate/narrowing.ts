import type { NativeInterval, NativeValue } from '../native/addon'
import { confidenceOfEnds, margin } from './interval'

/** An interval that was measured with so many rows (in every group, where these are draws). */
export interface MeasuredInterval {
  samples: number
  interval: NativeInterval
}

/** The exponent in gap ∝ samples^slope, from the rows at hand. */
export interface Slope {
  value: number
  standardError: number
}

/** How an interval narrows with more rows. */
export interface Narrowing {
  /** Null where the gap between the ends cannot be told from 0, or its slope from 0. */
  slope: Slope | null
  /** The least number of rows that makes it no wider than this; null where 10^6 times the rows at hand do not. */
  samplesFor(width: number, slope?: number): number | null
}

/** Beyond this factor a power law found on the rows at hand says nothing. */
const FARTHEST = 1e6
/** A slope must be this many of its standard errors below 0. */
const TOLD_FROM_ZERO = 2
/** A gap must be this many of its standard errors above 0 for its logarithm to have one. */
const LEAST_GAP_ERRORS = 3
/** No gap is known better than this part, whatever its measured error. */
const LEAST_RELATIVE_ERROR = 1e-3

/**
 * From intervals measured with several numbers of rows, the last with all of them. The gap between the ends goes on by
 * its measured power of the rows; where none was found it is taken not to narrow. The standard errors go on by 1/√rows
 * until evaluation points limit them, which are added only to reach `tolerance`.
 */
export function narrowing(
  measured: readonly MeasuredInterval[],
  { confidence, tolerance }: { confidence: number; tolerance: number },
): Narrowing {
  const { samples, interval } = measured.at(-1)!
  const gap = Math.max(0, interval.gap.value)
  const slope = slopeOf(measured)

  const endAt = (end: NativeValue, factor: number): NativeValue => {
    const floor = Math.min(tolerance, end.standardError)
    return { ...end, standardError: Math.max(end.standardError / Math.sqrt(factor), floor) }
  }
  const widthAt = (factor: number, exponent: number) => {
    const narrowed = factor ** exponent
    const ends = {
      low: endAt(interval.low, factor),
      high: endAt(interval.high, factor),
      gap: {
        ...interval.gap,
        value: gap * narrowed,
        standardError: interval.gap.standardError * narrowed,
      },
    }
    const ofEnds = confidenceOfEnds(ends, confidence)
    return ends.gap.value + margin(ends.low, ofEnds) + margin(ends.high, ofEnds)
  }

  return {
    slope,
    samplesFor(width, exponent = slope?.value ?? 0) {
      if (widthAt(FARTHEST, exponent) > width) return null
      let [low, high] = [0, Math.log(FARTHEST)]
      if (widthAt(1, exponent) <= width) high = 0
      while (high - low > 1e-12) {
        const middle = (low + high) / 2
        if (widthAt(Math.exp(middle), exponent) > width) low = middle
        else high = middle
      }
      return Math.ceil(samples * Math.exp(high) - 1e-6)
    },
  }
}

/** The line through log gap over log samples, weighted by what is known of each gap. */
function slopeOf(measured: readonly MeasuredInterval[]): Slope | null {
  const points = measured.map(({ samples, interval: { gap } }) => ({
    x: Math.log(samples),
    y: Math.log(gap.value),
    relative: Math.max(LEAST_RELATIVE_ERROR, gap.standardError / gap.value),
    isTold: gap.value > LEAST_GAP_ERRORS * gap.standardError,
  }))
  if (points.length < 2 || !points.every(({ isTold }) => isTold)) return null
  const mean = (of: (point: (typeof points)[number]) => number) => {
    const weight = ({ relative }: { relative: number }) => relative ** -2
    return (
      points.reduce((sum, point) => sum + weight(point) * of(point), 0) /
      points.reduce((sum, point) => sum + weight(point), 0)
    )
  }
  const middle = { x: mean(({ x }) => x), y: mean(({ y }) => y) }
  const spread = points.reduce((sum, { x, relative }) => sum + ((x - middle.x) / relative) ** 2, 0)
  const value =
    points.reduce((sum, { x, y, relative }) => sum + ((x - middle.x) * (y - middle.y)) / relative ** 2, 0) /
    spread
  // Where the points miss the line by more than their errors, it is known that much less well.
  const misfit = points.reduce(
    (sum, { x, y, relative }) => sum + ((y - middle.y - value * (x - middle.x)) / relative) ** 2,
    0,
  )
  const excess = points.length > 2 ? Math.max(1, misfit / (points.length - 2)) : 1
  const standardError = Math.sqrt(excess / spread)
  return value < -TOLD_FROM_ZERO * standardError ? { value, standardError } : null
}
