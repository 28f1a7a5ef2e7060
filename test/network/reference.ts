import { fillLayerNoise, type LayerNoiseKey } from '../../lib/network/layerNoise'
import { denseLayers, type NoisyNetwork } from '../../lib/network/noisyNetwork'

type Pass = Pick<LayerNoiseKey, 'seed' | 'purpose' | 'step'>

const ACTIVATE = { tanh: Math.tanh, relu: (z: number) => Math.max(0, z), linear: (z: number) => z }

/** S_1 … S_L and the logits of one pass in plain loops and double precision; `parameters` may replace the network's. */
export function referencePass(
  network: NoisyNetwork,
  inputs: ArrayLike<number>,
  pass: Pass,
  parameters: ArrayLike<number> = network.parameters,
): Float64Array[] {
  const { widths, activation } = network
  const n = inputs.length / widths[0]!
  const result: Float64Array[] = []
  let received = Float64Array.from(inputs)
  let offset = 0
  for (const [i, { fanIn, width }] of denseLayers(network).entries()) {
    const isOutput = i === widths.length - 2
    const centers = new Float64Array(n * width)
    for (let row = 0; row < n; row++) {
      for (let j = 0; j < width; j++) {
        let z = parameters[offset + fanIn * width + j]!
        for (let k = 0; k < fanIn; k++) z += received[row * fanIn + k]! * parameters[offset + k * width + j]!
        centers[row * width + j] = isOutput ? z : ACTIVATE[activation](z)
      }
    }
    result.push(centers)
    offset += (fanIn + 1) * width
    if (isOutput) break
    const noise = fillLayerNoise(new Float32Array(n * width), network, { ...pass, layer: i + 1 })
    received = centers.map((center, k) => center + noise[k]!)
  }
  return result
}

/** Mean softmax cross-entropy of one pass. */
export function referenceLoss(
  network: NoisyNetwork,
  inputs: ArrayLike<number>,
  labels: ArrayLike<number>,
  pass: Pass,
  parameters?: ArrayLike<number>,
): number {
  const logits = referencePass(network, inputs, pass, parameters).at(-1)!
  const classes = network.widths.at(-1)!
  let loss = 0
  for (let row = 0; row < labels.length; row++) {
    const z = logits.subarray(row * classes, (row + 1) * classes)
    loss += Math.log(z.reduce((sum, value) => sum + Math.exp(value), 0)) - z[labels[row]!]!
  }
  return loss / labels.length
}

/** `rows` × `columns` values in [−1, 1] that look random and are the same everywhere. */
export function scattered(rows: number, columns: number): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, k) => Math.sin(12.9898 * (k + 1) + 0.1 * k * k))
}
