/** A number of nats known up to the draws it comes from. */
export interface Contribution {
  value: number
  standardError: number
}

/** Sum of contributions from different draws. */
export function total(parts: Iterable<Contribution>): Contribution {
  let [value, variance] = [0, 0]
  for (const { value: part, standardError } of parts) {
    value += part
    variance += standardError ** 2
  }
  return { value, standardError: Math.sqrt(variance) }
}

/** Of two contributions from different draws. */
export function difference(b: Contribution, a: Contribution): Contribution {
  return { value: b.value - a.value, standardError: Math.hypot(a.standardError, b.standardError) }
}
