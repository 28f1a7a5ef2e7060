import { setImmediate } from 'node:timers/promises'
import { requireInteger, requireKnown, requirePositive } from '../arguments'
import { type DataSet, dataHash } from '../data/dataSet'
import { binnedEntropy } from '../estimate/binnedEntropy'
import { estimateMIGiven } from '../estimate/estimateMIGiven'
import { fillNormals } from '../random/random'
import type { EstimateRow, Performance } from '../runs/schema'
import { snapshotEpochs } from '../training/snapshots'
import { type Description, type Row, type RunOptions, type RunResult, recordRun } from './run'

const INPUTS = Float32Array.of(-3, -1, 1, 3)
/** Class +1 is {3}. */
const SIGNS = [-1, -1, -1, 1]
const LABELS = Int32Array.from(SIGNS, (sign) => (sign + 1) / 2)
const LEARNING_RATE = 0.02
/** Noisy passes of each input behind loss and accuracy. */
const EVALUATION_PASSES = 64
/** An odd number of bins on [−1, 1] puts the ends, where symbols gather, in the middle of a bin: 3σ from its edges. */
const BIN_WIDTH = 2 / 11
/** Epochs key the noise, in 32 bits. */
const MOST_EPOCHS = 1e9
/** Epochs whose noise is made at once; between blocks the event loop gets a turn. */
const BLOCK = 1000

export interface NeuronSettings {
  /** Default 100 000. */
  epochs: number
  /** An integer in [0, 2^53). Default 0. */
  seed: number
  /** Standard deviation of the neuron's noise. Default .03. */
  sigma: number
  /** At least so many epochs are measured, log-spaced, 0 and the last among them. Default 60. */
  snapshots: number
}

export const NEURON_DEFAULTS: NeuronSettings = { epochs: 100_000, seed: 0, sigma: 0.03, snapshots: 60 }

/**
 * The poster's single neuron, T = tanh(wX + b) + Z with X uniform on {±1, ±3} and class +1 = {3}: I(X;T) rises to about
 * ln 4 and falls in steps, to 1.040 and .562 nats, as symbols merge. By quadrature.
 *
 * Full-batch gradient descent on the logistic loss of the noisy T, from w = b = 0: two numbers and four inputs, so the
 * gradient is written out and needs no tfjs. The poster does not give its training: these settings are ours.
 */
export async function runNeuron(chosen: Partial<NeuronSettings>, options: RunOptions): Promise<RunResult> {
  const settings = checked({ ...NEURON_DEFAULTS, ...chosen })
  const { epochs } = settings
  const snapshots = snapshotEpochs(epochs, settings.snapshots)
  const measured = new Set(snapshots)
  const neuron: Neuron = { w: 0, b: 0 }
  const description = describe(settings, snapshots.length)

  return await recordRun(description, { epochs, snapshots }, options, async (journal) => {
    const { signal } = options
    await journal.snapshot(0, () => measure(neuron, settings, 0, signal))
    for (let first = 0; first < epochs; first += BLOCK) {
      const end = Math.min(first + BLOCK, epochs)
      const noise = noiseOf(settings, BLOCK, 'trainingNoise', first / BLOCK)
      for (let epoch = first + 1; epoch <= end; epoch++) {
        const start = 4 * (epoch - 1 - first)
        descend(neuron, noise.subarray(start, start + 4))
        if (measured.has(epoch)) await journal.snapshot(epoch, () => measure(neuron, settings, epoch, signal))
      }
      journal.reached(end)
      await setImmediate()
      signal?.throwIfAborted()
    }
  })
}

function checked(settings: NeuronSettings): NeuronSettings {
  requireKnown(settings, Object.keys(NEURON_DEFAULTS))
  requireInteger('epochs', settings.epochs, 1, MOST_EPOCHS)
  requireInteger('seed', settings.seed, 0)
  requirePositive('sigma', settings.sigma)
  requireInteger('snapshots', settings.snapshots, 2)
  return settings
}

