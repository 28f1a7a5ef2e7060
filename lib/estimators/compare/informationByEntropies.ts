import type { SampleMatrix } from '../../samples/types'

export type EntropyOf = (rows: SampleMatrix) => Promise<{ value: number }>

/**
 * Information as estimators of entropy have it: h(T) − Σ_g p_g h(T|g), or h(T) less the noise's own entropy where every
 * row is its own condition.
 * @param noisy n × d draws of T
 */
export async function informationByEntropies(
  noisy: SampleMatrix,
  given: Int32Array | null,
  sigma: number,
  entropy: EntropyOf,
): Promise<number> {
  const [n, d] = noisy.shape
  const { value } = await entropy(noisy)
  if (given === null) return value - (d / 2) * Math.log(2 * Math.PI * Math.E * sigma ** 2)
  let conditional = 0
  for (const rows of rowsOfGroups(given)) {
    const data = new Float64Array(rows.length * d)
    for (const [i, row] of rows.entries()) data.set(noisy.data.subarray(row * d, (row + 1) * d), i * d)
    conditional += (rows.length / n) * (await entropy({ data, shape: [rows.length, d] })).value
  }
  return value - conditional
}

function rowsOfGroups(given: Int32Array): number[][] {
  const groups: number[][] = []
  for (const [row, group] of given.entries()) {
    groups[group] ??= []
    groups[group].push(row)
  }
  return groups
}
