import type { DataSet } from './dataSet'

const BITS = 12

const pairs = (text: string) => text.split(' ').map((pair) => pair.split('-').map(Number) as [number, number])

/** The twelve bits are the vertices of an icosahedron: these are its edges. */
const ADJACENT = pairs(
  '0-1 1-2 0-3 1-3 2-3 1-4 2-4 0-5 4-6 5-6 5-7 6-7 2-8 3-8 7-8 ' +
    '2-9 4-9 6-9 7-9 8-9 0-10 3-10 5-10 7-10 8-10 0-11 1-11 4-11 5-11 6-11',
)

/** Its pairs of opposite vertices. */
const ANTIPODAL = pairs('0-9 1-7 2-5 3-6 4-10 8-11')

/** By the number of ones: what adjacent minus .6 × antipodal pairs of ones must exceed for class 1. */
const THRESHOLDS: Record<number, number> = { 5: 6.2, 6: 5.6, 7: 7.0 }
/** So many ones are class 1 in any case. */
const ALWAYS_FROM = 8

function label(bits: ArrayLike<number>): number {
  const bothOn = ([i, j]: [number, number]) => bits[i] === 1 && bits[j] === 1
  let on = 0
  for (let i = 0; i < BITS; i++) on += bits[i]!
  if (on >= ALWAYS_FROM) return 1
  const threshold = THRESHOLDS[on] ?? Infinity
  const cohesion = ADJACENT.filter(bothOn).length - 0.6 * ANTIPODAL.filter(bothOn).length
  return cohesion > threshold ? 1 : 0
}

/**
 * The 12-bit data set of Shwartz-Ziv & Tishby: all 4096 patterns of twelve bits in counting order, column 0 the most
 * significant bit, as −1 and +1, with a label that is a function of the pattern (2118 ones).
 *
 * The labels are made by a rule that reproduces the published table `var_u.mat` (artemyk/ibsgd, MIT) exactly: a
 * threshold on the number of adjacent minus .6 × antipodal pairs of ones on an icosahedron.
 */
export function twelveBitData(): DataSet {
  const n = 2 ** BITS
  const inputs = new Float32Array(n * BITS)
  const labels = new Int32Array(n)
  const bits = new Uint8Array(BITS)
  for (let i = 0; i < n; i++) {
    for (let column = 0; column < BITS; column++) {
      const bit = (i >> (BITS - 1 - column)) & 1
      bits[column] = bit
      inputs[i * BITS + column] = 2 * bit - 1
    }
    labels[i] = label(bits)
  }
  return {
    name: '12-bit (Shwartz-Ziv & Tishby)',
    inputs: { data: inputs, shape: [n, BITS] },
    labels,
    classes: 2,
  }
}
