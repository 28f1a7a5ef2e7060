/** Anything with a shape whose values can be read at once, such as a tf.Tensor. */
export interface TensorLike {
  readonly shape: readonly number[]
  dataSync(): ArrayLike<number>
}

/** Row-major values of n samples in d dimensions. */
export interface SampleMatrix {
  readonly data: Float32Array | Float64Array
  readonly shape: readonly [n: number, d: number]
}

/**
 * n samples in d dimensions, in any of three forms: a row-major typed array with its shape, a 2-D tensor,
 * or an array of n rows of equal length (copied, slower). Values must be finite.
 */
export type Samples = SampleMatrix | TensorLike | readonly ArrayLike<number>[]
