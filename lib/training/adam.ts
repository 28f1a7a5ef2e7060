export const ADAM_DEFAULTS = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }

export interface AdamOptions {
  learningRate: number
  /** Decay of the running mean of the gradient. Default .9. */
  beta1?: number
  /** Decay of the running mean of its square. Default .999. */
  beta2?: number
  /** The ε̂ of the paper, added to √v before v's bias is corrected, as TensorFlow does. Default 1e-8. */
  epsilon?: number
}

/**
 * Adam (Kingma & Ba, arXiv 1412.6980, the variant at the end of section 2) on a flat vector of parameters:
 * θ ← θ − lr · √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε̂). The running means are kept in double precision.
 */
export class Adam {
  readonly #mean: Float64Array
  readonly #meanSquare: Float64Array
  readonly #options: Required<AdamOptions>
  #steps = 0

  constructor(size: number, options: AdamOptions) {
    this.#mean = new Float64Array(size)
    this.#meanSquare = new Float64Array(size)
    this.#options = { ...ADAM_DEFAULTS, ...options }
  }

  /** Moves `parameters` one step against `gradient`. */
  step(parameters: Float32Array, gradient: Float32Array): void {
    const { learningRate, beta1, beta2, epsilon } = this.#options
    const mean = this.#mean
    const meanSquare = this.#meanSquare
    const t = ++this.#steps
    const rate = (learningRate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t)
    for (let k = 0; k < parameters.length; k++) {
      const g = gradient[k]!
      mean[k] = beta1 * mean[k]! + (1 - beta1) * g
      meanSquare[k] = beta2 * meanSquare[k]! + (1 - beta2) * g * g
      parameters[k]! -= (rate * mean[k]!) / (Math.sqrt(meanSquare[k]!) + epsilon)
    }
  }
}
