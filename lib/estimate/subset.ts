import type { NativeEstimateRequest } from '../native/addon'
import { shuffledIndices } from '../random/random'

/** Rows of a group that a part of it must have: one to learn from, one to test on. */
const FEWEST_ROWS_OF_GROUP = 2

/** The rows of each group of the first condition, or all rows as one group, in order. */
export function rowsOfGroups({ n, conditions }: NativeEstimateRequest): number[][] {
  const labels = conditions.find((given) => given !== null) ?? new Int32Array(n)
  const groups = new Map<number, number[]>()
  for (const [row, label] of labels.entries()) {
    const rows = groups.get(label)
    if (rows === undefined) groups.set(label, [row])
    else rows.push(row)
  }
  return [...groups.values()]
}

/**
 * A random part of the rows, as large a part of every group of the first condition. A smaller part is a part of a larger
 * one. Null where a group would be left with one row.
 */
export function subsetOf(request: NativeEstimateRequest, part: number): NativeEstimateRequest | null {
  const order = shuffledIndices(request.n, { seed: request.seed, purpose: 'pilotRows' })
  const chosen = rowsOfGroups(request).map((rows) =>
    rows.toSorted((a, b) => order[a]! - order[b]!).slice(0, Math.floor(rows.length * part)),
  )
  if (chosen.some(({ length }) => length < FEWEST_ROWS_OF_GROUP)) return null
  return partOf(request, chosen)
}

/**
 * The rows named, some of every group of the first condition in the order of {@link rowsOfGroups}; weights keep the
 * groups' probabilities.
 */
export function partOf(
  request: NativeEstimateRequest,
  chosen: readonly (readonly number[])[],
): NativeEstimateRequest {
  const { samples, n, d, weights, conditions } = request
  const weightOf = (row: number) => weights?.[row] ?? 1 / n
  const total = (rows: readonly number[]) => rows.reduce((sum, row) => sum + weightOf(row), 0)
  const weighted = rowsOfGroups(request).flatMap((all, group) => {
    const rows = chosen[group]!
    const [whole, kept] = [total(all), total(rows)]
    // A group of which only rows without weight were named gives it to all of them.
    return rows.map((row) => ({
      row,
      weight: kept > 0 ? (weightOf(row) * whole) / kept : whole / rows.length,
    }))
  })
  weighted.sort((a, b) => a.row - b.row)
  const values = new Float64Array(weighted.length * d)
  for (const [i, { row }] of weighted.entries()) values.set(samples.subarray(row * d, (row + 1) * d), i * d)
  return {
    ...request,
    samples: values,
    n: weighted.length,
    weights: Float64Array.from(weighted, ({ weight }) => weight),
    conditions: conditions.map((labels) => labels && Int32Array.from(weighted, ({ row }) => labels[row]!)),
  }
}
