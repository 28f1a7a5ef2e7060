import { estimateEntropy } from '../../estimate/estimateEntropy'
import { kernelDensityEntropy, nearestNeighbourEntropy } from '../../estimators'
import type { SampleMatrix } from '../../samples/types'

/** `plug-in` is the poster's ĥ; the others are given noisy samples, and know nothing of the noise. */
export const ESTIMATORS = ['plug-in', 'kernel density', 'nearest neighbours'] as const
export type EstimatorName = (typeof ESTIMATORS)[number]

/** What an estimator gives for n samples; nats. */
export interface CurvePoint {
  estimator: EstimatorName
  n: number
  /** Of each replication. */
  values: number[]
  /** The largest numerical standard error among them. */
  numerical: number
}

/** Samples of one replication, and the same with their noise. */
export interface Draw {
  centers: SampleMatrix
  noisy: SampleMatrix
}

export interface CurveSettings {
  sigma: number
  /** Of samples, rising. */
  counts: readonly number[]
  /** The most samples that each estimator is given; one that is left out is not asked. */
  most: Readonly<Partial<Record<EstimatorName, number>>>
  replications: number
  /** Numerical standard error wanted of the plug-in, nats. */
  tolerance: number
  seed: number
}

export interface Progress {
  signal: AbortSignal | undefined
  onShare(share: number): void
}

/**
 * Differential entropy of samples plus noise by every estimator as samples are added: those of a replication are the
 * first of its larger counts.
 * @param draw gives the samples of a replication, as many as the largest count
 */
export async function entropyCurve(
  settings: CurveSettings,
  draw: (replication: number) => Promise<Draw>,
  { signal, onShare }: Progress,
): Promise<CurvePoint[]> {
  const { counts, most, replications } = settings
  const points = counts.flatMap((n) =>
    ESTIMATORS.filter((estimator) => n <= (most[estimator] ?? 0)).map(
      (estimator): CurvePoint => ({ estimator, n, values: [], numerical: 0 }),
    ),
  )
  for (let replication = 0; replication < replications; replication++) {
    const whole = await draw(replication)
    for (const point of points) {
      signal?.throwIfAborted()
      // A seed of its own, so that numerical errors are as independent as the samples.
      const own = { ...settings, seed: settings.seed + replication }
      const { value, standardError } = await estimateBy(point, whole, own, signal)
      point.values.push(value)
      point.numerical = Math.max(point.numerical, standardError)
    }
    onShare((replication + 1) / replications)
  }
  return points
}

async function estimateBy(
  { estimator, n }: CurvePoint,
  { centers, noisy }: Draw,
  { sigma, tolerance, seed }: CurveSettings,
  signal: AbortSignal | undefined,
): Promise<{ value: number; standardError: number }> {
  const job = signal && { signal }
  if (estimator === 'plug-in') {
    // Its value alone is wanted, so that no interval is computed: for that the rows are taken for all there is.
    const options = { sigma, tolerance, seed, population: 'complete', ...job } as const
    const { value, numerical } = await estimateEntropy(firstRows(centers, n), options)
    return { value, standardError: numerical.standardError }
  }
  const rival = estimator === 'kernel density' ? kernelDensityEntropy : nearestNeighbourEntropy
  return { value: (await rival(firstRows(noisy, n), { ...job })).value, standardError: 0 }
}

export function firstRows({ data, shape: [, d] }: SampleMatrix, n: number): SampleMatrix {
  return { data: data.subarray(0, n * d), shape: [n, d] }
}
