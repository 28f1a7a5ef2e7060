import {
  clustersAtScale,
  cosineSimilarities,
  effectiveRank,
  neuralCollapse,
  pairDistances,
} from '../../lib/clustering'
import { fillNormals } from '../../lib/random/random'
import {
  AGREEMENT,
  activations,
  type Collapse,
  digits,
  double,
  fixture,
  type Histograms,
  rowsOf,
  shape,
} from './digits'

const rows = rowsOf(double, shape)
const moved = { data: double.map((value) => value + 1000), shape }

function expectHistograms(found: Awaited<ReturnType<typeof pairDistances>>, expected: Histograms): void {
  expect(Array.from(found.within.counts)).toEqual(expected.within)
  expect(Array.from(found.across.counts)).toEqual(expected.across)
  expect(Math.abs(found.within.mean! - expected.withinMean)).toBeLessThan(AGREEMENT)
  expect(Math.abs(found.across.mean! - expected.acrossMean)).toBeLessThan(AGREEMENT)
  expect(found.within.pairs + found.across.pairs).toBe((600 * 599) / 2)
}

describe('pairs of rows', () => {
  test("NumPy's histogram of SciPy's distances", async () => {
    const options = { labels: digits, bins: 30, largest: 6 }
    expectHistograms(await pairDistances(activations, options), fixture.distances)
    expectHistograms(await pairDistances(activations, { ...options, threads: 1 }), fixture.distances)
  })

  test("NumPy's histogram of SciPy's cosines", async () => {
    const found = await cosineSimilarities(activations, { labels: digits, bins: 20 })
    expectHistograms(found, fixture.cosines)
    expect(found.zeroRows).toBe(0)
  })

  test('the bounding box holds every distance; moving all rows changes no count', async () => {
    const found = await pairDistances(activations, { labels: digits, bins: 40 })
    const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0)
    expect(total(found.within.counts)).toBe(found.within.pairs)
    expect(total(found.across.counts)).toBe(found.across.pairs)
    const options = { labels: digits, bins: 40, largest: found.edges[40]! * (1 + 1e-12) }
    const after = await pairDistances(moved, options)
    // 1000 rounds the values to 1e-13; no distance of this fixture is that near to an edge.
    expect(after.across.counts).toEqual(found.across.counts)
  })

  test('cosines count opposite, orthogonal and equal directions, and leave out zeros', async () => {
    const samples = [
      [1, 0],
      [5, 0],
      [0, 2],
      [-3, 0],
      [0, 0],
    ]
    const found = await cosineSimilarities(samples, { labels: [0, 0, 1, 1, 1], bins: 4 })
    expect(found.zeroRows).toBe(1)
    expect(Array.from(found.within.counts)).toEqual([0, 0, 1, 1])
    expect(Array.from(found.across.counts)).toEqual([2, 0, 2, 0])
  })

  test('one class: every pair is within; a single row: no pair, and no mean', async () => {
    const found = await pairDistances(rows, { labels: digits.map(() => 3), bins: 30, largest: 6 })
    expect(found.across).toMatchObject({ pairs: 0, mean: null })
    const sums = fixture.distances.within.map((count, b) => count + fixture.distances.across[b]!)
    expect(Array.from(found.within.counts)).toEqual(sums)
    expect((await pairDistances([[1, 2]], { labels: [0] })).within).toMatchObject({ pairs: 0, mean: null })
  })

  test('equal rows, and coordinates whose squares overflow', async () => {
    const equal = await pairDistances([[7], [7], [7]], { labels: [0, 0, 1], bins: 3 })
    expect(Array.from(equal.within.counts)).toEqual([1, 0, 0])
    expect(Array.from(equal.across.counts)).toEqual([2, 0, 0])
    const huge = await pairDistances([[-1e300], [1e300], [0]], { labels: [0, 0, 0], bins: 2 })
    expect(huge.within.mean! / 1e300).toBeCloseTo(4 / 3, 12)
    expect(Array.from(huge.within.counts)).toEqual([0, 3])
  })

  test.each([
    ['no labels', rows, {}, 'TypeError', 'labels'],
    ['no bins', rows, { labels: digits, bins: 0 }, 'RangeError', 'bins'],
    ['a range of 0', rows, { labels: digits, largest: 0 }, 'RangeError', 'largest'],
    ['infinity in a row', [[1], [Number.POSITIVE_INFINITY]], { labels: [0, 0] }, 'RangeError', 'samples'],
  ])('bad input: %s', async (_, samples, options, name, argument) => {
    await expect(pairDistances(samples as never, options as never)).rejects.toMatchObject({ name, argument })
  })
})

