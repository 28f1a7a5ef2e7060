import { clusterAgreement } from '../../lib/clustering'
import { expectedInformation } from '../../lib/clustering/expectedInformation'
import { AGREEMENT, digits, fixture, toLabels } from './digits'

const found = toLabels(fixture.kMeans.first10!.labels)
const odd = digits.map((_, i) => (i * 7919) % 97)

test("scikit-learn's scores of digits and clusters", () => {
  const scores: Record<string, number> = { ...clusterAgreement(digits, found) }
  for (const [name, value] of Object.entries(fixture.agreement)) {
    if (name === 'expectedMutualInformation') continue
    expect({ name, error: Math.abs(scores[name]! - value) < AGREEMENT }).toEqual({ name, error: true })
  }
})

test("scikit-learn's scores of unrelated labels with many small classes", () => {
  const scores: Record<string, number> = { ...clusterAgreement(odd, found) }
  for (const [name, value] of Object.entries(fixture.agreementOdd)) {
    expect(Math.abs(scores[name]! - value)).toBeLessThan(AGREEMENT)
  }
})

test('the expected information is the mean over all matchings', () => {
  // All 5! orders of five rows, classes of 2 and 3, clusters of 1, 1 and 3.
  const classes = [0, 0, 1, 1, 1]
  const clusters = [0, 1, 2, 2, 2]
  const orders = permutations([0, 1, 2, 3, 4])
  const mean =
    orders.reduce(
      (sum, order) =>
        sum +
        clusterAgreement(
          classes,
          order.map((i) => clusters[i]!),
        ).mutualInformation,
      0,
    ) / orders.length
  expect(expectedInformation(5, [2, 3], [1, 1, 3])).toBeCloseTo(mean, 14)
})

test('the expected information of large labelings is fast and finite, and near its limit (R − 1)(C − 1) / 2n', () => {
  const n = 1e7
  const value = expectedInformation(n, [n / 2, n / 2], [n / 4, (3 * n) / 4])
  expect(value * 2 * n).toBeCloseTo(1, 5)
  // 4096 rows, each its own cluster: the information is the entropy of the classes.
  const ones = new Array<number>(4096).fill(1)
  expect(expectedInformation(4096, [1024, 3072], ones)).toBeCloseTo(0.5623351446188083, 12)
})

function permutations(items: number[]): number[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  )
}

const PERFECT = {
  adjustedRand: 1,
  adjustedMutualInformation: 1,
  normalizedMutualInformation: 1,
  homogeneity: 1,
  completeness: 1,
  vMeasure: 1,
  purity: 1,
}

test('equal partitions score 1 whatever the names of their classes', () => {
  const scores = clusterAgreement([4, 4, 2 ** 40, 7], [1, 1, 0, 3])
  for (const [name, value] of Object.entries(PERFECT)) {
    expect(scores[name as keyof typeof PERFECT]).toBeCloseTo(value, 14)
  }
})

test('one class: 1 against one cluster, 0 against several', () => {
  expect(clusterAgreement([3, 3, 3], [0, 0, 0])).toEqual({ ...PERFECT, mutualInformation: 0 })
  expect(clusterAgreement([0], [5])).toEqual({ ...PERFECT, mutualInformation: 0 })
  expect(clusterAgreement([3, 3, 3, 3], [0, 1, 1, 0])).toEqual({
    adjustedRand: 0,
    mutualInformation: 0,
    adjustedMutualInformation: 0,
    normalizedMutualInformation: 0,
    homogeneity: 1,
    completeness: 0,
    vMeasure: 0,
    purity: 1,
  })
})

test('every row its own cluster, twice: equal partitions', () => {
  expect(clusterAgreement([0, 1, 2], [2, 0, 1])).toMatchObject({
    adjustedRand: 1,
    adjustedMutualInformation: 1,
  })
})

test('exchanging both exchanges homogeneity and completeness', () => {
  const [one, other] = [clusterAgreement(digits, found), clusterAgreement(found, digits)]
  expect(other.homogeneity).toBeCloseTo(one.completeness, 13)
  expect(other.adjustedRand).toBeCloseTo(one.adjustedRand, 13)
  expect(other.adjustedMutualInformation).toBeCloseTo(one.adjustedMutualInformation, 13)
})

test.each([
  ['nothing', undefined, [0], 'TypeError', 'classes'],
  ['no rows', [], [], 'RangeError', 'classes'],
  ['fewer clusters than classes', [0, 1], [0], 'RangeError', 'clusters'],
  ['a negative label', [0, -1], [0, 0], 'RangeError', 'classes'],
  ['a fraction', [0, 1], [0, 0.5], 'RangeError', 'clusters'],
  ['NaN', [0, 1], [Number.NaN, 0], 'RangeError', 'clusters'],
  ['text', [0, 1], ['a', 'b'], 'TypeError', 'clusters'],
])('bad input: %s', (_, classes, clusters, name, argument) => {
  const call = () => clusterAgreement(classes as never, clusters as never)
  expect(call).toThrow(expect.objectContaining({ name, argument }))
})
