import { inARow, nats } from '../../report/words'
import { type Judgement, verdictOf } from '../judgement'
import { ESTIMATORS, type EstimatorName } from './curve'
import { errorsOf, meanInterval, pointsOf } from './risk'
import type { EstimatorStudy } from './study'

const RIVALS = ESTIMATORS.slice(1)
/** The n that decide go from a tenth of the rival's largest to that. */
const DECADE = 10

/** At every n of the last decade, in every cell, the plug-in's mean error is below that of both rivals. */
export function rivalsRule({ corners }: EstimatorStudy): Judgement {
  const compared = corners.flatMap(({ d, sigma, exact, points }) => {
    const plugIn = pointsOf(points, 'plug-in')
    return RIVALS.flatMap((estimator) => {
      const rival = pointsOf(points, estimator)
      const most = rival.at(-1)!.n
      return rival.map((point) => {
        const own = errorsOf(plugIn.find(({ n }) => n === point.n)!, exact)
        const { low, high } = meanInterval(errorsOf(point, exact).map((error, i) => error - own[i]!))
        const decides = DECADE * point.n >= most
        return { d, sigma, estimator, n: point.n, isLast: point.n === most, decides, low, high }
      })
    })
  })
  const deciding = compared.filter(({ decides }) => decides)
  const isFarther = compared.some(({ isLast, high }) => isLast && high < 0)
  const isCloser = deciding.every(({ low }) => low > 0)
  const open = compared.filter(({ low }) => low <= 0)
  const verdict = verdictOf(isCloser, isFarther)
  const openText = open.map(({ d, sigma, n }) => `(${d}, ${sigma}, ${n})`)
  return {
    verdict,
    measured: `the plug-in is surely closer at ${compared.length - open.length} of ${compared.length} points, of which ${deciding.filter(({ low }) => low > 0).length} of ${deciding.length} in the last decade${open.length === 0 ? '' : `; not at (d, σ, n) = ${inARow([...new Set(openText)])}`}`,
    values: {
      points: compared.length,
      closer: compared.length - open.length,
      deciding: deciding.length,
      decidingCloser: deciding.filter(({ low }) => low > 0).length,
    },
    needed: verdict === 'undecided' ? { samples: DECADE * Math.max(...open.map(({ n }) => n)) + 1 } : null,
  }
}

export interface CodeThresholds {
  /** Settled: this near the exact value at the largest n, nats. */
  within: number
  /** So many 95 % intervals may miss it. */
  misses: number
  /** From so many codewords on a run can contradict. */
  enough: number
}

/** I(X;T) of the code settles at its exact value, and the intervals hold it. */
export function codeRule({ code }: EstimatorStudy, { within, misses, enough }: CodeThresholds): Judgement {
  const most = code[0]!.points.at(-1)!.n
  const ends = code.map(({ sigma, exact, points }) => {
    const { mean, low, high } = meanInterval(points.at(-1)!.values)
    const distances = [Math.abs(low - exact), Math.abs(high - exact)]
    const isInside = low <= exact && exact <= high
    return {
      sigma,
      error: mean - exact,
      isSettled: Math.max(...distances) <= within,
      isOff: !isInside && Math.min(...distances) > within,
    }
  })
  const intervals = code.flatMap(({ exact, points }) =>
    points.flatMap(({ interval }) => (interval === null ? [] : [{ ...interval, exact }])),
  )
  const missed = intervals.filter(({ low, high, exact }) => exact < low || exact > high).length
  const isOff = missed > misses || (most >= enough && ends.some((end) => end.isOff))
  const isSettled = ends.every((end) => end.isSettled)
  const verdict = verdictOf(isSettled, isOff)
  const errors = ends.map(({ sigma, error }) => `${nats(error)} at σ = ${sigma}`)
  return {
    verdict,
    measured: `at ${most} codewords the mean is off by ${inARow(errors)} nats; ${intervals.length - missed} of ${intervals.length} intervals hold the exact value`,
    values: {
      codewords: most,
      intervals: intervals.length,
      missed,
      ...Object.fromEntries(ends.map(({ sigma, error }) => [`errorSigma${sigma}`, error])),
    },
    needed: verdict === 'undecided' && most < enough ? { samples: enough } : null,
  }
}

/**
 * In the layer of the trained network the plug-in is closer to what its interval at the largest n leaves possible than
 * the rivals are, in their last decade; and its intervals at smaller n meet that interval.
 */
export function spiralRule({ spiral: { points, intervals } }: EstimatorStudy): Judgement {
  const reference = intervals.at(-1)!
  const end = reference.interval
  if (end === null) {
    const measured = `no interval at ${reference.n} samples to compare with`
    return { verdict: 'undecided', measured, values: {}, needed: null }
  }
  const nearest = (x: number) => Math.max(0, end.low - x, x - end.high)
  const farthest = (x: number) => Math.max(Math.abs(x - end.low), Math.abs(x - end.high))
  const at = (estimator: EstimatorName, n: number) =>
    meanInterval(pointsOf(points, estimator).find((point) => point.n === n)!.values)
  const compared = RIVALS.flatMap((estimator) => {
    const counts = pointsOf(points, estimator).map(({ n }) => n)
    const most = counts.at(-1)!
    return counts
      .filter((n) => DECADE * n >= most)
      .map((n) => {
        const [own, rival] = [at('plug-in', n), at(estimator, n)]
        const isCloser =
          Math.max(farthest(own.low), farthest(own.high)) < Math.min(nearest(rival.low), nearest(rival.high))
        const isFarther = Math.max(farthest(rival.low), farthest(rival.high)) < nearest(own.mean)
        return { estimator, n, rival: rival.mean, isCloser, isFarther: n === most && isFarther }
      })
  })
  const missed = intervals.filter(
    ({ interval }) => interval !== null && (interval.high < end.low || interval.low > end.high),
  ).length
  const isContradicted = missed > 0 || compared.some(({ isFarther }) => isFarther)
  const closer = compared.filter(({ isCloser }) => isCloser).length
  const lasts = RIVALS.map((estimator) => compared.findLast((found) => found.estimator === estimator)!)
  return {
    verdict: verdictOf(closer === compared.length, isContradicted),
    measured: `reference in [${nats(end.low)}, ${nats(end.high)}] nats by ${reference.n} samples; ${inARow(lasts.map(({ estimator, n, rival }) => `${estimator} ${nats(rival)} at ${n}`))}; the plug-in is surely closer at ${closer} of ${compared.length} points; ${missed} of ${intervals.length} intervals miss the reference`,
    values: {
      referenceLow: end.low,
      referenceHigh: end.high,
      compared: compared.length,
      closer,
      intervals: intervals.length,
      missed,
    },
    needed: null,
  }
}
