import { estimateMI } from '../../lib'
import { attributeChange } from '../../lib/clustering'
import { changeSets } from '../../lib/clustering/changeSets'
import { fillNormals } from '../../lib/random/random'

describe('what became of the clusters of inputs', () => {
  test('each kind', () => {
    const before = [0, 1, 2, 2, 3, 3, 4, 4]
    const after = [9, 9, 1, 2, 3, 3, 5, 6]
    expect(changeSets(before, after)).toEqual([
      { kind: 'merge', items: [0, 1], clustersBefore: 2, clustersAfter: 1 },
      { kind: 'split', items: [2, 3], clustersBefore: 1, clustersAfter: 2 },
      { kind: 'same', items: [4, 5], clustersBefore: 1, clustersAfter: 1 },
      { kind: 'split', items: [6, 7], clustersBefore: 1, clustersAfter: 2 },
    ])
    // The second input left the first for another two, one of which left them.
    expect(changeSets([0, 0, 1, 1], [0, 1, 1, 2])).toEqual([
      { kind: 'split', items: [0], clustersBefore: 1, clustersAfter: 1 },
      { kind: 'merge', items: [1, 2], clustersBefore: 2, clustersAfter: 1 },
      { kind: 'split', items: [3], clustersBefore: 1, clustersAfter: 1 },
    ])
    expect(changeSets([5, 6, 5, 6, 5], [1, 1, 2, 3, 3])).toEqual([
      { kind: 'merge', items: [0, 1], clustersBefore: 2, clustersAfter: 1 },
      { kind: 'split', items: [2], clustersBefore: 1, clustersAfter: 1 },
      { kind: 'merge', items: [3, 4], clustersBefore: 2, clustersAfter: 1 },
    ])
    expect(changeSets([], [])).toEqual([])
  })
})

// Four far points, of which two and then two more merge: I goes from log 4 to H(1/2, 1/4, 1/4) and to log 2.
const points = [[0], [100], [200], [300]]

test('merged points carry the loss of their own entropy', async () => {
  const found = await attributeChange(points, [[0], [0], [200], [300]], { sigma: 1, labels: [1, 0, 1, 1] })
  expect(found.before.value).toBeCloseTo(Math.log(4), 9)
  expect(found.change.value).toBeCloseTo(-Math.log(2) / 2, 9)
  expect(found.events).toHaveLength(3)
  expect(found.events[0]).toMatchObject({
    kind: 'merge',
    inputs: [0, 1],
    clustersBefore: 2,
    clustersAfter: 1,
    classes: [
      { label: 0, inputs: 1 },
      { label: 1, inputs: 1 },
    ],
  })
  expect(found.events[0]!.change.value).toBeCloseTo(-Math.log(2) / 2, 9)
  for (const { kind, change } of found.events.slice(1)) {
    expect(kind).toBe('same')
    expect(change.value).toBeCloseTo(0, 9)
  }
})

test('a split carries the gain', async () => {
  const found = await attributeChange([[0], [0], [0], [300]], points, { sigma: 1 })
  expect(found.events[0]).toMatchObject({ kind: 'split', inputs: [0, 1, 2], clustersAfter: 3 })
  expect(found.events[0]!.change.value).toBeCloseTo((3 / 4) * Math.log(3), 9)
})

describe('noisy passes of overlapping inputs', () => {
  const [inputs, passes, d] = [40, 8, 3]
  const n = inputs * passes
  const given = Array.from({ length: n }, (_, i) => 7 * (i % inputs))
  const labels = given.map((input) => input % 2)
  const centers = fillNormals(new Float64Array(inputs * d), { seed: 1, purpose: 'measuringNoise' })
  const noise = fillNormals(new Float64Array(n * d), { seed: 2, purpose: 'measuringNoise' })
  const rows = (scale: number) => ({
    data: noise.map((z, i) => scale * centers[i % (inputs * d)]! + 0.05 * z),
    shape: [n, d] as const,
  })
  const options = { sigma: 0.2, given, labels, draws: 40 * n }

  test('events sum to the change, and both values are those of estimateMI', async () => {
    const found = await attributeChange(rows(1), rows(0.4), options)
    const total = found.events.reduce((sum, { change }) => sum + change.value, 0)
    expect(total).toBeCloseTo(found.change.value, 12)
    expect(found.change.value).toBeCloseTo(found.after.value - found.before.value, 12)
    expect(found.events.flatMap((event) => event.inputs).sort((a, b) => a - b)).toEqual(
      Array.from({ length: inputs }, (_, i) => 7 * i),
    )
    expect(found.events[0]!.kind).toBe('merge')
    for (const [samples, value] of [
      [rows(1), found.before],
      [rows(0.4), found.after],
    ] as const) {
      const estimate = await estimateMI(samples, {
        sigma: 0.2,
        given,
        population: 'complete',
        tolerance: 0.001,
      })
      const error =
        5 * Math.hypot(value.standardError, estimate.numerical.standardError) + estimate.numerical.bound
      expect(Math.abs(value.value - estimate.value)).toBeLessThan(error)
    }
  })

  test('the same snapshot twice: everything stays, within the error of the draws', async () => {
    const found = await attributeChange(rows(1), rows(1), options)
    expect(found.events.every(({ kind }) => kind === 'same')).toBe(true)
    expect(found.change.value).toBe(0)
  })

  test('the same bits for any number of threads', async () => {
    const one = await attributeChange(rows(1), rows(0.4), { ...options, threads: 1 })
    expect(await attributeChange(rows(1), rows(0.4), { ...options, threads: 2 })).toEqual(one)
  })
})

test.each([
  ['no options', points, points, undefined, 'TypeError', 'options'],
  ['no sigma', points, points, {}, 'TypeError', 'sigma'],
  ['rows missing', points, [[0]], { sigma: 1 }, 'RangeError', 'after'],
  ['NaN', points, [[0], [Number.NaN], [1], [2]], { sigma: 1 }, 'RangeError', 'after'],
  ['short given', points, points, { sigma: 1, given: [0] }, 'RangeError', 'given'],
  [
    'an input of two classes',
    points,
    points,
    { sigma: 1, given: [0, 0, 1, 1], labels: [0, 1, 1, 1] },
    'RangeError',
    'labels',
  ],
  ['no draws', points, points, { sigma: 1, draws: 0 }, 'RangeError', 'draws'],
  ['a sigma too small', points, points, { sigma: 1e-300 }, 'RangeError', 'sigma'],
])('bad input: %s', async (_, before, after, options, name, argument) => {
  await expect(attributeChange(before, after, options as never)).rejects.toMatchObject({ name, argument })
})
