import { readLabels } from '../arguments'
import { rangeError } from '../errors'

/** How two labelings of the same n rows overlap. */
export interface Contingency {
  n: number
  /** Rows of each class, and of each cluster. */
  classes: number[]
  clusters: number[]
  /** The overlaps that are not empty. */
  cells: { class: number; cluster: number; rows: number }[]
}

/** @throws TypeError, RangeError naming `classes` or `clusters`: integers from 0, as many of each. */
export function contingency(classes: ArrayLike<number>, clusters: ArrayLike<number>): Contingency {
  const n = classes?.length ?? 0
  const ofClass = readLabels('classes', classes, n)
  const ofCluster = readLabels('clusters', clusters, n)
  if (n === 0) throw rangeError('classes', 'no rows; at least one is needed', 'ERR_INFOFLOW_SHAPE')
  const cells = new Map<number, number>()
  const sizes: [number[], number[]] = [[], []]
  // Labels are renumbered from 0 in order of occurrence, so that a cell has one number below 2^53.
  for (let i = 0; i < n; i++) {
    const [a, b] = [ofClass[i]!, ofCluster[i]!]
    sizes[0][a] = (sizes[0][a] ?? 0) + 1
    sizes[1][b] = (sizes[1][b] ?? 0) + 1
    cells.set(a * n + b, (cells.get(a * n + b) ?? 0) + 1)
  }
  return {
    n,
    classes: sizes[0],
    clusters: sizes[1],
    cells: [...cells].map(([cell, rows]) => ({ class: Math.floor(cell / n), cluster: cell % n, rows })),
  }
}
