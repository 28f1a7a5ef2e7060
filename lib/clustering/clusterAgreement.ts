import { type Contingency, contingency } from './contingency'
import { expectedInformation } from './expectedInformation'

export interface ClusterAgreement {
  /** Pairs of rows on which both agree, less what chance gives, scaled: 1 for equal partitions, about 0 for random ones. */
  adjustedRand: number
  /** I(classes; clusters), nats. */
  mutualInformation: number
  /** The same less its expectation under random matching, scaled by the mean of both entropies: at most 1. */
  adjustedMutualInformation: number
  /** Mutual information over the mean of both entropies, in [0, 1]. */
  normalizedMutualInformation: number
  /** Mutual information over the entropy of the classes: 1 where every cluster has rows of one class only. */
  homogeneity: number
  /** Mutual information over the entropy of the clusters: 1 where every class is in one cluster. */
  completeness: number
  /** Harmonic mean of homogeneity and completeness. */
  vMeasure: number
  /** Part of the rows that belong to the most frequent class of their cluster, in (0, 1]. */
  purity: number
}

/**
 * How well clusters recover classes, by the usual scores at once.
 *
 * @param classes n labels, integers from 0
 * @param clusters n labels, such as `labels` of `kMeans`
 * @throws TypeError, RangeError with a stable `code` and the `argument`
 *
 * Accuracy: 1e-12; scikit-learn's values, with its arithmetic means. Cost: O(n), and for the expectation a few standard
 * deviations of each overlap of distinct sizes. Source: L. Hubert, P. Arabie, J. Classification 2 (1985) 193; N. Vinh,
 * J. Epps, J. Bailey, JMLR 11 (2010) 2837; A. Rosenberg, J. Hirschberg, EMNLP 2007. Edge cases: two labelings of one
 * class each are equal, so every score is 1 (and `mutualInformation` 0); one of one class and another of more share no
 * information: adjusted and normalized scores are 0.
 */
export function clusterAgreement(classes: ArrayLike<number>, clusters: ArrayLike<number>): ClusterAgreement {
  const table = contingency(classes, clusters)
  const information = mutualInformation(table)
  const classEntropy = entropy(table.n, table.classes)
  const clusterEntropy = entropy(table.n, table.clusters)
  const homogeneity = classEntropy === 0 ? 1 : information / classEntropy
  const completeness = clusterEntropy === 0 ? 1 : information / clusterEntropy
  const meanEntropy = (classEntropy + clusterEntropy) / 2
  return {
    adjustedRand: adjustedRand(table),
    mutualInformation: information,
    adjustedMutualInformation: adjustedInformation(table, information, meanEntropy),
    normalizedMutualInformation: meanEntropy === 0 ? 1 : information / meanEntropy,
    homogeneity,
    completeness,
    vMeasure: information === 0 && meanEntropy > 0 ? 0 : harmonicMean(homogeneity, completeness),
    purity: purity(table),
  }
}

function entropy(n: number, sizes: number[]): number {
  if (sizes.length === 1) return 0
  return sizes.reduce((sum, size) => sum - (size / n) * Math.log(size / n), 0)
}

function mutualInformation({ n, classes, clusters, cells }: Contingency): number {
  if (classes.length === 1 || clusters.length === 1) return 0
  let sum = 0
  for (const { class: a, cluster: b, rows } of cells) {
    sum += (rows / n) * Math.log((rows * n) / classes[a]! / clusters[b]!)
  }
  return Math.max(0, sum)
}

function adjustedInformation(
  { n, classes, clusters, cells }: Contingency,
  information: number,
  meanEntropy: number,
): number {
  // One class is one cluster and the other way round: equal partitions, even where chance does no worse.
  if (cells.length === classes.length && cells.length === clusters.length) return 1
  if (classes.length === 1 || clusters.length === 1) return 0
  const expected = expectedInformation(n, classes, clusters)
  return (information - expected) / (meanEntropy - expected)
}

function adjustedRand({ n, classes, clusters, cells }: Contingency): number {
  const pairs = (sizes: number[]) => sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  const together = pairs(cells.map(({ rows }) => rows))
  const [inClasses, inClusters] = [pairs(classes), pairs(clusters)]
  if (together === inClasses && together === inClusters) return 1
  const expected = (inClasses * inClusters) / ((n * (n - 1)) / 2)
  return (together - expected) / ((inClasses + inClusters) / 2 - expected)
}

function purity({ n, clusters, cells }: Contingency): number {
  const largest = new Array<number>(clusters.length).fill(0)
  for (const { cluster, rows } of cells) largest[cluster] = Math.max(largest[cluster]!, rows)
  return largest.reduce((sum, rows) => sum + rows, 0) / n
}

function harmonicMean(a: number, b: number): number {
  return (2 * a * b) / (a + b)
}
