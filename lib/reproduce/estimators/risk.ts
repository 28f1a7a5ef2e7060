import { meanWithError } from '../../estimate/meanWithError'
import { studentQuantile } from '../../estimate/studentQuantile'
import type { CurvePoint, EstimatorName } from './curve'

/** A mean over replications and its 95 % interval. */
export interface MeanInterval {
  mean: number
  low: number
  high: number
}

/** Of independent values, at least two: Student's interval. */
export function meanInterval(values: readonly number[]): MeanInterval {
  const { value, standardError } = meanWithError(values)
  const reach = studentQuantile(0.975, values.length - 1) * standardError
  return { mean: value, low: value - reach, high: value + reach }
}

/** |estimate − exact| of every replication, nats. */
export const errorsOf = ({ values }: CurvePoint, exact: number) =>
  values.map((value) => Math.abs(value - exact))

export const pointsOf = (points: readonly CurvePoint[], estimator: EstimatorName) =>
  points.filter((point) => point.estimator === estimator)

/** Replications are put together in so many groups: a statistic of each, and the statistics are independent. */
const GROUPS = 5

/** A statistic of the mean errors of several points, by rising n, over groups of replications. */
export function ofGroups(
  points: readonly CurvePoint[],
  exact: number,
  statistic: (risks: { n: number; risk: number }[]) => number,
): number[] {
  const errors = points.map((point) => ({ n: point.n, errors: errorsOf(point, exact) }))
  return Array.from({ length: GROUPS }, (_, group) =>
    statistic(
      errors.map(({ n, errors }) => {
        const own = errors.filter((_, replication) => replication % GROUPS === group)
        return { n, risk: own.reduce((sum, error) => sum + error, 0) / own.length }
      }),
    ),
  )
}

/** Of the least-squares line through [x, y]. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (k: 0 | 1) => points.reduce((sum, point) => sum + point[k], 0) / points.length
  const [x0, y0] = [mean(0), mean(1)]
  const up = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0)
  return up / points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0)
}

/** The n at which the risk crosses η, between two counts on a log-log line; NaN where it does not. */
export function samplesFor(eta: number, risks: readonly { n: number; risk: number }[]): number {
  const next = risks.findIndex(({ risk }, i) => i > 0 && risk <= eta && risks[i - 1]!.risk > eta)
  if (next < 1) return Number.NaN
  const [above, below] = [risks[next - 1]!, risks[next]!]
  const part = Math.log(above.risk / eta) / Math.log(above.risk / below.risk)
  return above.n * (below.n / above.n) ** part
}