describe('clusters at a scale', () => {
  test.each(Object.entries(fixture.components))(
    "SciPy's components at distance %s",
    async (distance, count) => {
      const found = await clustersAtScale(activations, { sigma: Number(distance), multiple: 1 })
      expect(found.count).toBe(count)
      expect(Math.max(...found.labels) + 1).toBe(count)
    },
  )

  test('a plain search over all pairs finds the same labels, in one to five dimensions', async () => {
    for (let d = 1; d <= 5; d++) {
      const data = fillNormals(new Float64Array(400 * d), { seed: d, purpose: 'measuringNoise' })
      const points = rowsOf(data, [400, d])
      for (const sigma of [0.002, 0.05, 0.15, 0.3]) {
        const { labels, threshold } = await clustersAtScale({ data, shape: [400, d] }, { sigma })
        expect(threshold).toBe(2 * sigma)
        expect(Array.from(labels)).toEqual(plainComponents(points, threshold))
      }
    }
  })

  test('a chain of steps is one cluster; duplicates are one point; a gap parts', async () => {
    const chain = Array.from({ length: 500 }, (_, i) => [i * 0.19, 0])
    expect((await clustersAtScale(chain, { sigma: 0.1 })).count).toBe(1)
    const parted = [...chain.map(([x]) => [x!, 0]), ...chain.map(([x]) => [x! + 100, 0])]
    expect((await clustersAtScale(parted, { sigma: 0.1 })).count).toBe(2)
    const twice = Array.from({ length: 20_000 }, (_, i) => [i % 2, 5, 5])
    expect((await clustersAtScale(twice, { sigma: 0.1 })).count).toBe(2)
    expect((await clustersAtScale([[1]], { sigma: 0.1 })).count).toBe(1)
  })

  test.each([
    ['no sigma', rows, {}, 'TypeError', 'sigma'],
    ['sigma 0', rows, { sigma: 0 }, 'RangeError', 'sigma'],
    ['a negative multiple', rows, { sigma: 1, multiple: -2 }, 'RangeError', 'multiple'],
    ['a threshold that overflows', rows, { sigma: 1e300, multiple: 1e300 }, 'RangeError', 'multiple'],
    ['NaN', [[Number.NaN]], { sigma: 1 }, 'RangeError', 'samples'],
  ])('bad input: %s', async (_, samples, options, name, argument) => {
    await expect(clustersAtScale(samples as never, options as never)).rejects.toMatchObject({
      name,
      argument,
    })
  })

  function plainComponents(points: number[][], threshold: number): number[] {
    const labels = new Array<number>(points.length).fill(-1)
    let count = 0
    points.forEach((_, start) => {
      if (labels[start] !== -1) return
      const queue = [start]
      labels[start] = count
      for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
        points.forEach((point, j) => {
          if (labels[j] !== -1) return
          if (Math.hypot(...point.map((x, k) => x - points[at]![k]!)) > threshold) return
          labels[j] = count
          queue.push(j)
        })
      }
      count++
    })
    return labels
  }
})

describe('effective rank', () => {
  test.each([
    [false, fixture.rank],
    [true, fixture.rankCentered],
  ])("NumPy's singular values, centered: %s", async (center, expected) => {
    const found = await effectiveRank(activations, { center })
    expected.singularValues.forEach((value, i) => {
      expect(Math.abs(found.singularValues[i]! - value)).toBeLessThan(1e-12 * expected.singularValues[0]!)
    })
    expect(found.value).toBeCloseTo(expected.effective, 11)
    expect(found.participationRatio).toBeCloseTo(expected.participation, 11)
  })

  test('orthogonal rows and columns: as many as there are; wide or tall', async () => {
    const columns = (n: number, d: number) =>
      Array.from({ length: n }, (_, i) => Array.from({ length: d }, (_, k) => (i % 3 === k ? 5 : 0)))
    for (const [n, d] of [
      [300, 3],
      [3, 40],
      [3, 3],
    ] as const) {
      const { value, participationRatio } = await effectiveRank(columns(n, d))
      expect(value).toBeCloseTo(3, 12)
      expect(participationRatio).toBeCloseTo(3, 12)
    }
  })

  test('a transposed matrix has the same singular values, one of rank 1 has rank 1', async () => {
    const wide = rows[0]!.map((_, k) => rows.map((row) => row[k]!))
    const found = await effectiveRank(wide)
    fixture.rank.singularValues.forEach((value, i) => {
      expect(found.singularValues[i]).toBeCloseTo(value, 11)
    })
    const one = rows.map((row) => row.map((_, k) => row[0]! * (k + 1)))
    expect((await effectiveRank(one)).value).toBeCloseTo(1, 11)
  })

  test('zeros have rank 0; scale does not matter, threads neither', async () => {
    expect(
      await effectiveRank([
        [0, 0],
        [0, 0],
      ]),
    ).toMatchObject({ value: 0, participationRatio: 0 })
    expect(
      (
        await effectiveRank(
          [
            [3, 4],
            [3, 4],
          ],
          { center: true },
        )
      ).value,
    ).toBe(0)
    const scaled = { data: double.map((value) => value * 2 ** -900), shape }
    expect((await effectiveRank(scaled)).value).toBe((await effectiveRank(activations)).value)
    expect(await effectiveRank(activations, { threads: 1 })).toEqual(
      await effectiveRank(activations, { threads: 2 }),
    )
  })

  test.each([
    ['a wrong center', rows, { center: 1 }, 'TypeError', 'center'],
    [
      'singular values beyond the largest double',
      [
        [1e308, 1e308],
        [1e308, 1e308],
      ],
      {},
      'RangeError',
      'samples',
    ],
  ])('bad input: %s', async (_, samples, options, name, argument) => {
    await expect(effectiveRank(samples, options as never)).rejects.toMatchObject({ name, argument })
  })
})

