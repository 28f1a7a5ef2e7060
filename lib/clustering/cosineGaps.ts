import type { Matrix } from '../data/matrix'
import { rangeError } from '../errors'
import { type MeanWithError, meanWithError } from '../estimate/meanWithError'

/** Mean cosines of rows to others, seen from the origin. A row of zeros has cosine 0 with all. */
export interface CosineGaps {
  /** Mean over the rows of the mean cosine to the others of the same class, and to those of other classes. */
  within: number
  across: number
  /** Of each row: the first less the second. */
  gaps: Float64Array
}

/**
 * How much nearer in direction rows are to their own class than to the others, row by row. The means over all pairs, with
 * histograms, are those of `cosineSimilarities`; with classes of one size they are the same.
 * @param labels n integers in [0, classes), each of at least two rows, and more than one
 * Cost: O(n d): a row's sum of cosines is its product with a sum of unit rows.
 */
export function cosineGaps({ data, shape: [n, d] }: Matrix, labels: Int32Array, classes: number): CosineGaps {
  const counts = new Float64Array(classes)
  for (const label of labels) counts[label]!++
  if (counts.some((count) => count < 2 || count === n)) {
    throw rangeError('labels', 'two rows or more of each class are needed, and two classes')
  }
  const units = unitRows(data, d)
  const sums = new Float64Array(classes * d)
  const total = new Float64Array(d)
  for (let i = 0; i < n; i++) {
    const start = labels[i]! * d
    for (let k = 0; k < d; k++) {
      sums[start + k]! += units[i * d + k]!
      total[k]! += units[i * d + k]!
    }
  }
  const gaps = new Float64Array(n)
  let within = 0
  let across = 0
  for (let i = 0; i < n; i++) {
    const label = labels[i]!
    let own = 0
    let all = 0
    let self = 0
    for (let k = 0; k < d; k++) {
      const unit = units[i * d + k]!
      own += unit * sums[label * d + k]!
      all += unit * total[k]!
      self += unit * unit
    }
    const toOwn = (own - self) / (counts[label]! - 1)
    const toOthers = (all - own) / (n - counts[label]!)
    within += toOwn / n
    across += toOthers / n
    gaps[i] = toOwn - toOthers
  }
  return { within, across, gaps }
}

function unitRows(data: Float32Array, d: number): Float64Array {
  const units = Float64Array.from(data)
  for (let start = 0; start < units.length; start += d) {
    const row = units.subarray(start, start + d)
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0))
    if (length > 0) for (let k = 0; k < d; k++) row[k]! /= length
  }
  return units
}

/**
 * The mean change of the gaps of the same rows between two moments, and its standard error over draws of the rows. Every
 * pair counts for both of its rows, so that by Hájek's projection a row weighs twice its own change.
 */
export function meanGapChange(before: Float64Array, after: Float64Array): MeanWithError {
  const { value, standardError } = meanWithError(after.map((gap, i) => gap - before[i]!))
  return { value, standardError: 2 * standardError }
}
