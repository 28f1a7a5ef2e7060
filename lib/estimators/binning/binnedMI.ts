import { readLabels, requireOptions } from '../../arguments'
import { readSamples } from '../../samples/samples'
import type { Samples } from '../../samples/types'
import { rivalEstimate } from '../result'
import type { RivalEstimate, RivalSettings, RivalWarning } from '../types'
import { BINNING_OPTIONS, type Binning, binsOf, type CheckedBinning, readBinning } from './binning'
import type { DiscreteEntropy } from './discreteEntropy'
import { symbolInformation } from './symbolInformation'
import { rowSymbols } from './symbols'

export type BinnedOptions = Binning & {
  /** n non-negative integers, the condition each row was drawn under; left out: every row is its own. */
  given?: ArrayLike<number>
}

export interface BinnedSettings extends RivalSettings {
  estimator: 'binning'
  d: number
  binning: CheckedBinning
}

export interface BinnedEstimate extends RivalEstimate<'binned-information', BinnedSettings> {
  /** `value` with the Miller–Madow correction of both entropies. */
  millerMadow: number
  /** H(Bin(T)). */
  entropy: DiscreteEntropy
  /** H(Bin(T)|G), the mean over the conditions. */
  conditionalEntropy: { value: number; millerMadow: number }
}

/** Fires always: what binning measures is not what it was published as. */
const NOT_INFORMATION: RivalWarning = {
  code: 'not-mutual-information',
  message:
    'of rounded activations: it depends on the bins, and for a deterministic network it measures how the rows cluster at that scale, not I(X;T), which is constant or infinite',
}

/** A count that is a good part of the rows says that most symbols were seen once. */
const FULL_SHARE = 0.5

/**
 * Mutual information in nats of the condition of each row and the row rounded to bins, I(G;Bin(T)) = H(Bin(T)) −
 * H(Bin(T)|G): with the label as `given` the "I(Y;T)" of earlier work; without `given` H(Bin(T)), its "I(X;T)".
 *
 * @param samples n × d, see {@link Samples}
 * @param options the bins, in the units of the samples: see {@link Binning}; unknown options are refused
 * @throws TypeError or RangeError with a stable `code` and the `argument`
 *
 * Accuracy: a count; `value` is biased down by about (symbols − 1)/2n, which `millerMadow` adds. Cost: O(n d).
 * Source: Shwartz-Ziv and Tishby, arXiv 1703.00810 (30 edges on [−1, 1]: `evenEdges`); Saxe et al., ICLR 2018 (bins
 * of fixed width); Goldfeld et al., ICML 2019, for what it measures. Edge cases: a value on an edge belongs to the bin
 * above; equal rows give 0.
 */
export function binnedMI(samples: Samples, options: BinnedOptions): BinnedEstimate {
  const { given, ...chosen } = requireOptions(options, ['given', ...BINNING_OPTIONS], '{ binWidth: 0.07 }')
  const binning = readBinning(chosen as Binning)
  const checked = readSamples(samples)
  const { n, d } = checked
  const labels = given === undefined ? null : readLabels('given', given, n)
  const symbols = rowSymbols(binsOf(checked, binning), n, d)
  const { value, millerMadow, entropy, conditionalEntropy } = symbolInformation(symbols, labels)
  const settings = { estimator: 'binning' as const, n, d, binning }
  const warnings = [NOT_INFORMATION, ...fullnessWarnings(entropy.occupied, n)]
  return {
    ...rivalEstimate('binned-information', value, settings, warnings),
    millerMadow,
    entropy,
    conditionalEntropy,
  }
}

function fullnessWarnings(occupied: number, n: number): RivalWarning[] {
  if (occupied < FULL_SHARE * n || n === 1) return []
  return [
    {
      code: 'saturated-at-log-n',
      message: `${occupied} of ${n} rows are symbols of their own: the value counts rows; use wider bins or more rows`,
    },
  ]
}

/** The same rows at several bin widths: what part of a change over training is the width's. */
export function binningSensitivity(
  samples: Samples,
  options: { binWidths: ArrayLike<number>; given?: ArrayLike<number> },
): BinnedEstimate[] {
  const { binWidths, ...rest } = requireOptions(options, ['binWidths', 'given'], '{ binWidths: [0.1, 0.2] }')
  return Array.from(binWidths, (binWidth) => binnedMI(samples, { ...rest, binWidth }))
}
