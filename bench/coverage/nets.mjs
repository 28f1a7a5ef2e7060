// Noisy networks of two layers whose I(X;T₂) is known: passes of every input, and the truth.
import { fillNormals } from '../../dist/random/random.js'
import { noisyEntropy } from './quadrature.mjs'

const logNoise = (sigma) => Math.log(2 * Math.PI * Math.E * sigma * sigma) / 2

/** Standard normal weights on a grid: as good as the normal law once noise of half its deviation is added. */
function gaussianInputs() {
  const x = Array.from({ length: 21 }, (_, k) => (k - 10) / 2)
  const weights = x.map((value) => Math.exp((-value * value) / 2))
  const total = weights.reduce((sum, weight) => sum + weight)
  return { x, probabilities: weights.map((weight) => weight / total) }
}

function uniformInputs(count) {
  const x = Array.from({ length: count }, (_, k) => (2 * k - count + 1) / 2)
  return { x, probabilities: x.map(() => 1 / count) }
}

/** T₁ = tanh(.5 x) + Z₁, T₂ = tanh(1.5 T₁) + Z₂, x on 8 levels; label: the sign of x. */
const scalar = {
  d: 1,
  inputs: uniformInputs(8),
  label: (x) => Number(x > 0),
  layer1: (x) => [Math.tanh(0.5 * x)],
  layer2: ([t]) => [Math.tanh(1.5 * t)],
  truth(sigma, given) {
    // S₂ of each input on the trapezoid nodes of Z₁.
    const step = 1 / 32
    const z = Array.from({ length: 18 / step + 1 }, (_, k) => k * step - 9)
    const weights = z.map((value) => (step * Math.exp((-value * value) / 2)) / Math.sqrt(2 * Math.PI))
    const { x, probabilities } = this.inputs
    const mixtureOf = (inputs) => {
      const total = inputs.reduce((sum, i) => sum + probabilities[i], 0)
      const nodes = inputs.flatMap((i) =>
        z.map((value, k) => [
          this.layer2([this.layer1(x[i])[0] + sigma * value])[0],
          (weights[k] * probabilities[i]) / total,
        ]),
      )
      nodes.sort(([a], [b]) => a - b)
      const { entropy } = noisyEntropy({ at: nodes.map(([s]) => s), weights: nodes.map(([, w]) => w) }, sigma)
      return { total, entropy }
    }
    const all = x.map((_, i) => i)
    const labels = given === 'x' ? all : x.map(this.label)
    const groups = [...new Set(labels)].map((label) => all.filter((i) => labels[i] === label))
    const conditional = groups.map(mixtureOf)
    return mixtureOf(all).entropy - conditional.reduce((sum, { total, entropy }) => sum + total * entropy, 0)
  },
}

/** T₁ = w x + Z₁, T₂ = W T₁ + Z₂ with x standard normal: I = ½ log(1 + vᵀ (σ² I + σ² W Wᵀ)⁻¹ v), v = W w. */
function linear(d) {
  // A rotation in each plane of neighbouring coordinates, then scales: invertible, and no axis alone.
  const scales = Array.from({ length: d }, (_, k) => 0.6 + 0.8 * (k / Math.max(1, d - 1)))
  const rotate = (t) => {
    const out = [...t]
    for (let k = 0; k + 1 < d; k++) {
      const [a, b] = [out[k], out[k + 1]]
      out[k] = 0.8 * a - 0.6 * b
      out[k + 1] = 0.6 * a + 0.8 * b
    }
    return out
  }
  const w = Array.from({ length: d }, (_, k) => (k % 2 === 0 ? 1 : -0.5))
  return {
    d,
    inputs: gaussianInputs(),
    layer1: (x) => w.map((value) => value * x),
    // W = diag(scales) · rotation, so W Wᵀ = diag(scales²).
    layer2: (t) => rotate(t).map((value, k) => scales[k] * value),
    truth(sigma) {
      const v = this.layer2(w)
      const signal = v.reduce((sum, value, k) => sum + value ** 2 / (sigma ** 2 * (1 + scales[k] ** 2)), 0)
      return Math.log(1 + signal) / 2
    },
  }
}

const NETS = { scalar, linear2: linear(2), linear5: linear(5) }

/** In nats; `given`: 'x' for I(X;T₂), 'y' for I(Y;T₂). */
export const netTruth = (net, sigma, given) => NETS[net].truth(sigma, given)

/** S₂ of `passes` noisy passes of every input, grouped by input. */
export function propagate(net, sigma, passes, seed) {
  const { d, inputs, label, layer1, layer2 } = NETS[net]
  const n = inputs.x.length * passes
  const z = fillNormals(new Float64Array(n * d), { seed, purpose: 'measuringNoise' })
  const data = new Float64Array(n * d)
  const rows = { x: [], y: [], weights: [] }
  inputs.x.forEach((x, i) => {
    const noiseless = layer1(x)
    for (let pass = 0; pass < passes; pass++) {
      const row = i * passes + pass
      data.set(layer2(noiseless.map((value, k) => value + sigma * z[row * d + k])), row * d)
      rows.x.push(i)
      rows.y.push(label?.(x) ?? 0)
      rows.weights.push(inputs.probabilities[i])
    }
  })
  return { samples: { data, shape: [n, d] }, ...rows }
}

/** How far the grid of inputs is from the normal law: the truth of its mixture by quadrature less the closed form. */
export function gridError(sigma) {
  const net = linear(2)
  const [gain, closed] = [Math.sqrt(Math.expm1(2 * net.truth(sigma))), net.truth(sigma)]
  const at = net.inputs.x.map((x) => gain * x)
  const { entropy } = noisyEntropy({ at, weights: net.inputs.probabilities }, 1)
  return entropy - logNoise(1) - closed
}
