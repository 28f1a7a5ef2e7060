export type { Matrix } from '../data/matrix'
export { ACTIVATIONS, type Activation } from './activation'
export {
  type ConvLayer,
  type ConvNetwork,
  type ConvOptions,
  type ConvShape,
  convLayers,
  createConvNetwork,
  type Disturbance,
} from './conv/convNetwork'
export {
  type ConvPropagation,
  type LayerSamples,
  type PropagateConvOptions,
  propagateConv,
} from './conv/propagateConv'
export { firstPass, noisyFirstPass } from './firstPass'
export {
  createNetwork,
  type DenseLayer,
  denseLayers,
  type NetworkOptions,
  type NoisyNetwork,
} from './noisyNetwork'
export { type LayerCenters, type PropagateOptions, propagate } from './propagate'
export type { Tfjs } from './tfjs'
