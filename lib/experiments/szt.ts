import { requireInteger, requireKnown, requirePositive } from '../arguments'
import { type DataSet, dataHash, selectRows, splitRows } from '../data/dataSet'
import { twelveBitData } from '../data/twelveBit'
import { binnedEntropy } from '../estimate/binnedEntropy'
import { estimateMIGiven } from '../estimate/estimateMIGiven'
import type { Activation } from '../network/activation'
import { requireFraction } from '../network/check'
import { firstPass, noisyFirstPass } from '../network/firstPass'
import { createNetwork, type NoisyNetwork } from '../network/noisyNetwork'
import { propagate } from '../network/propagate'
import type { EstimateRow } from '../runs/schema'
import { ADAM_DEFAULTS } from '../training/adam'
import { type Backend, type BackendName, loadBackend } from '../training/backend'
import { meanPerformance } from '../training/evaluate'
import { snapshotEpochs } from '../training/snapshots'
import { train } from '../training/train'
import { clusterMeasures } from './clusterMeasures'
import { Peaks } from './peaks'
import { type Description, type Row, type RunOptions, type RunResult, recordRun } from './run'

const WIDTHS = [12, 10, 7, 5, 4, 3, 2]
/** The layer of so many units is small enough to look at. */
const SCATTER_WIDTH = 3
const BATCH_SIZE = 256
const LEARNING_RATE = 4e-4
const TRAINING_FRACTION = 0.8
/** 30 edges on [−1, 1], as published code for this data set uses. */
const BIN_WIDTH = 2 / 29
/** Standard error wanted of each mutual information, nats. */
const TOLERANCE = 0.01
/** Passes are numbered through the run, and keys of random numbers hold 32 bits: their product stays below. */
const MOST_EPOCHS = 1e6
const MOST_PASSES = 4096

export interface SztSettings {
  /** Default 2000. */
  epochs: number
  /** An integer in [0, 2^53). Default 0. */
  seed: number
  /** Standard deviation of the noise in every hidden layer. Default .005. */
  sigma: number
  /** Default `tanh`. */
  activation: Activation
  /** β of the orthonormality retraction, in [0, 1]; 0 is off. Default 0. */
  orthonormal: number
  /** Noisy passes of each input when measuring. Default 16. */
  passes: number
  /** At least so many epochs are measured, log-spaced, 0 and the last among them. Default 30. */
  snapshots: number
  /** Default `auto`. */
  backend: 'auto' | BackendName
}

export const SZT_DEFAULTS: SztSettings = {
  epochs: 2000,
  seed: 0,
  sigma: 0.005,
  activation: 'tanh',
  orthonormal: 0,
  passes: 16,
  snapshots: 30,
  backend: 'auto',
}

/**
 * Trains the noisy 12–10–7–5–4–3–2 network on the 12-bit data set and measures I(X;T_l), I(Y;T_l) and H(Bin(T_l)) of
 * every hidden layer at log-spaced epochs, X uniform over all 4096 inputs.
 *
 * I(X;T_l) and I(Y;T_l) come from the same centers and evaluation points, `passes` noisy passes of each input. Layer 1
 * needs one: there the center is a function of the input. Loss and accuracy are means over the same passes. How the inputs
 * cluster is measured in the first of them; at the end, which of them merged since the layer's largest I(X;T).
 *
 * The poster does not give its σ, optimiser, rate or regulariser: the settings here are ours.
 * @throws TypeError or RangeError naming the setting; ERR_INFOFLOW_BACKEND_MISSING.
 */
export async function runSzt(chosen: Partial<SztSettings>, options: RunOptions): Promise<RunResult> {
  const settings = checked({ ...SZT_DEFAULTS, ...chosen })
  const { epochs, seed, sigma, activation, orthonormal } = settings
  const { signal } = options
  const network = createNetwork({ widths: WIDTHS, activation, sigma, seed })
  const backend = await loadBackend({ backend: settings.backend, onFallback: options.onWarning })
  const data = twelveBitData()
  const split = splitRows(data.labels.length, TRAINING_FRACTION, seed)
  const snapshots = snapshotEpochs(epochs, settings.snapshots)
  const run: SztRun = { settings, network, backend, data, split, snapshots, peaks: new Peaks() }

  return await recordRun(describe(run), { epochs, snapshots }, options, (journal) =>
    train(backend.tf, network, selectRows(data, split.train), {
      epochs,
      batchSize: BATCH_SIZE,
      learningRate: LEARNING_RATE,
      orthonormal,
      seed,
      snapshots,
      onSnapshot: (epoch) => journal.snapshot(epoch, () => measure(run, epoch, signal)),
      onEpoch: (epoch) => journal.reached(epoch),
      signal,
    }),
  )
}

