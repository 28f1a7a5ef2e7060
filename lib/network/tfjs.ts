/** The part of TensorFlow.js that infoflow calls: its core, which tfjs-node exports too. */
export type Tfjs = typeof import('@tensorflow/tfjs-core')

export type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'
