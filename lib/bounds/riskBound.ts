import { requireInteger, requireOneOf, requireOptions, requirePositive } from '../arguments'
import { typeError } from '../errors'
import { chiSquareSurvival } from './chiSquare'

export interface RiskBoundOptions {
  /** Independent samples, a positive integer. */
  n: number
  /** Dimension, a positive integer. */
  d: number
  /** Standard deviation of the noise. */
  sigma: number
  /** Default `valid`. */
  form?: 'valid' | 'published'
  /** The ε > 0 of the published form; default .005. */
  epsilon?: number
}

// A chi-square tail in n dimensions costs O(√n); beyond this no dimension is meant.
const MOST_DIMENSIONS = 2 ** 31 - 1

/**
 * How far, on average over samples, the entropy ĥ of n samples under noise may be from that of the distribution behind
 * them: a bound on E|ĥ − h| for **every** distribution with support in [−1, 1]^d. It explains how accuracy depends on
 * n, d and σ; it is far above what is seen, so plan from a pilot and read errors off `interval`.
 *
 * @returns nats; Infinity where it exceeds a double. Above (d/2) log(1 + 1/σ²), the whole range of such entropies, it
 *   says nothing.
 * @throws TypeError or RangeError with a stable `code` and the `argument`
 *
 * Source: Goldfeld, Greenewald, Polyanskiy, arXiv 1810.11589v1, eq. 52.
 * - `published`: as printed, a = √((2+ε) log n). It uses P(χ²_d > a²) ≤ 1/n, which can fail from d = 3 on; then it is a
 *   formula to compare with, not a bound.
 * - `valid`: 2·P(χ²_d > a²) in place of 2/n, minimised over every a at which the argument of the logarithm is at least
 *   e². There x log 1/x is monotone, as the proof needs. At the minimum the tail's bracket was checked to exceed what it
 *   bounds, E[(2√d + σ‖Z‖)²/2σ² given ‖Z‖ > a], for n from 1 to 9e15, d to 100 and σ from .001 to 1000 (by the script beside the tests' fixtures).
 * Cost: 200 chi-square tails.
 */
export function riskBound(options: RiskBoundOptions): number {
  requireOptions(options, ['n', 'd', 'sigma', 'form', 'epsilon'], '{ n: 1000, d: 2, sigma: 0.1 }')
  const form = requireOneOf('form', options.form ?? 'valid', ['valid', 'published'])
  const { epsilon } = options
  if (epsilon !== undefined && form !== 'published') {
    throw typeError('epsilon', "only the form 'published' has one; 'valid' minimises instead")
  }
  const n = requireInteger('n', options.n, 1)
  const d = requireInteger('d', options.d, 1, MOST_DIMENSIONS)
  const sigma = requirePositive('sigma', options.sigma)
  const bracket = tailBracket(d, sigma)
  if (form === 'published') {
    const a = Math.sqrt((2 + requirePositive('epsilon', epsilon ?? 0.005)) * Math.log(n))
    return insideBox(n, d, sigma, a) + (bracket * 2) / n
  }
  if (bracket === Number.POSITIVE_INFINITY) return bracket
  const smallest = Math.max(0, (Math.sqrt(Math.PI) / 2) * Math.exp((2 - Math.log(n)) / d) - 1 / sigma)
  // P(‖Z‖ > √d + t) ≤ exp(−t²/2): there the tail is at most 2/n, and beyond it only the other term changes.
  const largest = Math.max(smallest + 1, Math.sqrt(d) + Math.sqrt(2 * Math.log(n * bracket)))
  const risk = (a: number) => insideBox(n, d, sigma, a) + bracket * 2 * chiSquareSurvival(a * a, d)
  return minimum(risk, smallest, largest)
}

/**
 * Of the box [−1−σa, 1+σa]^d, λ its volume: ½ log(nλ/(πσ²)^{d/2}) · √(λ / (n (4πσ²)^{d/2})). By logarithms, so that
 * neither factor overflows before the product does.
 */
function insideBox(n: number, d: number, sigma: number, a: number): number {
  const logEdge = Math.log(2 / sigma + 2 * a)
  const logArgument = Math.log(n) + d * (logEdge - Math.log(Math.PI) / 2)
  const logRoot = (d / 2) * (logEdge - Math.log(4 * Math.PI) / 2) - Math.log(n) / 2
  return (logArgument / 2) * Math.exp(logRoot)
}

/** c² + 2cd(1+σ²)/σ² + 8d(d+2σ⁴+dσ⁴)/σ⁴ with c = (d/2) log(2πσ²) + d/σ² > 0. */
function tailBracket(d: number, sigma: number): number {
  const precision = 1 / sigma / sigma
  const c = d * (Math.log(2 * Math.PI) / 2 + Math.log(sigma) + precision)
  return c * c + 2 * c * d * (1 + precision) + 8 * d * (d * precision * precision + 2 + d)
}

/** The least value on [low, high], found on ever finer grids: near a minimum the value hardly depends on its place. */
function minimum(value: (x: number) => number, low: number, high: number): number {
  const intervals = 32
  let least = Number.POSITIVE_INFINITY
  let best = low
  for (let round = 0; round < 6; round++) {
    const step = (high - low) / intervals
    for (let i = 0; i <= intervals; i++) {
      const x = low + i * step
      const candidate = value(x)
      if (candidate < least) {
        least = candidate
        best = x
      }
    }
    low = Math.max(low, best - step)
    high = Math.min(high, best + step)
  }
  return least
}
