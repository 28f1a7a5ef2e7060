/** Of an average. */
export interface MeanWithError {
  value: number
  standardError: number
}

/** The mean of independent values, at least two, and its standard error. */
export function meanWithError(values: ArrayLike<number>): MeanWithError {
  const n = values.length
  const all = Array.from(values)
  const value = all.reduce((sum, x) => sum + x, 0) / n
  const variance = all.reduce((sum, x) => sum + (x - value) ** 2, 0) / (n - 1)
  return { value, standardError: Math.sqrt(variance / n) }
}
