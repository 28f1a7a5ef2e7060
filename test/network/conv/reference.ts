import { type ConvNetwork, convLayers } from '../../../lib/network/conv/convNetwork'
import type { Disturbed } from '../../../lib/network/conv/disturbance'

/** Sums of a convolution without padding (5 × 5) and then means over 2 × 2 of their tanh, channels last. */
function convolved(
  received: Float64Array,
  [rows, columns, channels]: readonly number[],
  weight: (k: number) => number,
  biases: ArrayLike<number>,
): Float64Array {
  const filters = biases.length
  const [high, wide] = [rows! - 4, columns! - 4]
  const pooled = new Float64Array((high / 2) * (wide / 2) * filters)
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      for (let f = 0; f < filters; f++) {
        let sum = biases[f]!
        for (let i = 0; i < 5; i++) {
          for (let j = 0; j < 5; j++) {
            for (let c = 0; c < channels!; c++) {
              const pixel = received[((y + i) * columns! + x + j) * channels! + c]!
              sum += pixel * weight(((i * 5 + j) * channels! + c) * filters + f)
            }
          }
        }
        pooled[((y >> 1) * (wide / 2) + (x >> 1)) * filters + f]! += Math.tanh(sum) / 4
      }
    }
  }
  return pooled
}

/**
 * One image through the network in plain loops and double precision: S_1, S_2, S_3 and the logits. `parameters` may
 * replace the network's; `disturb` says what becomes of S_l.
 */
export function referencePass(
  network: ConvNetwork,
  image: ArrayLike<number>,
  disturb: (layer: number) => Disturbed = () => ({ factor: null, noise: null }),
  parameters: ArrayLike<number> = network.parameters,
): Float64Array[] {
  const result: Float64Array[] = []
  let received = Float64Array.from(image)
  let shape: readonly number[] = [network.side, network.side, 1]
  let offset = 0
  for (const [i, { kernel, weights, biases, output, width }] of convLayers(network).entries()) {
    const weight = (
      (start: number) => (k: number) =>
        parameters[start + k]!
    )(offset)
    const bias = Array.from(biases, (_, k) => parameters[offset + weights.length + k]!)
    let centers: Float64Array
    if (kernel.length === 4) centers = convolved(received, shape, weight, bias)
    else {
      const sums = bias.map((b, j) =>
        received.reduce((sum, value, k) => sum + value * weight(k * width + j), b),
      )
      centers = Float64Array.from(i === 3 ? sums : sums.map(Math.tanh))
    }
    result.push(centers)
    const { factor, noise } = i === 3 ? { factor: null, noise: null } : disturb(i + 1)
    received = centers.map((center, k) => center * (factor?.[k] ?? 1) + (noise?.[k] ?? 0))
    shape = output
    offset += weights.length + biases.length
  }
  return result
}

/** Softmax cross-entropy of one image. */
export function crossEntropy(logits: Float64Array, label: number): number {
  return Math.log(logits.reduce((sum, value) => sum + Math.exp(value), 0)) - logits[label]!
}
