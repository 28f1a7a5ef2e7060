import { rangeError, typeError } from '../errors'
import type { BinnedEntropy } from '../runs/schema'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'

/**
 * Entropy H(Bin(T)) in nats of rows rounded to bins: a bin is floor(value / binWidth), a symbol is a whole row of bins.
 * It measures how the rows cluster at one scale; it is no mutual information of a deterministic network, and it
 * depends on the width. At most log n.
 *
 * @param samples n × d, see {@link Samples}
 * @param options `binWidth` in the units of the samples
 * @throws TypeError or RangeError with a stable `code` and the `argument`
 * Cost: O(n d). Source: Shwartz-Ziv and Tishby 2017; Goldfeld et al. 2019 for what it measures.
 */
export function binnedEntropy(samples: Samples, options: { binWidth: number }): BinnedEntropy {
  const binWidth = options?.binWidth
  if (typeof binWidth !== 'number') throw typeError('binWidth', 'a number is needed')
  if (!(binWidth > 0 && Number.isFinite(binWidth))) {
    throw rangeError('binWidth', `${binWidth} is not a positive finite number`)
  }
  const { data, n, d } = readSamples(samples)
  const counts = new Map<string, number>()
  for (let i = 0; i < n; i++) {
    let symbol = ''
    for (let k = 0; k < d; k++) symbol += `${Math.floor(data[i * d + k]! / binWidth)},`
    counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  }
  let value = 0
  for (const count of counts.values()) value -= (count / n) * Math.log(count / n)
  return {
    quantity: 'binned-entropy',
    unit: 'nats',
    value: Math.max(0, value),
    n,
    occupied: counts.size,
    binWidth,
  }
}
