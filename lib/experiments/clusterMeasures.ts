import { clusterAgreement, clustersAtScale, kMeans, silhouette } from '../clustering'
import type { Matrix } from '../data/matrix'
import type { JobOptions } from '../native/job'
import type { ClusterMeasures } from '../runs/schema'

/**
 * How the inputs cluster in one layer.
 * @param samples S_l of every input in one pass
 * @param classes the class of each input: two or more, and fewer than inputs
 */
export async function clusterMeasures(
  samples: Matrix,
  classes: ArrayLike<number>,
  options: { sigma: number; seed: number; signal: AbortSignal | undefined },
): Promise<ClusterMeasures> {
  const { sigma, seed, signal } = options
  // Calls of some milliseconds: on a busy machine threads would wait for each other longer than they work.
  const job = { threads: 1, ...(signal && { signal }) }
  const { count } = await clustersAtScale(samples, { sigma, ...job })
  const { value, meanDistance } = await silhouette(samples, { labels: classes, ...job })
  return {
    atNoiseScale: count,
    silhouette: value,
    withinDistance: meanDistance.within,
    acrossDistance: meanDistance.across,
    kMeans: await kMeansMeasures(samples, classes, { seed, ...job }),
  }
}

/** k-means with a cluster for each class: how much of the variance it explains, and how it agrees with the classes. */
export async function kMeansMeasures(
  samples: Matrix,
  classes: ArrayLike<number>,
  { seed, ...job }: { seed: number } & JobOptions,
): Promise<ClusterMeasures['kMeans']> {
  const k = new Set(Array.from(classes)).size
  const found = await kMeans(samples, { k, seed, ...job })
  const whole = await kMeans(samples, { k: 1, ...job })
  return {
    k,
    explained: whole.inertia === 0 ? 0 : 1 - found.inertia / whole.inertia,
    adjustedMutualInformation: clusterAgreement(classes, found.labels).adjustedMutualInformation,
  }
}
