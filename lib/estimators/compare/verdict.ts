import type { ComparedPoint, Curve, Verdict } from './types'

/** What a curve says: whether it ends below its largest value by more than `threshold` nats. */
export function judgeCurve(
  estimator: string,
  setting: string,
  points: ComparedPoint[],
  threshold: number,
): Curve {
  const last = points.at(-1)!
  const peak = points.reduce((best, point) => (point.value > best.value ? point : best))
  const fall = peak.value - last.value
  const compresses = fall > threshold
  return {
    estimator,
    setting,
    points,
    fall,
    peakAt: peak.at,
    compresses,
    certain: isCertain(points, compresses, threshold),
  }
}

/** Some moment is surely above the last one, or none can be. */
function isCertain(points: readonly ComparedPoint[], compresses: boolean, threshold: number): boolean {
  const last = points.at(-1)!
  if (last.low === null || last.high === null) return false
  return compresses
    ? points.some(({ low }) => low !== null && low - last.high! > threshold)
    : points.every((point) => point === last || (point.high !== null && point.high - last.low! <= threshold))
}

/** What all curves say together. */
export function judgeAll(curves: readonly Curve[]): {
  compression: Verdict
  votes: { yes: number; of: number }
} {
  const yes = curves.filter(({ compresses }) => compresses).length
  const of = curves.length
  const compression = yes === of ? 'yes' : yes === 0 ? 'no' : 'depends on the estimator'
  return { compression, votes: { yes, of } }
}