async function* measure(
  neuron: Neuron,
  settings: NeuronSettings,
  epoch: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Row> {
  const noise = noiseOf(settings, EVALUATION_PASSES, 'measuringNoise', epoch)
  yield { history: { epoch, train: evaluate(neuron, noise), test: null } }
  const row = (quantity: EstimateRow['quantity'], estimate: EstimateRow['estimate']) => ({
    estimate: { epoch, layer: 1, width: 1, quantity, estimate },
  })
  const centers = { data: Float64Array.from(INPUTS, (x) => center(neuron, x)), shape: [4, 1] as const }
  const { x, y } = await estimateMIGiven(
    centers,
    { x: Int32Array.of(0, 1, 2, 3), y: LABELS },
    { sigma: settings.sigma, method: 'quadrature', population: 'complete', ...(signal && { signal }) },
  )
  yield row('I(X;T)', x)
  yield row('I(Y;T)', y)
  const samples = { data: centers.data.map((s, i) => s + noise[i]!), shape: centers.shape }
  yield row('H(Bin(T))', binnedEntropy(samples, { binWidth: BIN_WIDTH }))
  yield { scatter: { epoch, layer: 1, points: Array.from(centers.data, (s) => Math.round(s * 1e4) / 1e4) } }
}

function describe(settings: NeuronSettings, snapshots: number): Description {
  const { epochs, seed, sigma } = settings
  const data: DataSet = {
    name: 'X uniform on {±1, ±3}, class 1 = {3}',
    inputs: { data: INPUTS, shape: [4, 1] },
    labels: LABELS,
    classes: 2,
  }
  return {
    experiment: 'neuron',
    loss: { name: 'logistic loss', unit: 'nats' },
    settings: {
      ...settings,
      optimiser: 'full-batch gradient descent',
      learningRate: LEARNING_RATE,
      evaluationPasses: EVALUATION_PASSES,
      binWidth: BIN_WIDTH,
    },
    summary: {
      Network: 'one tanh neuron, T = tanh(wX + b) + Z',
      'Noise σ': `${sigma}, in training and measuring`,
      Optimiser: `full-batch gradient descent on the logistic loss, rate ${LEARNING_RATE}, from w = b = 0`,
      Epochs: `${epochs}, of which ${snapshots} measured`,
      'Bin width': BIN_WIDTH.toFixed(4),
    },
    backend: 'none',
    versions: {},
    seed,
    data: { name: data.name, inputs: 4, sha256: dataHash(data) },
    layers: [1],
    classes: Array.from(LABELS),
  }
}

/** N(0, σ²) for the four inputs, `passes` times. */
function noiseOf(
  { seed, sigma }: NeuronSettings,
  passes: number,
  purpose: 'trainingNoise' | 'measuringNoise',
  step: number,
): Float64Array {
  const draws = fillNormals(new Float64Array(4 * passes), { seed, purpose, stream: 1, step })
  return draws.map((z) => sigma * z)
}

interface Neuron {
  w: number
  b: number
}

const center = ({ w, b }: Neuron, x: number) => Math.tanh(w * x + b)

/** One step down the gradient of the mean of log(1 + exp(−yT)) over the four inputs. */
function descend(neuron: Neuron, noise: Float64Array): void {
  let slopeW = 0
  let slopeB = 0
  for (const [i, x] of INPUTS.entries()) {
    const s = center(neuron, x)
    const y = SIGNS[i]!
    const delta = (-y / (1 + Math.exp(y * (s + noise[i]!)))) * (1 - s * s)
    slopeW += (delta * x) / 4
    slopeB += delta / 4
  }
  neuron.w -= LEARNING_RATE * slopeW
  neuron.b -= LEARNING_RATE * slopeB
}

/** Mean loss and accuracy (the sign of T against the class) over the noisy passes. */
function evaluate(neuron: Neuron, noise: Float64Array): Performance {
  let loss = 0
  let correct = 0
  for (const [k, z] of noise.entries()) {
    const margin = SIGNS[k % 4]! * (center(neuron, INPUTS[k % 4]!) + z)
    loss += Math.log1p(Math.exp(-margin))
    if (margin > 0) correct++
  }
  return { loss: loss / noise.length, accuracy: correct / noise.length }
}
