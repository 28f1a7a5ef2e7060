import { type DataSet, dataHash, selectRows } from '../../data/dataSet'
import type { Digits } from '../../data/mnist/mnistDigits'
import { discreteEntropy } from '../../estimators/binning/discreteEntropy'
import { type ConvNetwork, createConvNetwork } from '../../network/conv/convNetwork'
import { propagateConv } from '../../network/conv/propagateConv'
import type { Tfjs } from '../../network/tfjs'
import { shuffledIndices } from '../../random/random'
import type { Performance } from '../../runs/schema'
import { meanPerformance } from '../../training/evaluate'
import { snapshotEpochs } from '../../training/snapshots'
import { trainConv } from '../../training/trainConv'
import { type LayerBounds, layerBounds } from './layerBounds'
import { type LayerMeasures, measureLayer } from './layerMeasures'

/** What decides a network's training and measuring, beside the digits. */
export interface DigitNetworkSettings {
  /** Of the noise after every hidden layer; 0 for none. */
  sigma: number
  /** Probability that a unit is dropped in training; 0 for none. */
  dropout: number
  filters: readonly [number, number]
  units: number
  epochs: number
  batchSize: number
  learningRate: number
  /** At least so many epochs are measured, log-spaced. */
  snapshots: number
  /** At most so many test digits are looked at layer by layer. */
  measured: number
  seed: number
}

/** A trained network and all that was measured of it: plain JSON. */
export interface DigitNetwork {
  sigma: number
  dropout: number
  /** Digits trained on, tested on, and looked at layer by layer. */
  digits: { train: number; test: number; measured: number }
  snapshots: DigitSnapshot[]
  /** Of each test digit, in the end: `1` where it was classified rightly, else `0`. */
  correct: string
  /** At the end; none where there is no noise: I(X;T) is then that of a function of X. */
  bounds: LayerBounds[]
}

export interface DigitSnapshot {
  epoch: number
  train: Performance
  test: Performance
  layers: LayerMeasures[]
}

/** Images of a data set that are evaluated together: it bounds the memory. */
const BLOCK = 2000
/** Training digits whose loss is taken, at most. */
const MOST_EVALUATED = 2000

/** Trains a network on digits and measures it at log-spaced epochs. */
export async function digitNetwork(
  tf: Tfjs,
  digits: Digits,
  settings: DigitNetworkSettings,
  { signal, onShare }: { signal: AbortSignal | undefined; onShare: (share: number) => void },
): Promise<DigitNetwork> {
  const { sigma, dropout, epochs, seed, batchSize, learningRate, filters, units } = settings
  const { classes } = digits.train
  const side = Math.sqrt(digits.train.inputs.shape[1])
  const network = createConvNetwork({ side, filters, units, classes, sigma, dropout, seed })
  const train = selectRows(digits.train, firstRows(digits.train, MOST_EVALUATED))
  const measured = someDigits(digits.test, settings)
  const result: DigitNetwork = {
    sigma,
    dropout,
    digits: {
      train: digits.train.labels.length,
      test: digits.test.labels.length,
      measured: measured.labels.length,
    },
    snapshots: [],
    correct: '',
    bounds: [],
  }
  const gaps: Float64Array[] = []
  const measure = async (epoch: number) => {
    const options = { seed, signal }
    const { hidden, logits } = await propagateConv(tf, network, measured.inputs, options)
    const layers: LayerMeasures[] = []
    for (const [i, samples] of hidden.entries()) {
      const found = await measureLayer(i + 1, samples, measured, gaps[i] ?? null, options)
      gaps[i] ??= found.gaps
      layers.push(found.measures)
    }
    const test = await evaluate(tf, network, digits.test, options)
    const { performance } = await evaluate(tf, network, train, options)
    result.snapshots.push({ epoch, train: performance, test: test.performance, layers })
    if (epoch < epochs) return
    result.correct = test.correct
    if (sigma === 0) return
    const label = classEntropy(measured) - performanceOf(logits, measured.labels).loss
    for (const [i, { centers }] of hidden.entries()) {
      result.bounds.push(await layerBounds(i + 1, centers, { sigma, label, signal }))
    }
  }
  await trainConv(tf, network, digits.train, {
    epochs,
    batchSize,
    learningRate,
    seed,
    snapshots: snapshotEpochs(epochs, settings.snapshots),
    onSnapshot: measure,
    onEpoch: (epoch) => onShare(epoch / epochs),
    signal,
  })
  return result
}

/** SHA-256 of what is trained on and what is tested on. */
export const digitsHash = ({ train, test }: Digits) => `${dataHash(train)} ${dataHash(test)}`

const firstRows = ({ labels }: DataSet, most: number) =>
  Uint32Array.from({ length: Math.min(most, labels.length) }, (_, i) => i)

/** Test digits chosen at random: the files have neater writers first. */
function someDigits(test: DataSet, { measured, seed }: DigitNetworkSettings): DataSet {
  const n = test.labels.length
  if (n <= measured) return test
  return selectRows(test, shuffledIndices(n, { seed, purpose: 'measuredDigits' }).subarray(0, measured))
}

/** How well the network does on a data set in one pass, and on which of its rows. */
async function evaluate(
  tf: Tfjs,
  network: ConvNetwork,
  { inputs, labels }: DataSet,
  { seed, signal }: { seed: number; signal: AbortSignal | undefined },
): Promise<{ performance: Performance; correct: string }> {
  const [n, d] = inputs.shape
  const logits = new Float32Array(n * network.classes)
  for (let first = 0; first < n; first += BLOCK) {
    const end = Math.min(first + BLOCK, n)
    const block = { data: inputs.data.subarray(first * d, end * d), shape: [end - first, d] as const }
    // Each block has noise of its own; pass 0 is that of the digits that are measured.
    const pass = 1 + first / BLOCK
    const found = await propagateConv(tf, network, block, { seed, pass, signal })
    logits.set(found.logits.data, first * network.classes)
  }
  const all = { data: logits, shape: [n, network.classes] as const }
  const isRight = (label: number, row: number) => {
    const own = logits.subarray(row * network.classes, (row + 1) * network.classes)
    return own.indexOf(Math.max(...own)) === label
  }
  return {
    performance: performanceOf(all, labels),
    correct: Array.from(labels, (label, row) => (isRight(label, row) ? '1' : '0')).join(''),
  }
}

function performanceOf(logits: DataSet['inputs'], labels: Int32Array): Performance {
  const inputs = Int32Array.from(labels, (_, i) => i)
  return meanPerformance({ layer: 0, centers: logits, inputs }, labels)
}

/** H(Y) in nats of the digits' classes. */
function classEntropy({ labels, classes }: DataSet): number {
  const counts = new Float64Array(classes)
  for (const label of labels) counts[label]!++
  return discreteEntropy(counts).value
}
