export { ACTIVATIONS, type Activation } from './activation'
export {
  createNetwork,
  type DenseLayer,
  denseLayers,
  type NetworkOptions,
  type NoisyNetwork,
} from './noisyNetwork'
export { firstPass, type LayerCenters, noisyFirstPass, type PropagateOptions, propagate } from './propagate'
export type { Tfjs } from './tfjs'
