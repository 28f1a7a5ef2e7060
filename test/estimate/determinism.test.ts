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
