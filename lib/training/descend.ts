import { setImmediate } from 'node:timers/promises'
import { requireInteger, requirePositive } from '../arguments'
import type { DataSet } from '../data/dataSet'
import { failure } from '../errors'
import { shuffledIndices } from '../random/random'
import { Adam } from './adam'
import type { Batch } from './gradient'

/** The event loop gets a turn at least this often, for Ctrl-C, progress and abort signals. */
const YIELD_EVERY_MS = 30

export interface DescendOptions {
  epochs: number
  /** Rows in a step; the last of an epoch takes what is left. Default 256. */
  batchSize?: number
  /** Of Adam. Default 4e-4. */
  learningRate?: number
  /** Keys the order of the rows and the noise. An integer in [0, 2^53); default 0. */
  seed?: number
  /** Epochs after which `onSnapshot` is called and awaited; 0 is before training. Default: the last. */
  snapshots?: readonly number[]
  onSnapshot?: (epoch: number) => void | Promise<void>
  /** Called after each epoch. */
  onEpoch?: (epoch: number) => void
  signal?: AbortSignal | undefined
}

/** What a network makes of a training step. */
export interface Step {
  /** Writes the gradient of the loss over a batch. */
  gradient(batch: Batch, key: { seed: number; step: number }, out: Float32Array): void
  /** Called when the parameters have moved. */
  moved?(): void
}

/**
 * Moves `parameters` with Adam down the gradient of batches of `data`, whose rows are put in a new random order each
 * epoch.
 * @throws RangeError for impossible options; ERR_INFOFLOW_NOT_FINITE when training diverges; `signal.reason`.
 */
export async function descend(
  parameters: Float32Array,
  data: DataSet,
  {
    epochs,
    batchSize = 256,
    learningRate = 4e-4,
    seed = 0,
    snapshots = [epochs],
    onSnapshot,
    onEpoch,
    signal,
  }: DescendOptions,
  { gradient, moved }: Step,
): Promise<void> {
  requireInteger('epochs', epochs, 0)
  requireInteger('batchSize', batchSize, 1)
  requirePositive('learningRate', learningRate)
  requireInteger('seed', seed, 0)

  const n = data.labels.length
  const adam = new Adam(parameters.length, { learningRate })
  const slope = new Float32Array(parameters.length)
  const stepsPerEpoch = Math.ceil(n / batchSize)
  const snapshotSet = new Set(snapshots)
  let lastYield = performance.now()

  signal?.throwIfAborted()
  if (snapshotSet.has(0)) await onSnapshot?.(0)
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = shuffledIndices(n, { seed, purpose: 'batchOrder', step: epoch })
    for (let i = 0; i < stepsPerEpoch; i++) {
      const batch = takeBatch(data, order.subarray(i * batchSize, (i + 1) * batchSize))
      gradient(batch, { seed, step: (epoch - 1) * stepsPerEpoch + i }, slope)
      adam.step(parameters, slope)
      moved?.()
      if (performance.now() - lastYield > YIELD_EVERY_MS) {
        await setImmediate()
        lastYield = performance.now()
      }
      signal?.throwIfAborted()
    }
    requireFinite(parameters, epoch)
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

function requireFinite(parameters: Float32Array, epoch: number): void {
  if (!parameters.every(Number.isFinite)) {
    throw failure(
      'ERR_INFOFLOW_NOT_FINITE',
      `Training diverged in epoch ${epoch}: lower the learning rate or β.`,
    )
  }
}
