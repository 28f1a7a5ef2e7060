import { setImmediate } from 'node:timers/promises'
import { requireInteger } from '../../arguments'
import type { Matrix } from '../../data/matrix'
import { rangeError } from '../../errors'
import type { Tfjs } from '../tfjs'
import { type ConvNetwork, convLayers } from './convNetwork'
import { convPass, layerTensors } from './convPass'
import { disturbance } from './disturbance'

/** Images that go through the network at once; it bounds the memory beside the result. */
const IMAGES_AT_ONCE = 500

/** One pass of every image, as it arrives at a hidden layer. */
export interface LayerSamples {
  /** S_l, n × width. */
  centers: Matrix
  /** T_l, with the very noise that the next layer was given; S_l where there is none. */
  sent: Matrix
}

export interface ConvPropagation {
  hidden: LayerSamples[]
  /** n × classes. */
  logits: Matrix
}

export interface PropagateConvOptions {
  /** An integer in [0, 2^53); default 0. */
  seed?: number
  /** Names the noise: equal numbers give equal noise. Default 0. */
  pass?: number
  signal?: AbortSignal | undefined
}

/**
 * Pushes every image through the network once, with its noise, no unit dropped.
 *
 * `images` is n × side². Memory: the result, 8 (n × units of all layers) bytes, and about as much noise. The same
 * seed and pass give the same bits on the same backend and, with TensorFlow, the same number of cores.
 * @throws RangeError for images that do not fit the network; `signal.reason` when aborted
 */
export async function propagateConv(
  tf: Tfjs,
  network: ConvNetwork,
  images: Matrix,
  { seed = 0, pass = 0, signal }: PropagateConvOptions = {},
): Promise<ConvPropagation> {
  const [n, d] = images.shape
  const { side } = network
  if (d !== side ** 2 || n < 1 || images.data.length !== n * d) {
    throw rangeError(
      'images',
      `${images.data.length} values as ${n} rows of ${d} are no ${side} × ${side} images`,
    )
  }
  requireInteger('seed', seed, 0)
  requireInteger('pass', pass, 0)

  const layers = convLayers(network)
  const empty = (width: number): Matrix => ({ data: new Float32Array(n * width), shape: [n, width] })
  const hidden = layers.slice(0, -1).map(({ width }, i) => {
    const key = { seed, step: pass, measuring: true }
    const { noise } = disturbance(network, { layer: i + 1, size: n * width }, key)
    return { centers: empty(width), sent: empty(width), noise }
  })
  const logits = empty(network.classes)
  for (let first = 0; first < n; first += IMAGES_AT_ONCE) {
    signal?.throwIfAborted()
    const end = Math.min(first + IMAGES_AT_ONCE, n)
    tf.tidy(() => {
      const passes = convPass(
        tf,
        layerTensors(tf, layers),
        images.data.subarray(first * d, end * d),
        side,
        (centers, l) => {
          const { width, output } = layers[l - 1]!
          const { centers: all, sent, noise } = hidden[l - 1]!
          all.data.set(centers.dataSync(), first * width)
          const own = noise?.subarray(first * width, end * width)
          const disturbed =
            own === undefined ? centers : tf.add(centers, tf.tensor(own, [end - first, ...output]))
          sent.data.set(disturbed.dataSync(), first * width)
          return disturbed
        },
      )
      logits.data.set(passes.at(-1)!.activated.dataSync(), first * network.classes)
    })
    // Lets timers and abort signals have their turn.
    await setImmediate()
  }
  return { hidden: hidden.map(({ centers, sent }) => ({ centers, sent })), logits }
}
