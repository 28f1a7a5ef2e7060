import type { Matrix } from '../data/matrix'
import { rangeError } from '../errors'
import { denseLayers, type NoisyNetwork } from './noisyNetwork'

const FUNCTIONS = {
  tanh: Math.tanh,
  relu: (z: number) => Math.max(0, z),
  linear: (z: number) => z,
} as const

/**
 * What every hidden layer of the network gives for every input without any noise, in double precision: rows that are
 * equal in float32 may differ here.
 * @param inputs n × widths[0]
 * @returns n × width values for each hidden layer
 * @throws RangeError naming `inputs` where they do not fit
 */
export function doubleOutputs(network: NoisyNetwork, inputs: Matrix): Float64Array[] {
  const [n, d] = inputs.shape
  if (d !== network.widths[0] || inputs.data.length !== n * d) {
    throw rangeError('inputs', `${n} rows of ${d} do not fit ${network.widths[0]} input units`)
  }
  const f = FUNCTIONS[network.activation]
  const outputs: Float64Array[] = []
  let received = Float64Array.from(inputs.data)
  for (const { fanIn, width, weights, biases } of denseLayers(network).slice(0, -1)) {
    const given = received
    received = Float64Array.from({ length: n * width }, (_, k) => {
      const [row, unit] = [Math.floor(k / width), k % width]
      let z = biases[unit]!
      for (let j = 0; j < fanIn; j++) z += given[row * fanIn + j]! * weights[j * width + unit]!
      return f(z)
    })
    outputs.push(received)
  }
  return outputs
}
