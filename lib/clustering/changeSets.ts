/**
 * What became of a set of inputs between two partitions: a cluster that holds inputs of several former ones (`merge`),
 * inputs of one former cluster that are now apart, from each other or from the rest of it, and joined no others (`split`),
 * or a cluster as it was (`same`).
 */
export type ChangeKind = 'merge' | 'split' | 'same'

export interface ChangeSet {
  kind: ChangeKind
  /** In order. */
  items: number[]
  /** Clusters that these items are from, wholly or in part, and clusters that they make. */
  clustersBefore: number
  clustersAfter: number
}

/**
 * Splits the items 0 … n − 1 by what happened to their clusters; `before` and `after` number the cluster of each. Every
 * item is in one set; sets are in the order of their first items.
 */
export function changeSets(before: ArrayLike<number>, after: ArrayLike<number>): ChangeSet[] {
  const former = itemsByCluster(before)
  const sets: ChangeSet[] = []
  /** By cluster before: clusters after that hold nothing else. */
  const parts = new Map<number, number[][]>()
  for (const items of itemsByCluster(after).values()) {
    const origins = [...new Set(items.map((item) => before[item]!))]
    if (origins.length > 1) {
      sets.push({ kind: 'merge', items, clustersBefore: origins.length, clustersAfter: 1 })
    } else parts.set(origins[0]!, [...(parts.get(origins[0]!) ?? []), items])
  }
  for (const [origin, pieces] of parts) {
    const items = pieces.flat().sort((a, b) => a - b)
    const isWhole = pieces.length === 1 && items.length === former.get(origin)!.length
    sets.push({ kind: isWhole ? 'same' : 'split', items, clustersBefore: 1, clustersAfter: pieces.length })
  }
  return sets.sort((a, b) => a.items[0]! - b.items[0]!)
}

function itemsByCluster(clusters: ArrayLike<number>): Map<number, number[]> {
  const members = new Map<number, number[]>()
  for (let item = 0; item < clusters.length; item++) {
    const list = members.get(clusters[item]!)
    if (list === undefined) members.set(clusters[item]!, [item])
    else list.push(item)
  }
  return members
}
