import type { Activation } from '../../lib/network/activation'
import { firstPass, noisyFirstPass } from '../../lib/network/firstPass'
import { createNetwork } from '../../lib/network/noisyNetwork'
import { propagate } from '../../lib/network/propagate'
import { type BackendName, loadBackend } from '../../lib/training/backend'
import { referencePass, scattered } from './reference'

const WIDTHS = [4, 6, 5, 3, 2]
const n = 20
const inputs = { data: scattered(n, 4), shape: [n, 4] as const }
// Sums of at most 6 products of numbers of about 1, through 4 layers, rounded to float32 (2^-24 each).
const ROUNDING = 1e-5

describe.each<BackendName>(['tensorflow', 'wasm', 'cpu'])('on %s', (backend) => {
  test.each<Activation>(['tanh', 'relu', 'linear'])(
    '%s: the centers are those of plain loops',
    async (activation) => {
      const { tf } = await loadBackend({ backend })
      const network = createNetwork({ widths: WIDTHS, activation, sigma: 0.3, seed: 5 })
      network.parameters.forEach((value, k) => {
        network.parameters[k] = value === 0 ? 0.1 * Math.cos(k) : value
      })
      const passes = 3
      const before = tf.memory().numTensors
      const layers = await propagate(tf, network, inputs, {
        passes,
        layers: [1, 2, 3, 4],
        seed: 9,
        first: 40,
      })
      expect(tf.memory().numTensors).toBe(before)
      for (let pass = 0; pass < passes; pass++) {
        const expected = referencePass(network, inputs.data, {
          seed: 9,
          purpose: 'measuringNoise',
          step: 40 + pass,
        })
        for (const { layer, centers, inputs: inputOf } of layers) {
          const width = WIDTHS[layer]!
          const each = layer === 1 ? 1 : passes
          expect(centers.shape).toEqual([n * each, width])
          for (let i = 0; i < n; i++) {
            const row = i * each + (layer === 1 ? 0 : pass)
            expect(inputOf[row]).toBe(i)
            for (let j = 0; j < width; j++) {
              const difference = centers.data[row * width + j]! - expected[layer - 1]![i * width + j]!
              expect(Math.abs(difference)).toBeLessThan(ROUNDING)
            }
          }
        }
      }
    },
  )
})

test('passes taken one at a time are those taken together', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const network = createNetwork({ widths: WIDTHS, sigma: 0.3 })
  const [together] = await propagate(tf, network, inputs, { passes: 2, layers: [3] })
  const [second] = await propagate(tf, network, inputs, { passes: 1, layers: [3], first: 1 })
  const rows = together!.centers.data.filter((_, k) => Math.floor(k / 3) % 2 === 1)
  expect(rows).toEqual(second!.centers.data)
  expect(firstPass(together!).data).not.toEqual(second!.centers.data)
})

test('more rows than go through at once: the same as in parts', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const network = createNetwork({ widths: [4, 2, 2, 2], sigma: 0.3 })
  const many = { data: scattered(40_000, 4), shape: [40_000, 4] as const }
  const [all] = await propagate(tf, network, many, { passes: 2, layers: [2] })
  const [second] = await propagate(tf, network, many, { passes: 1, layers: [2], first: 1 })
  expect(all!.centers.data.filter((_, k) => Math.floor(k / 2) % 2 === 1)).toEqual(second!.centers.data)
})

test('T_l of the first pass is its center plus the noise that the next layer was given', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const network = createNetwork({ widths: [4, 3, 3, 2], activation: 'linear', sigma: 0.5 })
  const layers = await propagate(tf, network, inputs, { passes: 2, layers: [1, 2], first: 6 })
  const samples = layers.map((layer) => noisyFirstPass(network, layer, { first: 6 }))
  expect(samples.map(({ shape }) => shape)).toEqual([
    [n, 3],
    [n, 3],
  ])
  // S_2 = T_1 W_2 + b_2 in the first pass of a linear net.
  const W = network.parameters.subarray(15, 24)
  const S2 = firstPass(layers[1]!).data
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < 3; j++) {
      const expected = [0, 1, 2].reduce((sum, k) => sum + samples[0]!.data[i * 3 + k]! * W[k * 3 + j]!, 0)
      expect(Math.abs(S2[i * 3 + j]! - expected)).toBeLessThan(ROUNDING)
    }
  }
  const noise = samples[1]!.data.map((value, k) => value - S2[k]!)
  const deviation = Math.sqrt(noise.reduce((sum, z) => sum + z * z, 0) / noise.length)
  // χ² with 60 degrees of freedom: five standard errors of the deviation are 5/√120 of it.
  expect(Math.abs(deviation / 0.5 - 1)).toBeLessThan(5 / Math.sqrt(120))
})

test('refuses what does not fit, and stops when aborted', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const network = createNetwork({ widths: WIDTHS, sigma: 0.3 })
  const wrong = { data: scattered(4, 3), shape: [4, 3] as const }
  await expect(propagate(tf, network, wrong, { passes: 1 })).rejects.toMatchObject({ argument: 'inputs' })
  await expect(propagate(tf, network, inputs, { passes: 0 })).rejects.toMatchObject({ argument: 'passes' })
  await expect(propagate(tf, network, inputs, { passes: 1, layers: [5] })).rejects.toMatchObject({
    argument: 'layers',
  })
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(propagate(tf, network, inputs, { passes: 1, signal })).rejects.toThrow('enough')
})
