import { clusterAgreement, clustersAtScale, kMeans, silhouette } from '../clustering'
import type { Matrix } from '../data/matrix'
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
  const k = new Set(Array.from(classes)).size
  const { count } = await clustersAtScale(samples, { sigma, ...job })
  const { value, meanDistance } = await silhouette(samples, { labels: classes, ...job })
  const found = await kMeans(samples, { k, seed, ...job })
  const whole = await kMeans(samples, { k: 1, ...job })
  return {
    atNoiseScale: count,
    silhouette: value,
    withinDistance: meanDistance.within,
    acrossDistance: meanDistance.across,
    kMeans: {
      k,
      explained: whole.inertia === 0 ? 0 : 1 - found.inertia / whole.inertia,
      adjustedMutualInformation: clusterAgreement(classes, found.labels).adjustedMutualInformation,
    },
  }
}
