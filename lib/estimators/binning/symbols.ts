/** Rows as symbols: each distinct row of numbers has a number of its own, by first appearance. */
export interface Symbols {
  /** n. */
  ofRow: Int32Array
  count: number
}

/** Cost: O(n d) expected. NaN-free rows; 0 and −0 are equal. */
export function rowSymbols(rows: Float64Array | Float32Array, n: number, d: number): Symbols {
  const ofRow = new Int32Array(n)
  const first: number[] = []
  const mask = 2 ** Math.ceil(Math.log2(2 * n + 1)) - 1
  const table = new Int32Array(mask + 1).fill(-1)
  for (let i = 0; i < n; i++) {
    let slot = hashRow(rows, i * d, d) & mask
    while (table[slot] !== -1 && !equalRows(rows, i * d, first[table[slot]!]! * d, d))
      slot = (slot + 1) & mask
    if (table[slot] === -1) {
      table[slot] = first.length
      first.push(i)
    }
    ofRow[i] = table[slot]!
  }
  return { ofRow, count: first.length }
}

/** How often each symbol occurs. */
export function countSymbols({ ofRow, count }: Symbols): Float64Array {
  const counts = new Float64Array(count)
  for (const symbol of ofRow) counts[symbol]!++
  return counts
}

const words = new Float64Array(1)
const halves = new Int32Array(words.buffer)

function hashRow(rows: ArrayLike<number>, start: number, d: number): number {
  let hash = 0x811c9dc5
  for (let k = 0; k < d; k++) {
    words[0] = rows[start + k]! + 0
    hash = Math.imul(hash ^ halves[0]!, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 15) ^ halves[1]!, 0xc2b2ae35)
    hash ^= hash >>> 13
  }
  return hash >>> 0
}

function equalRows(rows: ArrayLike<number>, a: number, b: number, d: number): boolean {
  for (let k = 0; k < d; k++) if (rows[a + k] !== rows[b + k]) return false
  return true
}