describe('neural collapse', () => {
  const { collapse, classifier } = fixture
  const close = (found: number | null, expected: number) =>
    expect(Math.abs(found! / expected - 1)).toBeLessThan(AGREEMENT)
  const closeSimplex = (found: Collapse | null, expected: Collapse) => {
    close(found!.normVariation, expected.normVariation)
    close(found!.cosineDeviation, expected.cosineDeviation)
    close(found!.cosineDistance, expected.cosineDistance)
  }

  test("NumPy's values of the four measures on digits", async () => {
    const found = await neuralCollapse(activations, { labels: digits, classifier })
    close(found.nc1, collapse.nc1)
    closeSimplex(found.nc2.means, collapse.nc2)
    closeSimplex(found.nc2.classifier, collapse.nc2Classifier)
    close(found.nc3, collapse.nc3)
    expect(found.nc4).toBe(collapse.nc4)
    expect(found.nearestMeanError).toBe(collapse.nearestMeanError)
  })

  test('without a classifier what needs one is null; moving the rows changes nothing', async () => {
    const found = await neuralCollapse(moved, { labels: digits })
    expect(Math.abs(found.nc1! / collapse.nc1 - 1)).toBeLessThan(1e-8)
    expect(found).toMatchObject({ nc3: null, nc4: null, nc2: { classifier: null } })
    expect(found.nearestMeanError).toBe(collapse.nearestMeanError)
  })

  test('a collapsed simplex scores 0 throughout', async () => {
    const corners = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]
    const samples = Array.from({ length: 30 }, (_, i) => corners[i % 3]!)
    const labels = samples.map((_, i) => i % 3)
    const weights = corners.map((row) => row.map((value) => 7 * (value - 1 / 3)))
    const found = await neuralCollapse(samples, { labels, classifier: { weights } })
    expect(found.nc1).toBeLessThan(1e-25)
    for (const measure of Object.values({ ...found.nc2.means, ...found.nc2.classifier, nc3: found.nc3 })) {
      expect(measure).toBeLessThan(1e-14)
    }
    expect(found).toMatchObject({ nc4: 0, nearestMeanError: 0 })
  })

  test('equal class means: null instead of a number that means nothing', async () => {
    const found = await neuralCollapse(
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      { labels: [0, 1, 0] },
    )
    expect(found).toMatchObject({ nc1: null, nc2: { means: null } })
  })

  test.each([
    ['one class', rows, { labels: digits.map(() => 0) }, 'RangeError', 'labels'],
    [
      'a classifier of another width',
      rows,
      { labels: digits, classifier: { weights: [[1]] } },
      'RangeError',
      'classifier',
    ],
    [
      'a classifier of another number of classes',
      rows,
      { labels: digits, classifier: { weights: classifier.weights.slice(1) } },
      'RangeError',
      'classifier',
    ],
    [
      'labels that are not its rows',
      rows,
      { labels: digits.map((label) => label + 1), classifier },
      'RangeError',
      'classifier',
    ],
    [
      'short biases',
      rows,
      { labels: digits, classifier: { weights: classifier.weights, biases: [1] } },
      'RangeError',
      'classifier',
    ],
  ])('bad input: %s', async (_, samples, options, name, argument) => {
    await expect(neuralCollapse(samples, options as never)).rejects.toMatchObject({ name, argument })
  })
})
