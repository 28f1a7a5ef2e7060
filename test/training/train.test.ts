import { selectRows } from '../../lib/data/dataSet'
import { twelveBitData } from '../../lib/data/twelveBit'
import { createNetwork } from '../../lib/network/noisyNetwork'
import { type BackendName, loadBackend } from '../../lib/training/backend'
import { evaluate } from '../../lib/training/evaluate'
import { type TrainOptions, train } from '../../lib/training/train'

const data = selectRows(
  twelveBitData(),
  Int32Array.from({ length: 600 }, (_, i) => (i * 1777) % 4096),
)
const make = () => createNetwork({ widths: [12, 10, 7, 2], sigma: 0.05, seed: 1 })

async function trained(backend: BackendName, options: Partial<TrainOptions>) {
  const { tf } = await loadBackend({ backend })
  const network = make()
  await train(tf, network, data, { epochs: 2, ...options })
  return network.parameters
}

test('the backends agree to float32 rounding, with the retraction too', async () => {
  // Six steps of 4e-4 each: Adam's step does not grow with the gradient, but where a gradient is near 0 rounding of
  // 1e-7 may shift it: within 1e-4 of itself, some 1e-6 in the end.
  const expected = await trained('tensorflow', { orthonormal: 0.01 })
  expect(expected).not.toEqual(make().parameters)
  for (const backend of ['wasm', 'cpu'] as const) {
    const found = await trained(backend, { orthonormal: 0.01 })
    expect(Math.max(...found.map((value, k) => Math.abs(value - expected[k]!)))).toBeLessThan(5e-6)
  }
})

test('same seed, same bits; another seed, others', async () => {
  expect(await trained('tensorflow', { seed: 4 })).toEqual(await trained('tensorflow', { seed: 4 }))
  expect(await trained('tensorflow', { seed: 4 })).not.toEqual(await trained('tensorflow', { seed: 5 }))
})

test.each<BackendName>(['tensorflow', 'wasm', 'cpu'])(
  '%s: it learns, and leaves no tensor',
  async (backend) => {
    const { tf } = await loadBackend({ backend })
    const network = make()
    const tensors = [tf.memory().numTensors]
    const measure = { passes: 4, first: 1000 }
    const start = await evaluate(tf, network, data, measure)
    await train(tf, network, data, {
      epochs: 40,
      learningRate: 0.01,
      onEpoch: () => void tensors.push(tf.memory().numTensors),
    })
    const end = await evaluate(tf, network, data, measure)
    tensors.push(tf.memory().numTensors)
    expect(new Set(tensors).size).toBe(1)
    expect(end.loss).toBeLessThan(0.5 * start.loss)
    expect(end.accuracy).toBeGreaterThan(0.85)
  },
)

test('every epoch takes each row once, in an order of its own, the last batch being what is left', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const batches: string[][] = []
  const watched: typeof tf = {
    ...tf,
    tensor2d: (values, shape, dtype) => {
      const rows = shape?.[1] === 12 ? shape[0] : 0
      // The weights of the first layer are 12 × 10, so that only inputs have 12 columns.
      if (rows > 0 && ArrayBuffer.isView(values)) {
        const text = Array.from({ length: rows }, (_, i) => values.slice(12 * i, 12 * i + 12).join())
        batches.push(text)
      }
      return tf.tensor2d(values, shape, dtype)
    },
  }
  await train(watched, make(), data, { epochs: 2 })
  expect(batches.map((rows) => rows.length)).toEqual([256, 256, 88, 256, 256, 88])
  const all = Array.from({ length: 600 }, (_, i) => data.inputs.data.slice(12 * i, 12 * i + 12).join())
  const first = batches.slice(0, 3).flat()
  const second = batches.slice(3).flat()
  for (const order of [first, second]) expect([...order].sort()).toEqual([...all].sort())
  expect(first).not.toEqual(all)
  expect(second).not.toEqual(first)
})

test('snapshots are awaited at their epochs, 0 before the first step', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const network = make()
  const seen: [number, Float32Array][] = []
  await train(tf, network, data, {
    epochs: 3,
    snapshots: [0, 2, 3],
    onSnapshot: async (epoch) => {
      const at = network.parameters.slice()
      await new Promise((resolve) => setTimeout(resolve, 5))
      expect(network.parameters).toEqual(at)
      seen.push([epoch, at])
    },
  })
  expect(seen.map(([epoch]) => epoch)).toEqual([0, 2, 3])
  expect(seen[0]![1]).toEqual(make().parameters)
  expect(seen[2]![1]).toEqual(network.parameters)
  expect(seen[1]![1]).not.toEqual(network.parameters)
})

test('an abort during training rejects with its reason; other work gets its turn', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new Error('enough')), 50)
  const running = train(tf, make(), data, { epochs: 1e6, signal: controller.signal })
  await expect(running).rejects.toThrow('enough')
  clearTimeout(timer)
})

test('divergence is an error, not NaN', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const running = train(tf, make(), data, { epochs: 20, learningRate: 100, orthonormal: 1 })
  await expect(running).rejects.toMatchObject({ code: 'ERR_INFOFLOW_NOT_FINITE' })
})

test.each([
  [{ epochs: -1 }, 'epochs'],
  [{ epochs: 1.5 }, 'epochs'],
  [{ epochs: 1, batchSize: 0 }, 'batchSize'],
  [{ epochs: 1, learningRate: 0 }, 'learningRate'],
  [{ epochs: 1, orthonormal: 1.5 }, 'orthonormal'],
  [{ epochs: 1, orthonormal: Number.NaN }, 'orthonormal'],
])('refuses %p', async (options, argument) => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  await expect(train(tf, make(), data, options)).rejects.toMatchObject({ argument })
})

test('refuses data of another shape', async () => {
  const { tf } = await loadBackend({ backend: 'cpu' })
  const network = createNetwork({ widths: [11, 3, 2], sigma: 0.1 })
  await expect(train(tf, network, data, { epochs: 1 })).rejects.toMatchObject({ argument: 'data' })
})
