/** Euclidean norm, without overflow of the squares and for any number of values. */
export function norm(values: Float64Array): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (largest === 0) return 0
  return largest * Math.sqrt(values.reduce((sum, value) => sum + (value / largest) ** 2, 0))
}
