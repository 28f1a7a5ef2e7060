// Entropies of one noisy coordinate by quadrature, from code that shares nothing with the native core.

/** The trapezoid rule has this many points in a σ: its error is about exp(−2π² · 8²), none at all. */
const POINTS_PER_SIGMA = 8
/** Beyond so many σ of every node the density is left out: e^(−40) of its peak. */
const REACH = 9
const PANELS_PER_SCALE = 2
const NODES_PER_PANEL = 8

/** Abscissas and weights of Gauss and Legendre on [−1, 1], by Newton's iteration. */
function gaussLegendre(count) {
  return Array.from({ length: count }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5))
    let slope = 1
    for (let step = 0; step < 10; step++) {
      let [previous, current] = [1, x]
      for (let k = 2; k <= count; k++) {
        ;[previous, current] = [current, ((2 * k - 1) * x * current - (k - 1) * previous) / k]
      }
      slope = (count * (x * current - previous)) / (x * x - 1)
      x -= current / slope
    }
    return { x, weight: 2 / ((1 - x * x) * slope * slope) }
  })
}

/** A density on [low, high], smooth at `scale`, as nodes in ascending order with weights. */
export function nodesOfDensity({ density, range: [low, high], scale }, sigma) {
  const panels = Math.ceil(((high - low) * PANELS_PER_SCALE) / Math.min(scale, sigma))
  const half = (high - low) / panels / 2
  const rule = gaussLegendre(NODES_PER_PANEL).reverse()
  const at = []
  const weights = []
  for (let panel = 0; panel < panels; panel++) {
    for (const { x, weight } of rule) {
      const s = low + (2 * panel + 1 + x) * half
      at.push(s)
      weights.push(weight * half * density(s))
    }
  }
  return { at, weights }
}

/**
 * Of T = S + N(0, σ²), S on nodes in ascending order with weights: h(T) in nats, and the variance over S of
 * u(S) = E[−ln p(T) | S], the part of −ln p(T) that more draws of the noise cannot average away.
 */
export function noisyEntropy({ at, weights }, sigma) {
  const step = sigma / POINTS_PER_SIGMA
  const reach = REACH * sigma
  const first = Math.floor((at[0] - reach) / step)
  const count = Math.ceil((at[at.length - 1] + reach) / step) - first + 1
  const logDensity = new Float64Array(count)
  const peak = 1 / (sigma * Math.sqrt(2 * Math.PI))
  const kernel = (t, s) => peak * Math.exp(-((t - s) ** 2) / (2 * sigma * sigma))
  let entropy = 0
  let begin = 0
  for (let i = 0; i < count; i++) {
    const t = (first + i) * step
    while (at[begin] < t - reach) begin++
    let density = 0
    for (let k = begin; k < at.length && at[k] <= t + reach; k++) density += weights[k] * kernel(t, at[k])
    logDensity[i] = density > 0 ? Math.log(density) : 0
    entropy -= step * density * logDensity[i]
  }
  let variance = 0
  for (let k = 0; k < at.length; k++) {
    let u = 0
    const last = Math.floor((at[k] + reach) / step) - first
    for (let i = Math.ceil((at[k] - reach) / step) - first; i <= last; i++) {
      u -= step * kernel((first + i) * step, at[k]) * logDensity[i]
    }
    variance += weights[k] * (u - entropy) ** 2
  }
  return { entropy, variance }
}
