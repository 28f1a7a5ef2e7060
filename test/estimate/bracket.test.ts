// Both ends of the bracket before their margins, against NumPy's from the same rows and Gauss–Hermite integrals.
import type { NativeEstimateRequest, NativeInterval } from '../../lib/native/addon'
import { addon } from '../../lib/native/loader'
import bracket from '../fixtures/estimate/bracket.json'

const SEEDS = 100

function estimateOf(seed: number) {
  const n = bracket.rows.length
  const request: NativeEstimateRequest = {
    samples: Float64Array.from(bracket.rows),
    n,
    d: 1,
    sigma: bracket.sigma,
    weights: new Float64Array(n).fill(1 / n),
    conditions: [Int32Array.from({ length: n }, (_, i) => (2 * i < n ? 0 : 1))],
    population: 'sample',
    method: 'quadrature',
    draws: 0,
    tolerance: 1,
    seed,
    threads: 1,
  }
  return addon().estimate(request, null).promise
}

function moments(values: number[]) {
  const mean = values.reduce((sum, value) => sum + value) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) }
}

test('the ends are those of NumPy, on average over seeds', async () => {
  const estimates = await Promise.all(Array.from({ length: SEEDS }, (_, seed) => estimateOf(seed)))
  const expectEnd = (
    end: (estimate: (typeof estimates)[number]) => NativeInterval,
    side: 'low' | 'high',
    expected: { mean: number; standardError: number },
  ) => {
    const { mean, standardError } = moments(estimates.map((estimate) => end(estimate)[side].value))
    // Points, and which rows share a fold, are by chance: five standard errors of both averages, about .01 nats, where
    // the ends are .08 to .14 apart.
    const error = Math.hypot(standardError, expected.standardError)
    expect(error).toBeLessThan(0.003)
    expect(Math.abs(mean - expected.mean)).toBeLessThan(5 * error)
  }
  const exact = (mean: number) => ({ mean, standardError: 0 })
  expectEnd(({ entropyInterval }) => entropyInterval!, 'low', exact(bracket.entropyLow))
  expectEnd(({ entropyInterval }) => entropyInterval!, 'high', bracket.entropyHigh)
  const conditional = ({ conditions }: (typeof estimates)[number]) => conditions[0]!.conditionalInterval!
  expectEnd(conditional, 'low', exact(bracket.conditionalLow))
  expectEnd(conditional, 'high', bracket.conditionalHigh)
  const mutual = ({ conditions }: (typeof estimates)[number]) => conditions[0]!.mutualInterval!
  expectEnd(mutual, 'low', bracket.mutualLow)
  expectEnd(mutual, 'high', bracket.mutualHigh)
})
