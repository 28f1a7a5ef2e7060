import { type DiscreteEntropy, discreteEntropy } from './discreteEntropy'
import { countSymbols, rowSymbols, type Symbols } from './symbols'

/** What symbols say about the condition they were seen under. */
export interface SymbolInformation {
  /** H(symbol) − H(symbol|condition), nats. */
  value: number
  millerMadow: number
  entropy: DiscreteEntropy
  /** The mean over the conditions, by their shares; 0 where every row is its own condition. */
  conditionalEntropy: { value: number; millerMadow: number }
  /** Rows of the rarest condition; 1 without conditions. */
  smallestGroup: number
}

/** @param given the condition of each row, from 0 without gaps; null: every row is its own */
export function symbolInformation(symbols: Symbols, given: Int32Array | null): SymbolInformation {
  const entropy = discreteEntropy(countSymbols(symbols))
  const { conditionalEntropy, smallestGroup } =
    given === null
      ? { conditionalEntropy: { value: 0, millerMadow: 0 }, smallestGroup: 1 }
      : entropyGiven(symbols, given)
  return {
    value: entropy.value - conditionalEntropy.value,
    millerMadow: entropy.millerMadow - conditionalEntropy.millerMadow,
    entropy,
    conditionalEntropy,
    smallestGroup,
  }
}

function entropyGiven({ ofRow }: Symbols, given: Int32Array) {
  const n = ofRow.length
  const pairs = new Float64Array(2 * n)
  for (let i = 0; i < n; i++) {
    pairs[2 * i] = given[i]!
    pairs[2 * i + 1] = ofRow[i]!
  }
  const joint = rowSymbols(pairs, n, 2)
  const counts = countSymbols(joint)
  // The counts of each group's symbols, group by group.
  const groups: number[][] = []
  const seen = new Uint8Array(joint.count)
  for (let i = 0; i < n; i++) {
    const pair = joint.ofRow[i]!
    if (seen[pair]) continue
    seen[pair] = 1
    groups[given[i]!] ??= []
    groups[given[i]!]!.push(counts[pair]!)
  }
  let value = 0
  let millerMadow = 0
  let smallestGroup = n
  for (const group of groups) {
    const rows = group.reduce((sum, count) => sum + count, 0)
    const entropy = discreteEntropy(group)
    value += (rows / n) * entropy.value
    millerMadow += (rows / n) * entropy.millerMadow
    smallestGroup = Math.min(smallestGroup, rows)
  }
  return { conditionalEntropy: { value, millerMadow }, smallestGroup }
}
