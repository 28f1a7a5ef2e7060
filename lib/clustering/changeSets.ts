/**
 * What happened to a set of inputs between two partitions: clusters became one (`merge`), one became several (`split`),
 * it stayed one (`same`), or several became several others (`mixed`).
 */
export type ChangeKind = 'merge' | 'split' | 'same' | 'mixed'

/** The smallest sets of items that are unions of clusters in both partitions. */
export interface ChangeSet {
  kind: ChangeKind
  items: number[]
  /** Clusters that these items make, before and after. */
  clustersBefore: number
  clustersAfter: number
}

/** Splits the items 0 … n − 1 by what happened to their clusters; `before` and `after` number the cluster of each. */
export function changeSets(before: ArrayLike<number>, after: ArrayLike<number>): ChangeSet[] {
  const itemsBefore = itemsByCluster(before)
  const itemsAfter = itemsByCluster(after)
  const done = new Uint8Array(before.length)
  const sets: ChangeSet[] = []
  for (let first = 0; first < before.length; first++) {
    if (done[first]) continue
    const [seenBefore, seenAfter] = [new Set<number>(), new Set<number>()]
    const items: number[] = []
    const waiting = [first]
    const reach = (cluster: number, seen: Set<number>, members: Map<number, number[]>) => {
      if (seen.has(cluster)) return
      seen.add(cluster)
      for (const item of members.get(cluster)!) if (!done[item]) waiting.push(item)
    }
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
      if (done[item]) continue
      done[item] = 1
      items.push(item)
      reach(before[item]!, seenBefore, itemsBefore)
      reach(after[item]!, seenAfter, itemsAfter)
    }
    const [clustersBefore, clustersAfter] = [seenBefore.size, seenAfter.size]
    const kind = kindOf(clustersBefore, clustersAfter)
    sets.push({ kind, items: items.sort((a, b) => a - b), clustersBefore, clustersAfter })
  }
  return sets
}

function kindOf(before: number, after: number): ChangeKind {
  if (before === 1) return after === 1 ? 'same' : 'split'
  return after === 1 ? 'merge' : 'mixed'
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
