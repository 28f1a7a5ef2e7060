import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { estimateMI } from '../../lib/estimate/estimateMI'
import type { MIOptions } from '../../lib/estimate/types'
import { fillNormals } from '../../lib/random/random'

const n = 400
const d = 3
const data = fillNormals(new Float64Array(n * d), { seed: 1, purpose: 'measuringNoise' })
const given = Int32Array.from({ length: n }, (_, i) => i % 20)
const options: MIOptions = { sigma: 0.3, given, tolerance: 0.02 }
const estimate = (more: object = {}) =>
  estimateMI({ data, shape: [n, d] }, { ...options, ...more } as MIOptions)

test('same seed, same bits, call after call and for any thread count', async () => {
  const first = await estimate()
  for (const threads of [1, 2, 3, 8]) {
    const again = await estimate({ threads })
    expect({ ...again, settings: 0, entropy: 0, conditionalEntropy: 0 }).toEqual({
      ...first,
      settings: 0,
      entropy: 0,
      conditionalEntropy: 0,
    })
    expect(again.entropy.value).toBe(first.entropy.value)
    expect(again.conditionalEntropy.value).toBe(first.conditionalEntropy.value)
  }
})

test('seed 0 is a seed like any other, and seeds differ', async () => {
  expect((await estimate({ seed: 0 })).value).toBe((await estimate()).value)
  const values = await Promise.all([0, 1, 2 ** 32, 2 ** 53 - 1].map((seed) => estimate({ seed })))
  expect(new Set(values.map(({ value }) => value)).size).toBe(4)
})

test('float32 samples give the bits of their float64 copies', async () => {
  const single = Float32Array.from(data)
  const double = Float64Array.from(single)
  const values = await Promise.all(
    [single, double].map((data) => estimateMI({ data, shape: [n, d] }, options)),
  )
  expect(values[0]).toEqual(values[1])
})

test('rows, views and scaled copies give the same information, bit for bit', async () => {
  const { value } = await estimate()
  const rows = Array.from({ length: n }, (_, i) => data.subarray(i * d, (i + 1) * d))
  expect((await estimateMI(rows, options)).value).toBe(value)
  const scaled = data.map((x) => x * 2 ** -30)
  expect(
    (await estimateMI({ data: scaled, shape: [n, d] }, { ...options, sigma: 0.3 * 2 ** -30 })).value,
  ).toBe(value)
})

test('a worker thread gives the same bits as the main thread', async () => {
  const script = `
    const { estimateMI } = require(${JSON.stringify(path.resolve(__dirname, '../../dist/index.js'))})
    const { parentPort, workerData: { data, shape, options } } = require('node:worker_threads')
    estimateMI({ data, shape }, options).then(({ value }) => parentPort.postMessage(value))`
  const worker = new Worker(script, { eval: true, workerData: { data, shape: [n, d], options } })
  const value = await new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject)
  })
  await worker.terminate()
  expect(value).toBe((await estimate()).value)
})
