export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

export function deviation(values) {
  const center = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1))
}

export function median(values) {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The share of replications with trust.ok, and how many of those hold the truth; null without any. */
export function shareOfTrusted(outcomes, truth) {
  const trusted = outcomes.filter(({ ok }) => ok)
  const covered = trusted.filter(({ low, high }) => low <= truth && truth <= high)
  return {
    trusted: trusted.length / outcomes.length,
    coverageOfTrusted: trusted.length > 0 ? covered.length / trusted.length : null,
  }
}
