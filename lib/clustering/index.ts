/**
 * Measures of clusters: k-means, indices of quality and agreement, distances by class. Loads no TensorFlow.
 * @packageDocumentation
 */

export { type ClusterAgreement, clusterAgreement } from './clusterAgreement'
export { type KMeansClusters, type KMeansOptions, type KMeansResult, kMeans } from './kMeans'
