import type { CheckedSamples } from '../samples/samples'

export interface Standardized {
  /** n × d, row-major: every column of mean 0 and deviation 1, or all 0 where it is constant. */
  data: Float64Array
  /** Standard deviations (divisor n − 1) of the columns; 0 where constant. */
  deviations: Float64Array
}

/** Columns less their means over their standard deviations. Cost: O(n d). */
export function standardized({ data, n, d }: CheckedSamples): Standardized {
  const result = new Float64Array(n * d)
  const deviations = new Float64Array(d)
  for (let k = 0; k < d; k++) {
    // Deviations from a row first: a large common offset costs no digits.
    const origin = data[k]!
    let sum = 0
    for (let i = 0; i < n; i++) sum += data[i * d + k]! - origin
    const mean = sum / n
    let squares = 0
    let constant = true
    for (let i = 0; i < n; i++) {
      const deviation = data[i * d + k]! - origin - mean
      result[i * d + k] = deviation
      squares += deviation * deviation
      constant &&= data[i * d + k] === origin
    }
    const deviation = constant ? 0 : Math.sqrt(squares / (n - 1))
    deviations[k] = deviation
    for (let i = 0; i < n; i++) result[i * d + k] = constant ? 0 : result[i * d + k]! / deviation
  }
  return { data: result, deviations }
}
