import { estimateMIGiven } from '../../lib/estimate/estimateMIGiven'
import { createNetwork, denseLayers } from '../../lib/network/noisyNetwork'
import { propagate } from '../../lib/network/propagate'
import { fillNormals } from '../../lib/random/random'
import { loadBackend } from '../../lib/training/backend'

/** n draws of N(0, 1), shifted and scaled to mean 0 and variance 1 exactly. */
function standardisedNormals(n: number): Float32Array {
  const draws = fillNormals(new Float64Array(n), { seed: 3, purpose: 'dataSplit' })
  const mean = draws.reduce((sum, x) => sum + x, 0) / n
  const deviation = Math.sqrt(draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n)
  return Float32Array.from(draws, (x) => (x - mean) / deviation)
}

/*
 * T_1 = X w + Z_1 and T_2 = T_1 V + Z_2 with scalar X ~ N(0, 1) and V a rotation times √r: the signal w V has squared
 * length r|w|², the noise covariance σ²(1 + r) I, so I(X;T_2) = ½ log(1 + r|w|² / (σ²(1 + r))).
 *
 * What may be off at σ = 1, r = .3125, n = 1000 inputs and m = 64 passes of each:
 * - h(T_2) from n·m centers. The spread of the inputs is exact, so what is left of their sampling error is of second
 *   order, about 1/n; that of the passes is under √(d/2)/√(n·m) = .004.
 * - h(T_2|X) from m centers of covariance σ² r I under noise σ² I is too low by at most χ²/m, 1 + χ² = 1/(1 − (r/(1+r))²):
 *   .001.
 * - Monte Carlo: a standard error of .003 is asked for, five of them are .015.
 * Leaving out the noise of layer 1 would be off by .1.
 */
test('linear Gaussian two-layer net: I(X;T_2) within .02 nats of its closed form', async () => {
  const n = 1000
  const { tf } = await loadBackend({ backend: 'tensorflow' })
  const network = createNetwork({ widths: [1, 2, 2, 2], activation: 'linear', sigma: 1 })
  const [first, second] = denseLayers(network)
  first!.weights.set([3, -2])
  second!.weights.set([0.5, 0.25, -0.25, 0.5])
  const inputs = { data: standardisedNormals(n), shape: [n, 1] as const }

  const [layer] = await propagate(tf, network, inputs, { passes: 64, layers: [2] })
  const options = { sigma: 1, tolerance: 0.003, population: 'groups' } as const
  const { x } = await estimateMIGiven(layer!.centers, { x: layer!.inputs }, options)
  const exact = 0.5 * Math.log(1 + (0.3125 * 13) / 1.3125)
  expect(x.numerical.standardError).toBeLessThanOrEqual(0.003)
  expect(Math.abs(x.value - exact)).toBeLessThan(0.02)
})
