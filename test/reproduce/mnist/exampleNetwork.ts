import type { DigitNetwork } from '../../../lib/reproduce/mnist/digitNetwork'

export const MEASURED = 2000
export const LOG_N = Math.log(MEASURED)

export interface Example {
  sigma?: number
  dropout?: number
  /** Of the dense layer at the end: change of the gap of cosines, and its standard error. */
  growth?: number
  standardError?: number
  /** Gained by k-means. */
  agreement?: number
  /** H(Bin(T)) of the dense layer at the end. */
  binned?: number
  /** Test digits, of the 2000, that are classified wrongly. */
  wrong?: readonly number[]
  /** Of every layer but the first: from below and above. */
  bounds?: { label: number; gaussian: number }
  /** Of the first layer, from below. */
  pairwise?: number
}

/** A network that is as the claims want it but for `changes`, at three epochs. */
export function exampleNetwork({
  sigma = 0,
  dropout = 0,
  growth = 0.4,
  standardError = 0.01,
  agreement = 0.3,
  binned = LOG_N - 1,
  wrong = [],
  bounds = { label: 2, gaussian: 100 },
  pairwise = LOG_N - 0.001,
}: Example = {}): DigitNetwork {
  const performance = { loss: 0.2, accuracy: 1 - wrong.length / MEASURED }
  const correct = Array.from({ length: MEASURED }, (_, i) => (wrong.includes(i) ? '0' : '1')).join('')
  const layersAt = (share: number) =>
    [1, 2, 3].map((layer) => ({
      layer,
      width: [1152, 256, 128][layer - 1]!,
      binned: { fine: LOG_N + share * (binned - LOG_N), coarse: LOG_N + share * (binned - LOG_N) },
      kMeans: { k: 10, explained: 0.5, adjustedMutualInformation: 0.5 + share * agreement },
      cosine: { within: 0.6 + share * growth, across: 0.5 },
      growth: { value: share * growth, standardError: share * standardError },
    }))
  return {
    sigma,
    dropout,
    digits: { train: 8000, test: MEASURED, measured: MEASURED },
    snapshots: [0, 1, 10].map((epoch) => ({
      epoch,
      train: performance,
      test: performance,
      layers: layersAt(epoch / 10),
    })),
    correct,
    bounds:
      sigma === 0
        ? []
        : [1, 2, 3].map((layer) => ({
            layer,
            width: [1152, 256, 128][layer - 1]!,
            logN: LOG_N,
            ...bounds,
            pairwise: layer === 1 ? { lower: pairwise, upper: LOG_N } : null,
            samplesOrder: 37,
          })),
  }
}

/** The networks of the item, with changes to those of one kind. */
export function exampleNetworks(changes: { plain?: Example; noisy?: Example; dropping?: Example } = {}) {
  return [
    exampleNetwork(changes.plain),
    exampleNetwork({ sigma: 0.1 }),
    exampleNetwork({ sigma: 0.2, ...changes.noisy }),
    exampleNetwork({ dropout: 0.2, ...changes.dropping }),
  ]
}
