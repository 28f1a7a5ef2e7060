import { requireOptions } from '../arguments'
import { binsOf, readBinning } from '../estimators/binning/binning'
import { discreteEntropy } from '../estimators/binning/discreteEntropy'
import { countSymbols, rowSymbols } from '../estimators/binning/symbols'
import type { BinnedEntropy } from '../runs/schema'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'

/**
 * Entropy H(Bin(T)) in nats of rows rounded to bins: a bin is floor(value / binWidth), a symbol is a whole row of bins.
 * It measures how the rows cluster at one scale; it is no mutual information of a deterministic network, and it
 * depends on the width. At most log n. Other bins, conditions and corrections: `binnedMI` of `infoflow/estimators`.
 *
 * @param samples n × d, see {@link Samples}
 * @param options `binWidth` in the units of the samples
 * @throws TypeError or RangeError with a stable `code` and the `argument`
 * Cost: O(n d). Source: Shwartz-Ziv and Tishby 2017; Goldfeld et al. 2019 for what it measures.
 */
export function binnedEntropy(samples: Samples, options: { binWidth: number }): BinnedEntropy {
  const { binWidth } = requireOptions(options, ['binWidth'], '{ binWidth: 0.07 }')
  const binning = readBinning({ binWidth })
  const checked = readSamples(samples)
  const { n, d } = checked
  const { value, occupied } = discreteEntropy(countSymbols(rowSymbols(binsOf(checked, binning), n, d)))
  return { quantity: 'binned-entropy', unit: 'nats', value, n, occupied, binWidth }
}
