import { setImmediate } from 'node:timers/promises'
import { requireInteger, requirePositive } from '../arguments'
import type { DataSet } from '../data/dataSet'
import { failure, rangeError } from '../errors'
import { requireFraction } from '../network/check'
import type { NoisyNetwork } from '../network/noisyNetwork'
import type { Tfjs } from '../network/tfjs'
import { shuffledIndices } from '../random/random'
import { Adam } from './adam'
import { type Batch, lossGradient } from './gradient'
import { retractWeights } from './retraction'

/** The event loop gets a turn at least this often, for Ctrl-C, progress and abort signals. */
const YIELD_EVERY_MS = 30

export interface TrainOptions {
  epochs: number
  /** Rows in a step; the last of an epoch takes what is left. Default 256. */
  batchSize?: number
  /** Of Adam. Default 4e-4. */
  learningRate?: number
  /** β of the retraction of the hidden weights after each step, in [0, 1]; 0 leaves it out. Default 0. */
  orthonormal?: number
  /** Keys the order of the rows and the noise. An integer in [0, 2^53); default 0. */
  seed?: number
  /** Epochs after which `onSnapshot` is called and awaited; 0 is before training. Default: the last. */
  snapshots?: readonly number[]
  onSnapshot?: (epoch: number) => void | Promise<void>
  /** Called after each epoch. */
  onEpoch?: (epoch: number) => void
  signal?: AbortSignal | undefined
}

/**
 * Trains the noisy network in place on `data` with Adam and softmax cross-entropy, noise in every hidden layer. The rows
 * are put in a new random order each epoch. No tensor outlives a step; the same seed gives the same bits on the same
 * backend.
 * @throws RangeError for impossible options; ERR_INFOFLOW_NOT_FINITE when training diverges; `signal.reason`.
 */
export async function train(
  tf: Tfjs,
  network: NoisyNetwork,
  data: DataSet,
  {
    epochs,
    batchSize = 256,
    learningRate = 4e-4,
    orthonormal = 0,
    seed = 0,
    snapshots = [epochs],
    onSnapshot,
    onEpoch,
    signal,
  }: TrainOptions,
): Promise<void> {
  const [n, d] = data.inputs.shape
  if (d !== network.widths[0] || data.classes !== network.widths.at(-1)) {
    throw rangeError('data', `${d} features and ${data.classes} classes do not fit widths ${network.widths}`)
  }
  requireInteger('epochs', epochs, 0)
  requireInteger('batchSize', batchSize, 1)
  requirePositive('learningRate', learningRate)
  requireFraction('orthonormal', orthonormal)
  requireInteger('seed', seed, 0)

  const adam = new Adam(network.parameters.length, { learningRate })
  const gradient = new Float32Array(network.parameters.length)
  const stepsPerEpoch = Math.ceil(n / batchSize)
  const snapshotSet = new Set(snapshots)
  let lastYield = performance.now()

  signal?.throwIfAborted()
  if (snapshotSet.has(0)) await onSnapshot?.(0)
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = shuffledIndices(n, { seed, purpose: 'batchOrder', step: epoch })
    for (let i = 0; i < stepsPerEpoch; i++) {
      const batch = takeBatch(data, order.subarray(i * batchSize, (i + 1) * batchSize))
      const step = (epoch - 1) * stepsPerEpoch + i
      lossGradient(tf, network, batch, { seed, step }, gradient)
      adam.step(network.parameters, gradient)
      if (orthonormal > 0) retractWeights(tf, network, orthonormal)
      if (performance.now() - lastYield > YIELD_EVERY_MS) {
        await setImmediate()
        lastYield = performance.now()
      }
      signal?.throwIfAborted()
    }
    requireFinite(network, epoch)
    onEpoch?.(epoch)
    if (snapshotSet.has(epoch)) await onSnapshot?.(epoch)
  }
}

function takeBatch({ inputs, labels, classes }: DataSet, rows: Uint32Array): Batch {
  const d = inputs.shape[1]
  const batch = {
    inputs: new Float32Array(rows.length * d),
    targets: new Float32Array(rows.length * classes),
    n: rows.length,
  }
  for (const [i, row] of rows.entries()) {
    batch.inputs.set(inputs.data.subarray(row * d, (row + 1) * d), i * d)
    batch.targets[i * classes + labels[row]!] = 1
  }
  return batch
}

function requireFinite({ parameters }: NoisyNetwork, epoch: number): void {
  if (!parameters.every(Number.isFinite)) {
    throw failure(
      'ERR_INFOFLOW_NOT_FINITE',
      `Training diverged in epoch ${epoch}: lower the learning rate or β.`,
    )
  }
}
