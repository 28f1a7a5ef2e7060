/** Float32 values, row-major. */
export interface Matrix {
  data: Float32Array
  shape: readonly [rows: number, columns: number]
}
