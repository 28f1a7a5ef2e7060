import type { DataSet } from '../../lib/data/dataSet'
import { createConvNetwork } from '../../lib/network/conv/convNetwork'
import { propagateConv } from '../../lib/network/conv/propagateConv'
import { fillNormals } from '../../lib/random/random'
import { type BackendName, loadBackend } from '../../lib/training/backend'
import type { DescendOptions } from '../../lib/training/descend'
import { trainConv } from '../../lib/training/trainConv'

const SIDE = 16
const n = 60

/** Noisy images with a bright bar: class 0 upright, 1 lying, 2 none. */
const bars: DataSet = (() => {
  const labels = Int32Array.from({ length: n }, (_, i) => i % 3)
  const data = fillNormals(new Float32Array(n * SIDE ** 2), { seed: 1, purpose: 'auditTasks' })
  for (const [i, label] of labels.entries()) {
    for (let k = 0; k < SIDE ** 2; k++) {
      const place = 3 + (i % 9)
      const isBar = label === 0 ? k % SIDE === place : label === 1 ? Math.floor(k / SIDE) === place : false
      data[i * SIDE ** 2 + k] = 0.1 * data[i * SIDE ** 2 + k]! + (isBar ? 1 : 0)
    }
  }
  return { name: 'bars', inputs: { data, shape: [n, SIDE ** 2] }, labels, classes: 3 }
})()

const make = (disturbance: { sigma?: number; dropout?: number }) =>
  createConvNetwork({ side: SIDE, filters: [4, 4], units: 8, classes: 3, seed: 1, ...disturbance })

const options: DescendOptions = { epochs: 2, batchSize: 25, learningRate: 0.01 }

async function trained(backend: BackendName, disturbance: object, changes: Partial<DescendOptions> = {}) {
  const { tf } = await loadBackend({ backend })
  const network = make(disturbance)
  await trainConv(tf, network, bars, { ...options, ...changes })
  return network
}

test.each([{ sigma: 0.1 }, { dropout: 0.2 }, {}])(
  '%p: it learns, and leaves no tensor',
  async (disturbance) => {
    const { tf } = await loadBackend({ backend: 'tensorflow' })
    const before = tf.memory().numTensors
    const network = await trained('tensorflow', disturbance, { epochs: 30 })
    expect(tf.memory().numTensors).toBe(before)
    const { logits } = await propagateConv(tf, network, bars.inputs)
    const right = bars.labels.filter((label, i) => {
      const own = logits.data.subarray(3 * i, 3 * i + 3)
      return own.indexOf(Math.max(...own)) === label
    })
    expect(right.length).toBeGreaterThan(0.9 * n)
  },
)

test('same seed, same bits; another seed, others', async () => {
  const first = await trained('tensorflow', { sigma: 0.1 }, { seed: 4 })
  expect((await trained('tensorflow', { sigma: 0.1 }, { seed: 4 })).parameters).toEqual(first.parameters)
  expect((await trained('tensorflow', { sigma: 0.1 }, { seed: 5 })).parameters).not.toEqual(first.parameters)
})

test('the backends agree to float32 rounding', async () => {
  // Six steps of .01 each: Adam's step does not grow with the gradient, but where a gradient is near 0 rounding of 1e-7
  // may shift it: within 1e-3 of itself, some 6e-5 in the end.
  const expected = await trained('tensorflow', { dropout: 0.2 })
  for (const backend of ['wasm', 'cpu'] as const) {
    const { parameters } = await trained(backend, { dropout: 0.2 })
    expect(Math.max(...parameters.map((value, k) => Math.abs(value - expected.parameters[k]!)))).toBeLessThan(
      2e-4,
    )
  }
})

test('refuses images of another size, and other classes', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  for (const change of [{ side: 20 }, { classes: 4 }]) {
    const network = createConvNetwork({ side: SIDE, filters: [1, 1], units: 2, classes: 3, ...change })
    await expect(trainConv(tf, network, bars, options)).rejects.toMatchObject({ argument: 'data' })
  }
})
