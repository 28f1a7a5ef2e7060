import { fillNormals, shuffledIndices } from '../../lib/random/random'

test('a key names its numbers: the same again, others for another seed, purpose, stream or step', () => {
  const draw = (key: object) =>
    fillNormals(new Float64Array(3), { seed: 1, purpose: 'trainingNoise', stream: 2, step: 3, ...key }).join()
  const keys = [{}, { seed: 2 }, { purpose: 'measuringNoise' }, { stream: 3 }, { step: 4 }]
  expect(new Set(keys.map(draw)).size).toBe(keys.length)
  expect(draw({})).toBe(draw({}))
})

test('float32 numbers are the rounded float64 ones', () => {
  const key = { seed: 7, purpose: 'trainingNoise' } as const
  expect(fillNormals(new Float32Array(50), key)).toEqual(
    Float32Array.from(fillNormals(new Float64Array(50), key)),
  )
})

test('a shuffle is a permutation, and each place gets each index equally often', () => {
  const n = 5
  const counts = Array.from({ length: n }, () => new Array<number>(n).fill(0))
  for (let seed = 0; seed < 5000; seed++) {
    const order = shuffledIndices(n, { seed, purpose: 'batchOrder' })
    expect([...order].sort()).toEqual([0, 1, 2, 3, 4])
    for (const [place, index] of order.entries()) counts[place]![index]!++
  }
  // Each count is binomial(5000, 1/5): mean 1000, standard deviation 28.3; five of them are allowed.
  for (const count of counts.flat()) expect(Math.abs(count - 1000)).toBeLessThan(142)
})
