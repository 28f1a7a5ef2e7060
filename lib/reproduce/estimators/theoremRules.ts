import { riskBound } from '../../bounds/riskBound'
import { sampleComplexityOrder } from '../../bounds/sampleComplexityOrder'
import { inARow } from '../../report/words'
import { type Judgement, verdictOf } from '../judgement'
import { errorsOf, type MeanInterval, meanInterval, ofGroups, pointsOf, samplesFor, slopeOf } from './risk'
import type { CornerCell, EstimatorStudy } from './study'

export interface RateThresholds {
  /** The slope of log mean error over log n that is claimed. */
  slope: number
  /** Of n from this many times 2^d on, so that every corner has been visited. */
  visits: number
  /** Points whose numerical error is beyond this part of the mean error are left out. */
  numerical: number
}

/** In every cell with three n or more in range, the plug-in's mean error falls with `slope` or faster. */
export function rateRule({ corners }: EstimatorStudy, thresholds: RateThresholds): Judgement {
  const slopes = slopesOf(corners, thresholds)
  const isFast = slopes.length > 0 && slopes.every(({ high }) => high <= thresholds.slope)
  return {
    verdict: verdictOf(
      isFast,
      slopes.some(({ low }) => low > thresholds.slope),
    ),
    measured: slopesText(slopes),
    values: slopeValues(slopes),
    needed: null,
  }
}

/** The mean error is nowhere above the paper's bound. */
export function boundRule({ corners }: EstimatorStudy): Judgement {
  const ratios = corners.flatMap(({ d, sigma, exact, points }) =>
    pointsOf(points, 'plug-in').map((point) => {
      const bound = riskBound({ n: point.n, d, sigma })
      const { low, high } = meanInterval(errorsOf(point, exact))
      return { isBelow: high <= bound, isAbove: low > bound, ratio: bound / high }
    }),
  )
  const least = Math.min(...ratios.map(({ ratio }) => ratio))
  const isBelow = ratios.every((found) => found.isBelow)
  return {
    verdict: verdictOf(
      isBelow,
      ratios.some(({ isAbove }) => isAbove),
    ),
    measured: `at ${ratios.length} n, d and σ the bound is at least ${least.toPrecision(2)} times the mean error`,
    values: { points: ratios.length, leastRatio: least },
    needed: null,
  }
}

/** For an error of η the plug-in needs more samples with each dimension, by as much as Theorem 1's order or more. */
export function complexityRule({ dimensions }: EstimatorStudy, { eta }: { eta: number }): Judgement {
  const [first, last] = [dimensions[0]!.d, dimensions.at(-1)!.d]
  const order = (d: number) => sampleComplexityOrder({ d, risk: eta })
  const wanted = (order(last) / order(first)) ** (1 / (last - first))
  const factor = factorOf(dimensions, eta)
  return {
    verdict: verdictOf(factor !== null && factor.low >= wanted, factor !== null && factor.high < wanted),
    measured: `${factorText(factor)}; the order of Theorem 1 by ${wanted.toFixed(3)}`,
    values: { ...factorValues(factor), order: wanted },
    needed: null,
  }
}

/** The plug-in attains both: the slope in n, and in d no more than the base of the lower bound and a little. */
export function optimalityRule(
  { corners, dimensions }: EstimatorStudy,
  { eta, most, ...rate }: RateThresholds & { eta: number; most: number },
): Judgement {
  const slopes = slopesOf(corners, rate)
  const factor = factorOf(dimensions, eta)
  const isBeyond = slopes.some(({ low }) => low > rate.slope) || (factor?.low ?? 0) > most
  const isWithin =
    slopes.length > 0 && slopes.every(({ high }) => high <= rate.slope) && (factor?.high ?? Infinity) <= most
  return {
    verdict: verdictOf(isWithin, isBeyond),
    measured: `${factorText(factor)}; ${slopesText(slopes)}`,
    values: { ...slopeValues(slopes), ...factorValues(factor) },
    needed: null,
  }
}

interface Slope extends MeanInterval {
  d: number
  sigma: number
}

function slopesOf(cells: readonly CornerCell[], { visits, numerical }: RateThresholds): Slope[] {
  return cells.flatMap(({ d, sigma, exact, points }) => {
    const inRange = pointsOf(points, 'plug-in').filter(
      (point) =>
        point.n >= visits * 2 ** d &&
        point.numerical <= numerical * meanInterval(errorsOf(point, exact)).mean,
    )
    if (inRange.length < 3) return []
    const slopes = ofGroups(inRange, exact, (risks) =>
      slopeOf(risks.map(({ n, risk }) => [Math.log(n), Math.log(risk)])),
    )
    return [{ d, sigma, ...meanInterval(slopes) }]
  })
}

function slopesText(slopes: readonly Slope[]): string {
  if (slopes.length === 0) return 'no cell with three n in range'
  const parts = slopes.map(({ d, sigma, mean, low, high }) => {
    return `${mean.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}] at d = ${d}, σ = ${sigma}`
  })
  return `slope ${inARow(parts)}`
}

const slopeValues = (slopes: readonly Slope[]) =>
  Object.fromEntries(
    slopes.flatMap(({ d, sigma, low, high }) => [
      [`slopeLowD${d}Sigma${sigma}`, low],
      [`slopeHighD${d}Sigma${sigma}`, high],
    ]),
  )

/** By what the samples for an error of η grow with a dimension; null where some dimension does not get there. */
function factorOf(cells: readonly CornerCell[], eta: number): MeanInterval | null {
  const counts = cells.map(({ d, exact, points }) => ({
    d,
    needed: ofGroups(points, exact, (risks) => samplesFor(eta, risks)),
  }))
  const slopes = counts[0]!.needed.map((_, group) =>
    slopeOf(counts.map(({ d, needed }) => [d, Math.log(needed[group]!)])),
  )
  if (slopes.some(Number.isNaN)) return null
  const { mean, low, high } = meanInterval(slopes)
  return { mean: Math.exp(mean), low: Math.exp(low), high: Math.exp(high) }
}

const factorText = (factor: MeanInterval | null) =>
  factor === null
    ? 'the error is not reached in every dimension'
    : `samples needed grow by ${factor.mean.toFixed(3)} [${factor.low.toFixed(3)}, ${factor.high.toFixed(3)}] a dimension`

const factorValues = (factor: MeanInterval | null) => ({
  factorLow: factor?.low ?? null,
  factorHigh: factor?.high ?? null,
})
