import { addon } from '../native/loader'

/** Below this, degrees of freedom are rounded down: the approximation is for whole numbers there. */
const WHOLE_BELOW = 5

/**
 * The t with P(T ≤ t) = p for Student's distribution, ½ < p < 1, degrees of freedom ≥ 1.
 *
 * Accuracy: relative error below 1e-4, exact at 1 and 2 degrees of freedom; below 5 they are rounded down, which widens.
 * Source: G. W. Hill, "Algorithm 396: Student's t-quantiles", Communications of the ACM 13 (1970) 619–620.
 */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  const n = degreesOfFreedom < WHOLE_BELOW ? Math.floor(degreesOfFreedom) : degreesOfFreedom
  const tails = 2 * (1 - p)
  if (n === 1) return 1 / Math.tan((tails * Math.PI) / 2)
  if (n === 2) return Math.sqrt(2 / (tails * (2 - tails)) - 2)
  const a = 1 / (n - 0.5)
  const b = 48 / (a * a)
  const c = (((20700 * a) / b - 98) * a - 16) * a + 96.36
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * n
  const y = (d * tails) ** (2 / n)
  return Math.sqrt(n * (y > 0.05 + a ? nearNormal(p, n, a, b, c, d) : farInTheTail(y, n, d)))
}

/** t²/n from the normal quantile, by Hill's asymptotic expansion. */
function nearNormal(p: number, n: number, a: number, b: number, c: number, d: number): number {
  const x = -addon().normalQuantile(p)
  let y = x * x
  let scale = c
  if (n < 5) scale += 0.3 * (n - 4.5) * (x + 0.6)
  scale += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b
  y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / scale - y - 3) / b + 1) * x
  return Math.expm1(a * y * y)
}

/** t²/n from the leading power of the tail. */
function farInTheTail(y: number, n: number, d: number): number {
  const correction = 1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)
  return ((correction * y - 1) * (n + 1)) / (n + 2) + 1 / y
}
