import { clusterSeparation, pairDistances, silhouette } from '../../lib/clustering'
import { fillNormals } from '../../lib/random/random'
import { AGREEMENT, activations, digits, double, fixture, rowsOf, shape, single, toLabels } from './digits'

const labelings = { digits, found: toLabels(fixture.kMeans.first10!.labels) }
const rows = rowsOf(double, shape)

test.each(Object.entries(labelings))("scikit-learn's scores of %s", async (name, labels) => {
  const expected = fixture.quality[name]!
  for (const data of [double, single]) {
    const found = await silhouette({ data, shape }, { labels })
    expect(Math.abs(found.value - expected.silhouette)).toBeLessThan(AGREEMENT)
    expected.silhouettes!.forEach((value, i) => {
      expect(Math.abs(found.values[i]! - value)).toBeLessThan(AGREEMENT)
    })
    const separation = await clusterSeparation({ data, shape }, { labels })
    expect(Math.abs(separation.calinskiHarabasz / expected.calinskiHarabasz! - 1)).toBeLessThan(AGREEMENT)
    expect(Math.abs(separation.daviesBouldin / expected.daviesBouldin! - 1)).toBeLessThan(AGREEMENT)
  }
})

test('the only row of a class has silhouette 0', async () => {
  const labels = digits.map((label, i) => (i === 17 ? 10 : label))
  const found = await silhouette(activations, { labels })
  expect(found.values[17]).toBe(0)
  expect(Math.abs(found.value - fixture.quality['with a single']!.silhouette)).toBeLessThan(AGREEMENT)
})

test('moving, scaling, permuting rows and renaming classes change nothing', async () => {
  const before = await silhouette(activations, { labels: digits })
  const { calinskiHarabasz, daviesBouldin } = await clusterSeparation(activations, { labels: digits })
  const changed: [number[][], number[]][] = [
    [rows.map((row) => row.map((value) => value + 1e4)), digits],
    [rows.map((row) => row.map((value) => value * 2 ** 700)), digits],
    [rows.map((row) => row.map((value) => value * 2 ** -700)), digits],
    [[...rows].reverse(), [...digits].reverse()],
    [rows, digits.map((label) => 1000 - 7 * label)],
  ]
  for (const [samples, labels] of changed) {
    expect((await silhouette(samples, { labels })).value).toBeCloseTo(before.value, 10)
    const separation = await clusterSeparation(samples, { labels })
    expect(separation.calinskiHarabasz / calinskiHarabasz).toBeCloseTo(1, 10)
    expect(separation.daviesBouldin / daviesBouldin).toBeCloseTo(1, 10)
  }
})

test('wide rows: the kernel without a fixed dimension', async () => {
  const d = 37
  const data = fillNormals(new Float64Array(60 * d), { seed: 2, purpose: 'measuringNoise' })
  const labels = Array.from({ length: 60 }, (_, i) => (i * i) % 3)
  const { values } = await silhouette({ data, shape: [60, d] }, { labels })
  const wide = rowsOf(data, [60, d])
  const distance = (a: number, b: number) => Math.hypot(...wide[a]!.map((x, k) => x - wide[b]![k]!))
  for (let i = 0; i < 60; i++) {
    const mean = (label: number) => {
      const others = labels.flatMap((other, j) => (other === label && j !== i ? [distance(i, j)] : []))
      return others.reduce((sum, x) => sum + x, 0) / others.length
    }
    const a = mean(labels[i]!)
    const b = Math.min(...[0, 1].filter((label) => label !== labels[i]).map(mean))
    expect(values[i]).toBeCloseTo((b - a) / Math.max(a, b), 12)
  }
})

test('mean distances are those of the histograms of pairs', async () => {
  for (const labels of [digits, labelings.found]) {
    for (const scale of [1, 2 ** -700]) {
      const samples = rows.map((row) => row.map((value) => value * scale))
      const { within, across } = await pairDistances(samples, { labels })
      const { meanDistance } = await silhouette(samples, { labels })
      expect(meanDistance.within / within.mean!).toBeCloseTo(1, 12)
      expect(meanDistance.across / across.mean!).toBeCloseTo(1, 12)
    }
  }
})

test('the number of threads changes no bit', async () => {
  const one = await silhouette(activations, { labels: digits, threads: 1 })
  expect(await silhouette(activations, { labels: digits, threads: 2 })).toEqual(one)
  const separation = await clusterSeparation(activations, { labels: digits, threads: 1 })
  expect(await clusterSeparation(activations, { labels: digits, threads: 2 })).toEqual(separation)
})

test('equal rows: the documented limits, never NaN', async () => {
  const equal = Array.from({ length: 8 }, () => [0.1, 3])
  const labels = [0, 1, 0, 1, 0, 1, 0, 1]
  expect(await silhouette(equal, { labels })).toMatchObject({
    value: 0,
    meanDistance: { within: 0, across: 0 },
  })
  expect(await clusterSeparation(equal, { labels })).toEqual({ calinskiHarabasz: 1, daviesBouldin: 0 })
})

describe.each([
  ['silhouette', silhouette],
  ['clusterSeparation', clusterSeparation],
])('bad input of %s', (_, measure) => {
  test.each([
    ['no options', rows, undefined, 'TypeError', 'options'],
    ['no labels', rows, {}, 'TypeError', 'labels'],
    ['one class', rows, { labels: digits.map(() => 1) }, 'RangeError', 'labels'],
    ['every row a class', [[1], [2], [3]], { labels: [0, 1, 2] }, 'RangeError', 'labels'],
    ['short labels', rows, { labels: [0, 1] }, 'RangeError', 'labels'],
    ['a fraction', [[1], [2], [3]], { labels: [0, 1.5, 0] }, 'RangeError', 'labels'],
    ['NaN in a row', [[1], [Number.NaN], [3]], { labels: [0, 1, 0] }, 'RangeError', 'samples'],
    ['an unknown option', rows, { labels: digits, metric: 'l1' }, 'TypeError', 'metric'],
    ['half a thread', rows, { labels: digits, threads: 0.5 }, 'RangeError', 'threads'],
  ])('%s', async (_, samples, options, name, argument) => {
    await expect(measure(samples as never, options as never)).rejects.toMatchObject({ name, argument })
  })
})

test('an abort stops the job', async () => {
  const n = 60_000
  const data = fillNormals(new Float64Array(n * 20), { seed: 2, purpose: 'measuringNoise' })
  const labels = new Int32Array(n).map((_, i) => i % 5)
  const controller = new AbortController()
  const call = silhouette(
    { data, shape: [n, 20] },
    { labels, signal: controller.signal, onProgress: () => controller.abort() },
  )
  await expect(call).rejects.toMatchObject({ name: 'AbortError' })
  expect((await silhouette(activations, { labels: digits })).value).toBeGreaterThan(0)
})
