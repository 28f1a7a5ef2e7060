import type { Estimate, MIEstimate, Population, Warning } from './types'

/** An information this close to the most that the rows can show says more about their number than about the network. */
const SATURATION_MARGIN_NATS = 0.5

/** With fewer rows a group's entropy is mostly bias. */
const FEWEST_ROWS_PER_GROUP = 8

/** Standard errors by which a value must pass a ceiling before it counts as a violation. */
const VIOLATION_ERRORS = 4

/** Why there is no interval, where there is none. */
export function intervalWarnings(population: Population): Warning[] {
  if (population === 'complete') return []
  return [
    {
      code: 'interval-unavailable',
      message:
        'no interval for the population quantity: only the numerical error of the plug-in value is known, and its bias from finitely many rows is not',
    },
  ]
}

/** Fires where the rows are too few to tell a spread-out distribution from n separate points. */
export function saturationWarnings(population: Population, rowInformation: number, logN: number): Warning[] {
  if (population !== 'sample' || logN - rowInformation > SATURATION_MARGIN_NATS) return []
  return [
    {
      code: 'saturated-at-log-n',
      message: `the rows hardly overlap at this sigma: ${rowInformation.toFixed(3)} of at most log n = ${logN.toFixed(3)} nats, so the value mostly counts rows; use more rows or a larger sigma`,
    },
  ]
}

/** What is known of the groups behind a conditional entropy that is not exact. */
export interface GroupFacts {
  smallestGroup: number
  /** h(T|·) − h(noise), and the most it can be with these rows: the mean entropy of the rows within a group. */
  withinInformation: number
  withinCeiling: number
}

/** Fires where h(T|·) is biased down, and the mutual information up, by too few rows a group. */
export function groupWarnings(population: Population, facts: GroupFacts | null): Warning[] {
  if (population === 'complete' || facts === null) return []
  const { smallestGroup, withinInformation, withinCeiling } = facts
  const saturated = withinCeiling - withinInformation <= SATURATION_MARGIN_NATS
  if (smallestGroup >= FEWEST_ROWS_PER_GROUP && !saturated) return []
  const reason =
    smallestGroup < FEWEST_ROWS_PER_GROUP
      ? `the smallest group has ${smallestGroup} ${smallestGroup === 1 ? 'row' : 'rows'}`
      : `rows of one group hardly overlap (${withinInformation.toFixed(3)} of at most ${withinCeiling.toFixed(3)} nats)`
  return [
    {
      code: 'groups-too-small',
      message: `${reason}: the conditional entropy is biased down and the mutual information up; use more rows per group`,
    },
  ]
}

/** Fires where a value lies outside what is possible by more than its numerical error. */
export function ceilingWarnings(
  value: number,
  numerical: Estimate['numerical'],
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
