// (c) Information through two noisy layers, from noisy passes of every input.
import { estimateMI } from 'infoflow'
import { gridError, netTruth, propagate } from './nets.mjs'
import { median, shareOfTrusted } from './statistics.mjs'

export const replications = 500
export const title = "(c) I(X;T₂) and I(Y;T₂) of two noisy layers, population 'groups'"
export const explanation = `scalar: T₁ = tanh(.5 x) + Z₁, T₂ = tanh(1.5 T₁) + Z₂ of 8 inputs, y the sign of x, truth by quadrature; m passes each. linear2, linear5:
T₁ = w x + Z₁ of width 2 and 5, T₂ = W T₁ + Z₂, x normal as 21 weighted inputs (against the closed form that grid is off by
${gridError(0.3).toExponential(0)} at σ = .3). Passes: coverage ≥ 93 %, trusted or not.`
export const columns = [
  'net',
  'given',
  'sigma',
  'm',
  'trusted %',
  'coverage %',
  'below %',
  'above %',
  'truth',
  'plug-in',
  'width',
]

export function cells() {
  const cell = (net, given, sigma) => [16, 64].map((m) => ({ net, given, sigma, m }))
  return [
    ...[0.1, 0.3].flatMap((sigma) => ['x', 'y'].flatMap((given) => cell('scalar', given, sigma))),
    ...[0.3, 1].flatMap((sigma) => cell('linear2', 'x', sigma)),
    ...cell('linear5', 'x', 0.5),
  ]
}

export async function truth({ net, given, sigma }) {
  return { value: netTruth(net, sigma, given) }
}

export async function replicate({ net, given, sigma, m }, seed) {
  const { samples, weights, ...labels } = propagate(net, sigma, m, seed)
  const { value, interval, trust } = await estimateMI(samples, {
    sigma,
    weights,
    given: labels[given],
    population: 'groups',
    seed,
    threads: 1,
  })
  return { value, low: interval.low, high: interval.high, ok: trust.ok }
}

export function summarise(cell, { value }, outcomes) {
  const below = outcomes.filter(({ low }) => value < low).length / outcomes.length
  const above = outcomes.filter(({ high }) => value > high).length / outcomes.length
  const { trusted } = shareOfTrusted(outcomes, value)
  const plugIn = median(outcomes.map((outcome) => outcome.value))
  const width = median(outcomes.map(({ low, high }) => high - low))
  const coverage = 1 - below - above
  return { ...cell, trusted, coverage, below, above, truth: value, plugIn, width, passes: coverage >= 0.93 }
}
