import type { ConfidenceInterval } from './interval'
import type { RowFacts } from './rowFacts'
import type { MIEstimate, NumericalError, Population, Warning } from './types'

/** An information this close to the most that the rows can show says more about their number than about the network. */
const SATURATION_MARGIN_NATS = 0.5

/** An interval informs where it is narrower than this part of what was possible, within these limits in nats. */
const WIDE_PART = 0.25
const WIDE_NATS = { least: 0.1, most: 1 }

/** Standard errors by which a value must pass a ceiling before it counts as a violation. */
const VIOLATION_ERRORS = 4

/** Fewer distinct rows than this part: a sample from a density has no ties. */
const DISTINCT_PART = 0.9

/** Spread over σ, per dimension, beyond which the noise is out of scale. */
const FAR_BELOW = 1e4
/** The most information that rows of this spread can send through the noise, nats. */
const FAR_ABOVE_NATS = 0.01

/** float32 numbers must be closer together than this part of σ. */
const SPACING_PART = 0.25

/** A standard error with fewer degrees of freedom is a guess. */
const FEWEST_DEGREES = 8
/** Below this a standard error need not be well known. */
const NEGLIGIBLE_NATS = 0.005

/** What an entropy or an information was made from, as far as the warnings depend on it. */
export interface Circumstances {
  population: Population
  n: number
  d: number
  centers: number
  sigma: number
  rows: RowFacts
  /** ½ log det(I + Σ/σ²), the entropy of the row weights, and h(T) − h(noise), nats. */
  gaussian: number
  logN: number
  rowInformation: number
}

const nats = (value: number) => value.toFixed(3)

/** Warnings about the rows themselves: the same for every quantity made from them. */
export function rowWarnings(circumstances: Circumstances): Warning[] {
  const { population, n, d, centers, sigma, rows, gaussian, logN, rowInformation } = circumstances
  const warnings: Warning[] = []
  const warn = (code: Warning['code'], message: string) => warnings.push({ code, message })
  if (rows.float32Spacing > SPACING_PART * sigma) {
    warn(
      'float32-merged',
      `float32 numbers of this size are ${rows.float32Spacing.toPrecision(2)} apart, and sigma is ${sigma}: rows that the noise could tell apart may have become equal; store float64, or take off the offset before storing`,
    )
  }
  if (population === 'complete') return warnings
  if (n > 1 && gaussian < FAR_ABOVE_NATS) {
    warn(
      'sigma-far-above-spread',
      `the noise drowns the rows: no more than ${gaussian.toPrecision(2)} nats can pass; use a smaller sigma`,
    )
  } else if (gaussian / d > Math.log(FAR_BELOW)) {
    warn(
      'sigma-far-below-spread',
      `the rows spread over ${Math.exp(gaussian / d).toPrecision(2)} sigma a dimension: at this scale they are points; use a larger sigma`,
    )
  }
  if (population !== 'sample') return warnings
  if (centers < DISTINCT_PART * n) {
    warn(
      'tied-rows',
      `only ${centers} of ${n} rows are distinct, which draws from a density never are; if these rows are all there is, say population 'complete'`,
    )
  }
  if (n > 1 && rows.constantColumns > 0) {
    warn(
      'dead-units',
      `${rows.constantColumns} of ${d} columns are constant in all rows: dead units carry nothing, and the rows cannot tell whether they ever do`,
    )
  }
  if (logN - rowInformation <= SATURATION_MARGIN_NATS) {
    warn(
      'saturated-at-log-n',
      `the rows hardly overlap at this sigma: ${nats(rowInformation)} of at most log n = ${nats(logN)} nats, so the value mostly counts rows; use more rows or a larger sigma`,
    )
  }
  return warnings
}

/** Why there is no interval, where there is none. */
export function missingIntervalWarnings(reason: string): Warning[] {
  return [{ code: 'interval-unavailable', message: `no interval for the population quantity: ${reason}` }]
}

/** What an interval's width is made of, nats. */
export interface Width {
  /** Between the ends as measured: bias, which more rows reduce. */
  gap: number
  /** The part of the gap that comes from h(T|·); 0 where that is exact. */
  conditionalGap: number
}

/**
 * Fires where the interval leaves too much open, with the reason that weighs most.
 * @param neededFor rows (of a group) that make it no wider than this, or null where nobody knows
 */
export function widthWarnings(
  interval: ConfidenceInterval,
  { gap, conditionalGap }: Width,
  possible: number,
  { population, n, d }: Circumstances,
  neededFor: (width: number) => number | null,
): Warning[] {
  const width = interval.high - interval.low
  const limit = Math.min(WIDE_NATS.most, Math.max(WIDE_NATS.least, WIDE_PART * possible))
  if (width <= limit) return []
  const samples = neededFor(limit)
  const enough =
    samples === null ? '' : `, about ${samples} ${population === 'groups' ? 'in every group' : 'in all'}`
  const needed = samples === null ? {} : { needed: { samples } }
  const warnings: Warning[] = [
    {
      code: 'interval-too-wide',
      message: `the interval is ${nats(width)} nats wide, and more than ${nats(limit)} settle little here; ${population === 'complete' ? 'ask for a smaller tolerance' : `use more rows${enough}`}`,
      ...needed,
    },
  ]
  if (conditionalGap > width / 2) {
    warnings.push({
      code: 'groups-too-small',
      message: `too few rows a group: plug-in and held-out h(T|·) are ${nats(conditionalGap)} nats apart, and the plug-in overstates the information; use more rows per group`,
      ...needed,
    })
  } else if (gap > width / 2) {
    warnings.push({
      code: 'dimension-too-high',
      message: `${n} rows are too few in ${d} dimensions at this sigma: plug-in and held-out densities are ${nats(gap)} nats apart; use more rows, a larger sigma or fewer dimensions`,
      ...needed,
    })
  }
  return warnings
}

/** Fires where a standard error that matters rests on few contributions. */
export function tailWarnings(errors: NumericalError[]): Warning[] {
  const shaky = errors.filter(
    ({ standardError, degreesOfFreedom }) =>
      standardError > NEGLIGIBLE_NATS && degreesOfFreedom !== null && degreesOfFreedom < FEWEST_DEGREES,
  )
  if (shaky.length === 0) return []
  const fewest = Math.min(...shaky.map(({ degreesOfFreedom }) => degreesOfFreedom!))
  return [
    {
      code: 'heavy-tails',
      message: `few rows or draws carry the error: its standard error has ${fewest.toFixed(1)} degrees of freedom, so the interval itself is uncertain; use more rows or draws`,
    },
  ]
}

/** Fires where a value lies outside what is possible by more than its numerical error. */
export function ceilingWarnings(
  value: number,
  numerical: NumericalError,
  ceilings: MIEstimate['ceilings'],
): Warning[] {
  const slack = numerical.bound + VIOLATION_ERRORS * numerical.standardError + 1e-9
  const broken = Object.entries(ceilings).filter(([, ceiling]) => value > ceiling + slack)
  if (value < -slack) broken.push(['zero, from below', 0])
  return broken.map(([name, ceiling]) => ({
    code: 'ceiling-violated',
    message: `${value} nats is beyond its limit ${ceiling} (${name}) by more than the numerical error: do not use it, and report it as a bug`,
  }))
}
