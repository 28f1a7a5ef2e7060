import { types } from 'node:util'
import { requireInteger, requireOneOf, requirePositive } from '../../arguments'
import { rangeError, typeError } from '../../errors'
import type { CheckedSamples } from '../../samples/samples'

/**
 * How a value becomes a bin. One of:
 * - `binWidth`: bin floor(value / binWidth).
 * - `edges`: ascending; bin i from edges[i] (included) to edges[i + 1], and one bin each below and above all.
 * - `bins`: so many of equal width between the least and the largest value, `over` all units together or over each unit
 *   on its own.
 */
export type Binning =
  | { binWidth: number; edges?: never; bins?: never; over?: never }
  | { edges: ArrayLike<number>; binWidth?: never; bins?: never; over?: never }
  | { bins: number; over?: 'all-units' | 'each-unit'; binWidth?: never; edges?: never }

export const BINNING_OPTIONS = ['binWidth', 'edges', 'bins', 'over'] as const

/** A binning after checking, as plain JSON. */
export type CheckedBinning =
  | { rule: 'bin-width'; binWidth: number }
  | { rule: 'edges'; edges: number[] }
  | { rule: 'bins'; bins: number; over: 'all-units' | 'each-unit' }

/** The edges of numpy.linspace(low, high, count): `evenEdges(-1, 1, 30)` is the rule of the published code for tanh. */
export function evenEdges(low: number, high: number, count: number): number[] {
  const step = (high - low) / (count - 1)
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? high : low + i * step))
}

/** @throws TypeError, RangeError naming the option */
export function readBinning({ binWidth, edges, bins, over }: Binning): CheckedBinning {
  const chosen = [binWidth, edges, bins].filter((option) => option !== undefined)
  if (chosen.length !== 1) throw typeError('binWidth', 'give exactly one of binWidth, edges and bins')
  if (over !== undefined && bins === undefined) throw typeError('over', 'it goes with bins')
  if (binWidth !== undefined) return { rule: 'bin-width', binWidth: requirePositive('binWidth', binWidth) }
  if (edges !== undefined) return { rule: 'edges', edges: readEdges(edges) }
  const units = requireOneOf('over', over ?? 'all-units', ['all-units', 'each-unit'] as const)
  return { rule: 'bins', bins: requireInteger('bins', bins, 1), over: units }
}

function readEdges(edges: ArrayLike<number>): number[] {
  const isList =
    typeof edges === 'object' &&
    edges !== null &&
    typeof edges.length === 'number' &&
    !types.isDataView(edges)
  if (!isList || edges.length === 0) throw typeError('edges', 'an array of ascending numbers is needed')
  const values = Array.from(edges)
  values.forEach((edge, i) => {
    if (!Number.isFinite(edge)) throw rangeError('edges', `entry ${i} is ${edge}, which is not finite`)
    if (i > 0 && edge <= values[i - 1]!) throw rangeError('edges', `entry ${i} is not above the one before`)
  })
  return values
}

/** The bin of every value, n × d, as whole numbers. Cost: O(n d), for edges times log of their number. */
export function binsOf({ data, n, d }: CheckedSamples, binning: CheckedBinning): Float64Array {
  const bins = new Float64Array(n * d)
  if (binning.rule === 'bin-width') {
    // Adding 0 makes 0 of −0.
    for (let i = 0; i < bins.length; i++) bins[i] = Math.floor(data[i]! / binning.binWidth) + 0
  } else if (binning.rule === 'edges') {
    for (let i = 0; i < bins.length; i++) bins[i] = edgesUpTo(binning.edges, data[i]!)
  } else {
    const { low, high } = ranges(data, d, binning.over)
    const last = binning.bins - 1
    for (let i = 0; i < bins.length; i++) {
      const k = i % d
      const share = (data[i]! - low[k]!) / (high[k]! - low[k]!)
      // The largest value belongs to the last bin; a constant unit has one bin.
      bins[i] = high[k]! > low[k]! ? Math.min(last, Math.floor(share * binning.bins)) : 0
    }
  }
  return bins
}

/** How many edges are at or below the value. */
function edgesUpTo(edges: readonly number[], value: number): number {
  let inside = 0
  let outside = edges.length
  while (inside < outside) {
    const middle = (inside + outside) >>> 1
    if (edges[middle]! <= value) inside = middle + 1
    else outside = middle
  }
  return inside
}

function ranges(data: ArrayLike<number>, d: number, over: 'all-units' | 'each-unit') {
  const low = new Float64Array(d).fill(Number.POSITIVE_INFINITY)
  const high = new Float64Array(d).fill(Number.NEGATIVE_INFINITY)
  for (let i = 0; i < data.length; i++) {
    const k = i % d
    low[k] = Math.min(low[k]!, data[i]!)
    high[k] = Math.max(high[k]!, data[i]!)
  }
  if (over === 'all-units') {
    low.fill(Math.min(...low))
    high.fill(Math.max(...high))
  }
  return { low, high }
}