interface SztRun {
  settings: SztSettings
  network: NoisyNetwork
  backend: Backend
  data: DataSet
  split: { train: Uint32Array; test: Uint32Array }
  snapshots: readonly number[]
  peaks: Peaks
}

function checked(settings: SztSettings): SztSettings {
  requireKnown(settings, Object.keys(SZT_DEFAULTS))
  requireInteger('epochs', settings.epochs, 1, MOST_EPOCHS)
  requirePositive('sigma', settings.sigma)
  requireFraction('orthonormal', settings.orthonormal)
  requireInteger('passes', settings.passes, 1, MOST_PASSES)
  requireInteger('snapshots', settings.snapshots, 2)
  return settings
}

async function* measure(run: SztRun, epoch: number, signal: AbortSignal | undefined): AsyncGenerator<Row> {
  const { network, backend, data, split, peaks } = run
  const { epochs, seed, passes, sigma } = run.settings
  // The same noise in every snapshot: what moves between them is the network.
  const pass = { seed, first: 0 }
  const layers = WIDTHS.slice(1).map((_, i) => i + 1)
  const hidden = await propagate(backend.tf, network, data.inputs, { ...pass, passes, layers, signal })
  const logits = hidden.pop()!
  yield {
    history: {
      epoch,
      train: meanPerformance(logits, data.labels, new Set(split.train)),
      test: meanPerformance(logits, data.labels, new Set(split.test)),
    },
  }
  yield { parameters: { epoch, parameters: Array.from(network.parameters) } }
  for (const layerCenters of hidden) {
    const { layer, centers, inputs } = layerCenters
    const width = WIDTHS[layer]!
    const row = (quantity: EstimateRow['quantity'], estimate: EstimateRow['estimate']) => ({
      estimate: { epoch, layer, width, quantity, estimate },
    })
    const given = { x: inputs, y: inputs.map((input) => data.labels[input]!) }
    const { x, y } = await estimateMIGiven(centers, given, {
      sigma,
      tolerance: TOLERANCE,
      population: layer === 1 ? 'complete' : 'groups',
      seed,
      ...(signal && { signal }),
    })
    yield row('I(X;T)', x)
    yield row('I(Y;T)', y)
    const samples = noisyFirstPass(network, layerCenters, pass)
    yield row('H(Bin(T))', binnedEntropy(samples, { binWidth: BIN_WIDTH }))
    const first = firstPass(layerCenters)
    const clusters = await clusterMeasures(first, data.labels, { sigma, seed, signal })
    yield { clusters: { epoch, layer, width, clusters } }
    peaks.note(epoch, layerCenters, x)
    if (epoch === epochs) {
      const options = { classes: data.labels, sigma, seed, signal }
      const attribution = await peaks.changeSince(epoch, layerCenters, options)
      if (attribution !== null) yield { attribution }
    }
    if (width === SCATTER_WIDTH) {
      const points = Array.from(first.data, (value) => Math.round(value * 1e4) / 1e4)
      yield { scatter: { epoch, layer, points } }
    }
  }
}

function describe({ settings, backend, data, split, snapshots }: SztRun): Description {
  const { epochs, seed, sigma, activation, orthonormal, passes } = settings
  const n = data.labels.length
  return {
    experiment: 'szt',
    loss: { name: 'cross-entropy', unit: 'nats' },
    settings: {
      ...settings,
      backend: backend.name,
      widths: WIDTHS,
      batchSize: BATCH_SIZE,
      optimiser: 'Adam',
      learningRate: LEARNING_RATE,
      ...ADAM_DEFAULTS,
      trainingFraction: TRAINING_FRACTION,
      binWidth: BIN_WIDTH,
      tolerance: TOLERANCE,
    },
    summary: {
      Network: WIDTHS.join('–'),
      Activation: activation,
      'Initial weights': 'truncated normal of standard deviation 1/√fan-in, zero biases',
      'Noise σ': `${sigma} in every hidden layer, in training and measuring`,
      Optimiser: `Adam, rate ${LEARNING_RATE}, batches of ${BATCH_SIZE}`,
      Orthonormality: orthonormal > 0 ? `retraction of the hidden weights, β = ${orthonormal}` : 'none',
      Epochs: `${epochs}, of which ${snapshots.length} measured`,
      Split: `${split.train.length} inputs to train on, ${split.test.length} to test on`,
      'Noisy passes': `${passes} of each of the ${n} inputs, with the same noise in every snapshot`,
      'Bin width': `${BIN_WIDTH.toFixed(4)} (30 edges on [−1, 1])`,
    },
    backend: backend.name,
    versions: backend.versions,
    seed,
    data: { name: data.name, inputs: n, sha256: dataHash(data) },
    layers: WIDTHS.slice(1, -1),
    classes: Array.from(data.labels),
  }
}
