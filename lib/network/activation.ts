import type { Tensor, Tensor2D, Tfjs } from './tfjs'

/** What a hidden unit makes of its weighted inputs. */
export type Activation = 'tanh' | 'relu' | 'linear'

export const ACTIVATIONS: readonly Activation[] = ['tanh', 'relu', 'linear']

export function activate(tf: Tfjs, activation: Activation, z: Tensor2D): Tensor2D {
  switch (activation) {
    case 'tanh':
      return tf.tanh(z)
    case 'relu':
      return tf.relu(z)
    case 'linear':
      return z
  }
}

/** gradient ⊙ f′(z), with the derivative written in terms of the output f(z), which the forward pass has kept. */
export function backThroughActivation<T extends Tensor>(
  tf: Tfjs,
  activation: Activation,
  output: T,
  gradient: T,
): T {
  switch (activation) {
    case 'tanh':
      return tf.mul(gradient, tf.sub(1, tf.square(output)))
    case 'relu':
      return tf.mul(gradient, tf.step(output))
    case 'linear':
      return gradient
  }
}
