/**
 * P(χ²_d > x), relative error below 1e-12 for d up to 10⁴.
 *
 * The regularised incomplete gamma function Q(d/2, x/2): its power series below the mean, its continued fraction above
 * (Abramowitz and Stegun 6.5.29, 6.5.31), each where it converges in O(√d) steps and without cancellation.
 * @param x finite, ≥ 0
 * @param d degrees of freedom, a positive integer
 */
export function chiSquareSurvival(x: number, d: number): number {
  const shape = d / 2
  const point = x / 2
  if (point === 0) return 1
  return point < shape + 1 ? 1 - lowerBySeries(shape, point) : upperByFraction(shape, point)
}

/** Σ_k x^k / (s+1)…(s+k), times x^s e^−x / Γ(s+1). */
function lowerBySeries(s: number, x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * Number.EPSILON; k++) {
    term *= x / (s + k)
    sum += term
  }
  return (prefactor(s, x) / s) * sum
}

/** 1/(x+1−s − 1(1−s)/(x+3−s − 2(2−s)/(x+5−s − …))), times x^s e^−x / Γ(s), by the modified Lentz method. */
function upperByFraction(s: number, x: number): number {
  const tiny = 1e-300
  let denominator = x + 1 - s
  let c = 1 / tiny
  let inverse = 1 / denominator
  let fraction = inverse
  for (let k = 1, change = 0; Math.abs(change - 1) > Number.EPSILON; k++) {
    const numerator = k * (s - k)
    denominator += 2
    inverse = 1 / nonZero(numerator * inverse + denominator, tiny)
    c = nonZero(denominator + numerator / c, tiny)
    change = c * inverse
    fraction *= change
  }
  return prefactor(s, x) * fraction
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}

/** x^s e^−x / Γ(s), from the distance of x to s, so that large s and x do not cancel. */
function prefactor(s: number, x: number): number {
  const excess = x / s - 1
  const exponent = s * (Math.log1p(excess) - excess) - stirlingCorrection(s)
  return Math.sqrt(s / (2 * Math.PI)) * Math.exp(exponent)
}

/** ln Γ(s) − [(s − ½) ln s − s + ½ ln 2π] (Abramowitz and Stegun 6.1.41; error below 1e-16 from s = 10 on). */
function stirlingCorrection(s: number): number {
  if (s < 10) return stirlingCorrection(s + 1) + (s + 0.5) * Math.log1p(1 / s) - 1
  const z = 1 / (s * s)
  return (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - (z * 691) / 360360))))) / s
}
