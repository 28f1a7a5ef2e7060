import { requireInteger, requireNonNegative } from '../arguments'
import { rangeError } from '../errors'
import { ACTIVATIONS, type Activation } from './activation'
import { requireOneOf } from './check'
import { fillTruncatedNormals } from './truncatedNormal'

/**
 * A dense network T_0 = X, T_l = S_l + Z_l with S_l = f(T_{l−1} W_l + b_l) and Z_l ~ N(0, σ² I), drawn afresh for every
 * unit, layer and pass, in training and in measuring. The output layer is linear and has no noise.
 */
export interface NoisyNetwork {
  /** Units of the input, of each hidden layer and of the output: at least three numbers. */
  readonly widths: readonly number[]
  readonly activation: Activation
  /** Standard deviation σ of the noise, in the units of the activations; 0 for a deterministic network. */
  readonly sigma: number
  /** All weights and biases, layer after layer; `denseLayers` gives views of the parts. */
  readonly parameters: Float32Array
}

/** Views into a network's parameters: writing to them changes the network. */
export interface DenseLayer {
  fanIn: number
  width: number
  /** fanIn × width, row-major. */
  weights: Float32Array
  biases: Float32Array
}

/** The hidden layers in order, then the output layer. */
export function denseLayers({
  widths,
  parameters,
}: Pick<NoisyNetwork, 'widths' | 'parameters'>): DenseLayer[] {
  let offset = 0
  const take = (length: number) => {
    offset += length
    return parameters.subarray(offset - length, offset)
  }
  return widths.slice(1).map((width, i) => {
    const fanIn = widths[i]!
    return { fanIn, width, weights: take(fanIn * width), biases: take(width) }
  })
}

export interface NetworkOptions {
  widths: readonly number[]
  /** Default `tanh`. */
  activation?: Activation
  /** 0, or in [1e-30, 1e30]. */
  sigma: number
  /** An integer in [0, 2^53); default 0. */
  seed?: number
}

/**
 * A network with zero biases and weights from a normal distribution of standard deviation 1/√fan-in, truncated at two
 * standard deviations.
 * @throws RangeError for impossible widths or σ, TypeError for an unknown activation.
 */
export function createNetwork({
  widths,
  activation = 'tanh',
  sigma,
  seed = 0,
}: NetworkOptions): NoisyNetwork {
  if (widths.length < 3 || !widths.every((width) => Number.isInteger(width) && width > 0)) {
    throw rangeError(
      'widths',
      'needs the units of input, hidden layers and output: at least 3 positive integers',
    )
  }
  requireOneOf('activation', activation, ACTIVATIONS)
  requireNonNegative('sigma', sigma)
  if (sigma !== 0 && (sigma < 1e-30 || sigma > 1e30)) {
    throw rangeError('sigma', 'must be 0 or lie in [1e-30, 1e30]: the noise is float32')
  }
  requireInteger('seed', seed, 0)

  const size = widths.slice(1).reduce((sum, width, i) => sum + (widths[i]! + 1) * width, 0)
  const network = { widths: [...widths], activation, sigma, parameters: new Float32Array(size) }
  denseLayers(network).forEach(({ weights, fanIn }, i) => {
    fillTruncatedNormals(weights, { seed, purpose: 'initialWeights', stream: i + 1 })
    for (let k = 0; k < weights.length; k++) weights[k]! *= 1 / Math.sqrt(fanIn)
  })
  return network
}
