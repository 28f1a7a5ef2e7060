/**
 * Measures of clusters: k-means, indices of quality and agreement, distances by class, and what their merging does to the information. Loads no TensorFlow.
 * @packageDocumentation
 */
export {
  type AttributionOptions,
  attributeChange,
  type ChangeAttribution,
  type ChangeEvent,
} from './attributeChange'
export type { ChangeKind } from './changeSets'
export { type ClusterAgreement, clusterAgreement } from './clusterAgreement'
export { type ClusterSeparation, clusterSeparation } from './clusterSeparation'
export { clustersAtScale, type ScaleClusters, type ScaleOptions } from './clustersAtScale'
export type { Contribution } from './contribution'
export { type EffectiveRank, effectiveRank, type RankOptions } from './effectiveRank'
export { type KMeansClusters, type KMeansOptions, type KMeansResult, kMeans } from './kMeans'
export type { LabelledOptions } from './labelledRows'
export {
  type Classifier,
  type CollapseOptions,
  type NeuralCollapse,
  neuralCollapse,
  type Simplex,
} from './neuralCollapse'
export {
  type CosineHistograms,
  cosineSimilarities,
  type DistanceOptions,
  type PairHistogram,
  type PairHistograms,
  pairDistances,
} from './pairHistograms'
export { type Silhouette, silhouette } from './silhouette'
