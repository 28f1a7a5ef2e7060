import { cosineGaps, meanGapChange } from '../../clustering/cosineGaps'
import type { DataSet } from '../../data/dataSet'
import { binnedEntropy } from '../../estimate/binnedEntropy'
import { kMeansMeasures } from '../../experiments/clusterMeasures'
import type { LayerSamples } from '../../network/conv/propagateConv'
import type { ClusterMeasures } from '../../runs/schema'

/** Widths of bins: 30 edges on [−1, 1], as published code has them; and two bins, below 0 and above. */
export const FINE_BINS = 2 / 29
export const COARSE_BINS = 1

/** How the digits lie in one hidden layer. */
export interface LayerMeasures {
  layer: number
  /** Units, the dimension of S_l. */
  width: number
  /** H(Bin(T_l)) in nats. */
  binned: { fine: number; coarse: number }
  kMeans: ClusterMeasures['kMeans']
  /** Mean cosines within the classes and across them. */
  cosine: { within: number; across: number }
  /** Change of within − across since the first snapshot, and its standard error over draws of the digits. */
  growth: { value: number; standardError: number }
}

/**
 * Measures one pass of the digits through a hidden layer: binned entropy of T_l, all else of S_l.
 * @param before of each digit at the first snapshot: what this gave then; null makes this the first
 */
export async function measureLayer(
  layer: number,
  { centers, sent }: LayerSamples,
  { labels, classes }: DataSet,
  before: Float64Array | null,
  { seed, signal }: { seed: number; signal: AbortSignal | undefined },
): Promise<{ measures: LayerMeasures; gaps: Float64Array }> {
  const { within, across, gaps } = cosineGaps(centers, labels, classes)
  const measures: LayerMeasures = {
    layer,
    width: centers.shape[1],
    binned: {
      fine: binnedEntropy(sent, { binWidth: FINE_BINS }).value,
      coarse: binnedEntropy(sent, { binWidth: COARSE_BINS }).value,
    },
    kMeans: await kMeansMeasures(centers, labels, { seed, ...(signal && { signal }) }),
    cosine: { within, across },
    growth: meanGapChange(before ?? gaps, gaps),
  }
  return { measures, gaps }
}
