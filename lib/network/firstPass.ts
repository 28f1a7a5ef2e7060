import type { Matrix } from '../data/matrix'
import { measuringNoise } from './layerNoise'
import type { NoisyNetwork } from './noisyNetwork'
import type { LayerCenters, PropagateOptions } from './propagate'

/** S_l of every input in the first pass: n × width. */
export function firstPass({ centers: { data, shape }, inputs }: LayerCenters): Matrix {
  const [rows, width] = shape
  const n = inputs[rows - 1]! + 1
  const passes = rows / n
  return { data: data.filter((_, k) => Math.floor(k / width) % passes === 0), shape: [n, width] }
}

/**
 * T_l of every input in the first pass: its center plus the very noise that the next layer was given. n × width. `seed`
 * and `first` as they were for `propagate`.
 */
export function noisyFirstPass(
  network: NoisyNetwork,
  centers: LayerCenters,
  { seed = 0, first = 0 }: Pick<PropagateOptions, 'seed' | 'first'>,
): Matrix {
  const { data, shape } = firstPass(centers)
  const noise = measuringNoise(network, centers.layer, shape[0], { seed, first, count: 1 })
  return { data: data.map((center, k) => center + noise[k]!), shape }
}
