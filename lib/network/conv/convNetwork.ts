import { requireInteger, requireNonNegative } from '../../arguments'
import { rangeError } from '../../errors'
import { fillTruncatedNormals } from '../truncatedNormal'

/** Rows and columns of each filter. */
export const FILTER_SIDE = 5

/**
 * A convolutional network for square images of one channel: twice a 5 × 5 convolution (stride 1, no padding), tanh and
 * the mean over 2 × 2 pixels, then a dense tanh layer and a linear output. Each of the three hidden layers has S_l, what
 * it computes, and sends T_l on: S_l with Gaussian noise, or with units dropped, drawn afresh for every unit, image and
 * pass.
 */
export interface ConvNetwork extends ConvShape, Disturbance {
  /** All weights and biases, layer after layer; `convLayers` gives views of the parts. */
  readonly parameters: Float32Array
}

export interface ConvShape {
  /** Rows and columns of an image. */
  readonly side: number
  /** Of each convolution. */
  readonly filters: readonly [number, number]
  /** Of the dense hidden layer. */
  readonly units: number
  readonly classes: number
}

/** What happens to S_l on its way to the next layer. */
export interface Disturbance {
  /** T_l = S_l + Z_l, Z_l ~ N(0, σ² I), in training and in measuring; 0 for none. */
  readonly sigma: number
  /** In training each unit is 0 with this probability, else divided by 1 − dropout; 0 for none. */
  readonly dropout: number
}

/** Views into a network's parameters, and the shapes of what goes through a layer. */
export interface ConvLayer {
  /** Of the weights: rows × columns × channels in × channels out, or inputs × units. */
  kernel: readonly number[]
  weights: Float32Array
  biases: Float32Array
  /** Of S_l for one image: rows × columns × channels, or units. */
  output: readonly number[]
  /** How many numbers that is. */
  width: number
}

/** The hidden layers in order, then the output layer. */
export function convLayers(network: ConvShape & Pick<ConvNetwork, 'parameters'>): ConvLayer[] {
  let offset = 0
  const take = (length: number) => {
    offset += length
    return network.parameters.subarray(offset - length, offset)
  }
  return layerShapes(network).map(({ kernel, output }) => ({
    kernel,
    weights: take(product(kernel)),
    biases: take(kernel.at(-1)!),
    output,
    width: product(output),
  }))
}

function layerShapes({ side, filters, units, classes }: ConvShape): Pick<ConvLayer, 'kernel' | 'output'>[] {
  const [first, second] = filters
  const pooled = (length: number) => (length - FILTER_SIDE + 1) / 2
  const small = pooled(side)
  const smaller = pooled(small)
  return [
    { kernel: [FILTER_SIDE, FILTER_SIDE, 1, first], output: [small, small, first] },
    { kernel: [FILTER_SIDE, FILTER_SIDE, first, second], output: [smaller, smaller, second] },
    { kernel: [smaller * smaller * second, units], output: [units] },
    { kernel: [units, classes], output: [classes] },
  ]
}

export type ConvOptions = ConvShape & Partial<Disturbance> & { seed?: number }

/**
 * A network with zero biases and weights from a normal distribution of standard deviation 1/√fan-in, truncated at two
 * standard deviations.
 * @throws RangeError naming the option
 */
export function createConvNetwork(options: ConvOptions): ConvNetwork {
  const { side, filters, units, classes, sigma = 0, dropout = 0, seed = 0 } = options
  for (const [i, count] of filters.entries()) requireInteger(`filters[${i}]`, count, 1)
  requireInteger('units', units, 1)
  requireInteger('classes', classes, 2)
  requireInteger('seed', seed, 0)
  requireInteger('side', side, 16)
  if (side % 4 !== 0) throw rangeError('side', `${side} is not a multiple of 4, which pooling twice needs`)
  requireNonNegative('sigma', sigma)
  requireNonNegative('dropout', dropout)
  if (dropout >= 1) throw rangeError('dropout', `${dropout} leaves nothing; it must be below 1`)

  const shape = { side, filters, units, classes }
  const size = layerShapes(shape).reduce((sum, { kernel }) => sum + product(kernel) + kernel.at(-1)!, 0)
  const network = { ...shape, sigma, dropout, parameters: new Float32Array(size) }
  for (const [i, { kernel, weights }] of convLayers(network).entries()) {
    fillTruncatedNormals(weights, { seed, purpose: 'initialWeights', stream: i + 1 })
    const scale = 1 / Math.sqrt(product(kernel.slice(0, -1)))
    for (let k = 0; k < weights.length; k++) weights[k]! *= scale
  }
  return network
}

const product = (lengths: readonly number[]) => lengths.reduce((size, length) => size * length, 1)
