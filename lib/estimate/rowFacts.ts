import { types } from 'node:util'

/** What a look at the rows tells about whether they can carry a measurement. */
export interface RowFacts {
  /** Columns with one value only. */
  constantColumns: number
  /** Spacing of float32 numbers at the largest magnitude; 0 for float64 rows. */
  float32Spacing: number
}

/** Cost: n · d. */
export function rowFacts(data: Float32Array | Float64Array, n: number, d: number): RowFacts {
  let constantColumns = 0
  let largest = 0
  for (let k = 0; k < d; k++) {
    const first = data[k]!
    let isConstant = true
    for (let i = 0; i < n; i++) {
      const value = data[i * d + k]!
      if (value !== first) isConstant = false
      largest = Math.max(largest, Math.abs(value))
    }
    if (isConstant) constantColumns++
  }
  return { constantColumns, float32Spacing: types.isFloat32Array(data) ? largest * 2 ** -23 : 0 }
}
