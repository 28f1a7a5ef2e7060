import { setImmediate } from 'node:timers/promises'
import { requireInteger } from '../arguments'
import type { Matrix } from '../data/matrix'
import { rangeError } from '../errors'
import { activate } from './activation'
import { measuringNoise } from './layerNoise'
import { denseLayers, type NoisyNetwork } from './noisyNetwork'
import type { Tensor2D, Tfjs } from './tfjs'

/** Rows that go through the network at once; it bounds the memory that a propagation needs beside its result. */
const ROWS_AT_ONCE = 65_536

export interface PropagateOptions {
  /** How often each input is pushed through, with fresh noise each time. */
  passes: number
  /** Layers wanted: 1 is the first hidden layer, `widths.length − 1` the output. Default: all hidden layers. */
  layers?: readonly number[]
  /** An integer in [0, 2^53); default 0. */
  seed?: number
  /** Number of the first pass, which names its noise: equal numbers give equal noise. Default 0. */
  first?: number
  signal?: AbortSignal | undefined
}

/** Where the noisy passes arrive at one layer. */
export interface LayerCenters {
  layer: number
  /**
   * S_l before this layer's own noise. Row i·passes + p is pass p of input i. The first hidden layer's S_1 is a function
   * of the input, whatever the pass, so it has one row for each input.
   */
  centers: Matrix
  /** The input that each row belongs to. */
  inputs: Int32Array
}

/**
 * Pushes every input through the noisy network `passes` times and gives the centers S_l of the layers asked for.
 *
 * `inputs` is n × widths[0]. Memory: the result, and about 65 536 rows (or one pass, if that is more) of activations.
 * The same seed and passes give the same bits on the same backend.
 * @throws RangeError for inputs, passes or layers that do not fit the network; `signal.reason` when aborted.
 */
export async function propagate(
  tf: Tfjs,
  network: NoisyNetwork,
  inputs: Matrix,
  { passes, layers, seed = 0, first = 0, signal }: PropagateOptions,
): Promise<LayerCenters[]> {
  const [n, d] = inputs.shape
  const last = network.widths.length - 1
  const wanted = layers ?? network.widths.slice(1, -1).map((_, i) => i + 1)
  if (d !== network.widths[0] || n < 1 || inputs.data.length !== n * d) {
    const { length } = inputs.data
    throw rangeError(
      'inputs',
      `${length} values as ${n} rows of ${d} do not fit ${network.widths[0]} input units`,
    )
  }
  requireInteger('passes', passes, 1)
  requireInteger('seed', seed, 0)
  requireInteger('first', first, 0)
  if (!wanted.every((layer) => Number.isInteger(layer) && layer >= 1 && layer <= last)) {
    throw rangeError('layers', `must be integers from 1 to ${last}`)
  }

  const found = new Map(
    wanted.map((layer) => [layer, emptyCenters(network, layer, n, layer === 1 ? 1 : passes)]),
  )
  const passesAtOnce = Math.max(1, Math.floor(ROWS_AT_ONCE / n))
  for (let done = 0; done < passes; done += passesAtOnce) {
    signal?.throwIfAborted()
    const count = Math.min(passesAtOnce, passes - done)
    const noise = (layer: number) => measuringNoise(network, layer, n, { seed, first: first + done, count })
    const centersOf = forward(tf, network, inputs, count, Math.max(...wanted), noise)
    for (const [layer, { centers }] of found) {
      if (layer > 1) interleave(centers, centersOf[layer - 1]!, n, passes, done)
      else if (done === 0) centers.data.set(centersOf[0]!)
    }
    await setImmediate()
  }
  return wanted.map((layer) => found.get(layer)!)
}

function emptyCenters(network: NoisyNetwork, layer: number, n: number, passes: number): LayerCenters {
  const width = network.widths[layer]!
  return {
    layer,
    centers: { data: new Float32Array(n * passes * width), shape: [n * passes, width] },
    inputs: Int32Array.from({ length: n * passes }, (_, row) => Math.floor(row / passes)),
  }
}

/** Centers of layers 1 … last: the first for one pass (they do not differ), the others for `count`, pass after pass. */
function forward(
  tf: Tfjs,
  network: NoisyNetwork,
  inputs: Matrix,
  count: number,
  last: number,
  noise: (layer: number) => Float32Array,
): Float32Array[] {
  const result: Float32Array[] = []
  // Nothing is returned from tidy: it would look for tensors in every element of the arrays.
  tf.tidy(() => {
    let received: Tensor2D = tf.tensor2d(inputs.data, [...inputs.shape])
    for (const [i, { fanIn, width, weights, biases }] of denseLayers(network).slice(0, last).entries()) {
      const z: Tensor2D = tf.add(
        tf.matMul(received, tf.tensor2d(weights, [fanIn, width])),
        tf.tensor1d(biases),
      )
      const isOutput = i === network.widths.length - 2
      const centers = isOutput ? z : activate(tf, network.activation, z)
      result.push(centers.dataSync<'float32'>())
      if (i + 1 === last) break
      const everyPass = i === 0 ? tf.tile(centers, [count, 1]) : centers
      received = tf.add(everyPass, tf.tensor2d(noise(i + 1), [count * inputs.shape[0], width]))
    }
  })
  return result
}

/** Copies blocks of n rows, one for each pass from `first` on, to rows i·passes + pass. */
function interleave(
  { data, shape }: LayerCenters['centers'],
  blocks: Float32Array,
  n: number,
  passes: number,
  first: number,
): void {
  const width = shape[1]
  const count = blocks.length / (n * width)
  for (let pass = 0; pass < count; pass++) {
    for (let i = 0; i < n; i++) {
      const from = (pass * n + i) * width
      const to = (i * passes + first + pass) * width
      for (let j = 0; j < width; j++) data[to + j] = blocks[from + j]!
    }
  }
}
