/** Entropy in nats of symbols that occurred so often, as they are and with the bias corrected. */
export interface DiscreteEntropy {
  /** −Σ (count/n) log(count/n): biased down. */
  value: number
  /** With (m − 1)/2n added, m symbols seen: Miller, "Note on the bias of information estimates", 1955. */
  millerMadow: number
  /** Symbols seen. */
  occupied: number
}

export function discreteEntropy(counts: ArrayLike<number>): DiscreteEntropy {
  let n = 0
  let occupied = 0
  for (let i = 0; i < counts.length; i++) {
    n += counts[i]!
    if (counts[i]! > 0) occupied++
  }
  let value = 0
  for (let i = 0; i < counts.length; i++) {
    const share = counts[i]! / n
    if (share > 0) value -= share * Math.log(share)
  }
  // −1 log 1 is −0.
  value = Math.max(0, value)
  return { value, millerMadow: value + (occupied - 1) / (2 * n), occupied }
}
