import type { NativeCondition, NativeEstimate, NativeInterval, NativeValue } from '../native/addon'
import { type ConfidenceInterval, numericalInterval, populationInterval } from './interval'
import { narrowing } from './narrowing'
import type { Pilot } from './pilot'
import {
  type Circumstances,
  ceilingWarnings,
  missingIntervalWarnings,
  rowWarnings,
  tailWarnings,
  type Width,
  widthWarnings,
} from './trust'
import type {
  EntropyEstimate,
  Estimate,
  EstimateSettings,
  MIEstimate,
  NumericalError,
  Population,
  Warning,
} from './types'

/** What the native call found, before it is turned into estimates. */
export interface Found {
  /** Rows, or rows of a group: what there could be more of. */
  samples: number
  native: NativeEstimate
  /** The same on a part of the rows, where that was asked for. */
  pilot: Pilot | null
  circumstances: Circumstances
  settings: EstimateSettings
  confidence: number
  tolerance: number
}

/** One quantity of a native result. */
interface Quantity<Q extends Estimate['quantity']> {
  quantity: Q
  value: NativeValue
  population: NativeInterval | null
  /** The same of the pilot. */
  ofPilot: NativeInterval | null | undefined
  /** Limits that hold whatever the population, nats. */
  limits: { least: number; most: number }
  /** How much the value could be, which an interval has to narrow down, nats. */
  possible: number
  conditionalGap: number
  /** The value is known without draws of rows: its group's rows are all equal. */
  deterministic: boolean
  warnings: Warning[]
}

/** As native/core/estimate/bracket.cpp has it. */
const FEWEST_ROWS = 16
const UNLIMITED = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY }
const gapOf = (interval: NativeInterval | null) => Math.max(0, interval?.gap.value ?? 0)

export function numericalError({ standardError, bound, degreesOfFreedom }: NativeValue): NumericalError {
  return { standardError, bound, degreesOfFreedom: standardError > 0 ? degreesOfFreedom : null }
}

/** An entropy or information with its interval and all that is to be said against it. */
function estimate<Q extends Estimate['quantity']>(
  found: Found,
  from: Quantity<Q>,
): Estimate & { quantity: Q } {
  const { circumstances, settings, confidence } = found
  const { quantity, value, population, limits, possible, conditionalGap, deterministic } = from
  const numerical = numericalError(value)
  const warnings: Warning[] = []
  let interval: ConfidenceInterval | null = null
  let width: Width = { gap: 0, conditionalGap: 0 }
  let errors = [numerical]
  if (circumstances.population === 'complete' || deterministic) {
    interval = numericalInterval(value, confidence)
  } else if (population !== null) {
    interval = populationInterval(population, confidence, limits)
    width = { gap: gapOf(population), conditionalGap }
    errors = [numerical, numericalError(population.low), numericalError(population.high)]
  }
  if (interval === null) warnings.push(...missingIntervalWarnings(reasonForNone(circumstances)))
  else warnings.push(...widthWarnings(interval, width, possible, circumstances, neededFrom(found, from)))
  warnings.push(...rowWarnings(circumstances), ...from.warnings, ...tailWarnings(errors))
  const trust = { ok: warnings.length === 0, warnings }
  return { quantity, unit: 'nats', value: value.value, numerical, interval, trust, settings }
}

/** How many rows the pilot says an interval of a width needs. */
function neededFrom(
  { pilot, samples, confidence, tolerance }: Found,
  { population, ofPilot }: Quantity<Estimate['quantity']>,
): (width: number) => number | null {
  if (pilot === null || population === null || !ofPilot) return () => null
  const measured = [
    { samples: pilot.samples, interval: ofPilot },
    { samples, interval: population },
  ]
  const { samplesFor } = narrowing(measured, { confidence, tolerance })
  return (width) => {
    const rows = samplesFor(width)
    return rows === null ? null : roundedUp(rows)
  }
}

/** To two digits: two points of a slope know no more. */
function roundedUp(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1)
  return Math.ceil(count / unit) * unit
}

/** Why there is no interval, in words. */
export function reasonForNone({ population, n }: Circumstances): string {
  if (population === 'groups' && n >= FEWEST_ROWS) {
    return 'a group with one row says nothing of how its rows vary; give every group at least two'
  }
  if (n < FEWEST_ROWS) return `${n} rows do not tell how others vary; at least ${FEWEST_ROWS} do`
  return 'a group with one row cannot be both learned from and tested on; give every group at least two'
}

export function entropyEstimate(found: Found): EntropyEstimate {
  const { native, circumstances } = found
  return estimate(found, {
    quantity: 'entropy',
    value: native.entropy,
    population: native.entropyInterval,
    ofPilot: found.pilot?.native.entropyInterval,
    limits: UNLIMITED,
    possible: circumstances.gaussian,
    conditionalGap: 0,
    deterministic: false,
    warnings: [],
  })
}

/**
 * What the information cannot pass in the population, nats. Complete groups have an entropy. In a sample it is itself an
 * estimate, but where each group has been seen often there are no others, and so many have at most the log of their number.
 */
function mostInformation(population: Population, condition: NativeCondition, isGiven: boolean): number {
  if (population === 'groups') return condition.entropyOfGroups
  const isClosed = isGiven && condition.smallestGroup >= FEWEST_ROWS
  return isClosed ? Math.log(condition.groups) : Number.POSITIVE_INFINITY
}

/** `isGiven`: the condition was given, so that its groups have an entropy of their own. */
export function informationEstimate(found: Found, index: number, isGiven: boolean): MIEstimate {
  const { native, circumstances } = found
  const condition = native.conditions[index]!
  const ofPilot = found.pilot?.native.conditions[index]
  const ceilings = {
    logN: native.entropyOfRows,
    gaussian: native.gaussianCeiling,
    ...(isGiven ? { given: condition.entropyOfGroups } : {}),
  }
  const most = mostInformation(circumstances.population, condition, isGiven)
  const conditionalGap = condition.exact ? 0 : gapOf(condition.conditionalInterval)
  const deterministic =
    circumstances.population === 'groups' && condition.exact && condition.smallestGroup > 1
  const possible = Math.min(...Object.values(ceilings))
  const { value, ...numerical } = condition.mutualInformation
  return {
    ...estimate(found, {
      quantity: 'mutual-information',
      value: condition.mutualInformation,
      population: condition.mutualInterval,
      ofPilot: ofPilot?.mutualInterval,
      limits: { least: 0, most },
      possible,
      conditionalGap,
      deterministic,
      warnings: ceilingWarnings(value, numerical, ceilings),
    }),
    entropy: entropyEstimate(found),
    conditionalEntropy: estimate(found, {
      quantity: 'entropy',
      value: condition.conditionalEntropy,
      population: condition.conditionalInterval,
      ofPilot: ofPilot?.conditionalInterval,
      limits: UNLIMITED,
      possible: circumstances.gaussian,
      conditionalGap,
      deterministic,
      warnings: [],
    }),
    ceilings,
  }
}
