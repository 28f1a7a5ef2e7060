import { readLabels, requireOneOf, requireOptions } from '../../arguments'
import { readSamples } from '../../samples/samples'
import type { Samples } from '../../samples/types'
import { ROUNDING_NATS, rivalEstimate } from '../result'
import type { RivalEstimate, RivalSettings } from '../types'
import { symbolInformation } from './symbolInformation'
import { rowSymbols } from './symbols'

export interface QuantizedOptions {
  /** n non-negative integers, the condition each row was seen under; left out: every row is its own. */
  given?: ArrayLike<number>
  /** `complete` (default): the rows are all inputs there are. `sample`: draws from something larger. */
  population?: 'complete' | 'sample'
}

export interface QuantizedSettings extends RivalSettings {
  estimator: 'quantized'
  d: number
  population: 'complete' | 'sample'
}

export interface QuantizedEstimate extends RivalEstimate<'mutual-information', QuantizedSettings> {
  /** Distinct rows. */
  occupied: number
}

/**
 * Mutual information in nats of a deterministic network whose activations are quantized, so that they take finitely many
 * values: distinct rows are the symbols, and over all inputs the count is exact. Without `given` I(X;T) = H(T).
 *
 * @param samples n × d activations as the network computes them, see {@link Samples}: not binned afterwards
 * @throws TypeError or RangeError with a stable `code` and the `argument`
 *
 * Accuracy: exact over a complete population (interval: rounding); for a sample biased, and `trust` says so.
 * Cost: O(n d). Source: Lorenzen, Igel, Nielsen, "Information Bottleneck: Exact Analysis of (Quantized) Neural
 * Networks", ICLR 2022, sec. 3. Edge cases: 0 and −0 are equal.
 */
export function quantizedMI(samples: Samples, options: QuantizedOptions = {}): QuantizedEstimate {
  const chosen = requireOptions(options, ['given', 'population'], "{ population: 'complete' }")
  const population = requireOneOf('population', chosen.population ?? 'complete', [
    'complete',
    'sample',
  ] as const)
  const { data, n, d } = readSamples(samples)
  const labels = chosen.given === undefined ? null : readLabels('given', chosen.given, n)
  const { value, entropy } = symbolInformation(rowSymbols(data, n, d), labels)
  const settings = { estimator: 'quantized' as const, n, d, population }
  const estimate = { ...rivalEstimate('mutual-information', value, settings, []), occupied: entropy.occupied }
  if (population === 'sample') return estimate
  const interval = { low: value - ROUNDING_NATS, high: value + ROUNDING_NATS, confidence: 1 }
  return { ...estimate, interval, trust: { ok: true, warnings: [] } }
}
