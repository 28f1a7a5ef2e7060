import type { CurvePoint, EstimatorName } from '../../../lib/reproduce/estimators/curve'
import type { EstimatorStudy } from '../../../lib/reproduce/estimators/study'

const REPLICATIONS = 5

/** An estimate that is off by `error(n)`, each replication by up to `spread` of that more or less. */
export function curve(
  estimator: EstimatorName,
  counts: readonly number[],
  error: (n: number) => number,
  { spread = 0.02, exact = 0 } = {},
): CurvePoint[] {
  return counts.map((n) => ({
    estimator,
    n,
    values: Array.from(
      { length: REPLICATIONS },
      (_, i) => exact + error(n) * (1 + spread * ((2 * i) / (REPLICATIONS - 1) - 1)),
    ),
    numerical: 0,
  }))
}

const COUNTS = [100, 316, 1000, 3162, 10_000]

/** d = 5, σ = .1: an exact entropy of 0. */
export const corners = (
  plugIn: (n: number) => number,
  rivals: (n: number) => number,
  options?: { spread: number },
): EstimatorStudy['corners'] => [
  {
    d: 5,
    sigma: 0.1,
    exact: 0,
    points: [
      ...curve('plug-in', COUNTS, plugIn, options),
      ...curve('kernel density', COUNTS.slice(0, -1), rivals, options),
      ...curve('nearest neighbours', COUNTS, rivals, options),
    ],
  },
]

/** For an error of .1 nats, `base`^d times as many samples; what is at the smallest and largest n reaches over it. */
export const dimensions = (base: number, spread = 0.02): EstimatorStudy['dimensions'] =>
  [4, 6, 8].map((d) => {
    const counts = [1, 2, 4, 8, 16].map((multiple) => Math.round(multiple * base ** d))
    return {
      d,
      sigma: 0.1,
      exact: 0,
      points: curve('plug-in', counts, (n) => -(base ** d) / (2 * n), { spread }),
    }
  })

/** Two σ; at the largest number of codewords the means are off by `error`. */
export function code(
  error: number,
  { most = 1_000_000, spread = 0.001, missing = 0 } = {},
): EstimatorStudy['code'] {
  return [0.1, 1].map((sigma) => ({
    sigma,
    exact: 5,
    points: [100, 1000, 10_000, most].map((n, i, { length }) => ({
      n,
      values: [-1, 0, 1].map((k) => 5 + (i === length - 1 ? error : -1) + spread * k),
      numerical: 0,
      interval: i === length - 1 ? null : i < missing ? { low: 3, high: 4 } : { low: 4, high: 5.5 },
    })),
  }))
}

/** The reference lies between 1.9 and 2. */
export function spiral(
  plugIn: number,
  rivals: number,
  { first = { low: 1, high: 3 }, last = { low: 1.9, high: 2 } as { low: number; high: number } | null } = {},
): EstimatorStudy['spiral'] {
  const counts = [1000, 10_000]
  return {
    parameters: [],
    test: { loss: 0.1, accuracy: 0.98 },
    points: [
      ...curve('plug-in', counts, () => plugIn, { spread: 0.001 }),
      ...curve('kernel density', counts, () => rivals, { spread: 0.001 }),
      ...curve('nearest neighbours', counts, () => rivals, { spread: 0.001 }),
    ],
    intervals: [
      { n: 1000, value: plugIn, interval: first },
      { n: 10_000, value: plugIn, interval: last },
    ],
  }
}

/** As the poster has it: the bias of the 32 corners, 31/2n, for the plug-in. */
export const AS_CLAIMED: EstimatorStudy = {
  corners: corners(
    (n) => -31 / (2 * n),
    () => 1,
  ),
  dimensions: dimensions(2),
  code: code(0.01),
  spiral: spiral(1.97, 2.5),
}
