/**
 * Rows to choose by and rows to measure on: every other row, in the order in which the rows of each group come, so that
 * a group of at least two rows is in both. Without groups every other row.
 */
export function halves(n: number, given: Int32Array | null): { choose: Int32Array; measure: Int32Array } {
  const parts: [number[], number[]] = [[], []]
  const seen = new Map<number, number>()
  for (let i = 0; i < n; i++) {
    const group = given === null ? 0 : given[i]!
    const place = seen.get(group) ?? 0
    seen.set(group, place + 1)
    parts[place % 2]!.push(i)
  }
  return { choose: Int32Array.from(parts[0]), measure: Int32Array.from(parts[1]) }
}
