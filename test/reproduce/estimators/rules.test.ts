import { riskBound } from '../../../lib/bounds/riskBound'
import { renderSvg } from '../../../lib/report/renderSvg'
import { ESTIMATORS_CLAIMS } from '../../../lib/reproduce/claims/estimators'
import { estimatorFigures } from '../../../lib/reproduce/estimators/figures'
import { samplesFor, slopeOf } from '../../../lib/reproduce/estimators/risk'
import type { EstimatorStudy } from '../../../lib/reproduce/estimators/study'
import type { Verdict } from '../../../lib/reproduce/judgement'
import { expectSound } from '../../report/soundFigure'
import { AS_CLAIMED, code, corners, dimensions, spiral } from './exampleStudy'

const judge = (id: string, changes: Partial<EstimatorStudy>) =>
  ESTIMATORS_CLAIMS.find((claim) => claim.id === id)!.decide({ ...AS_CLAIMED, ...changes })

test('what is as claimed supports every claim', () => {
  for (const claim of ESTIMATORS_CLAIMS) {
    expect([claim.id, claim.decide(AS_CLAIMED)]).toEqual([
      claim.id,
      expect.objectContaining({ verdict: 'supported', needed: null }),
    ])
  }
})

const one = () => 1
const noisy = { spread: 1.5 }

test.each<[string, string, Partial<EstimatorStudy>, Verdict]>([
  ['estimators-complexity', 'a factor of 1.5 a dimension', { dimensions: dimensions(1.5) }, 'not supported'],
  ['estimators-complexity', 'a factor of 3', { dimensions: dimensions(3) }, 'supported'],
  [
    'estimators-complexity',
    'an error that is not reached',
    { dimensions: dimensions(2).map((cell) => ({ ...cell, points: cell.points.slice(0, 2) })) },
    'undecided',
  ],
  ['estimators-rate', 'a slope of −.4', { corners: corners((n) => n ** -0.4, one) }, 'not supported'],
  ['estimators-rate', 'a slope of −.6', { corners: corners((n) => n ** -0.6, one) }, 'supported'],
  [
    'estimators-rate',
    'n too few for the dimension',
    { corners: AS_CLAIMED.corners.map((cell) => ({ ...cell, d: 10 })) },
    'undecided',
  ],
  [
    'estimators-rate',
    'numerical error alone',
    {
      corners: AS_CLAIMED.corners.map((cell) => ({
        ...cell,
        points: cell.points.map((point) => ({ ...point, numerical: 1 })),
      })),
    },
    'undecided',
  ],
  ['estimators-bound', 'errors far beyond any bound', { corners: corners(() => 1e9, one) }, 'not supported'],
  [
    'estimators-bound',
    'errors about the bound',
    { corners: corners((n) => riskBound({ n, d: 5, sigma: 0.1 }), one) },
    'undecided',
  ],
  [
    'estimators-optimality',
    'samples that grow by 2.5 a dimension',
    { dimensions: dimensions(2.5) },
    'not supported',
  ],
  ['estimators-optimality', 'by 2.05', { dimensions: dimensions(2.05) }, 'supported'],
  ['estimators-optimality', 'a slope of −.4', { corners: corners((n) => n ** -0.4, one) }, 'not supported'],
  [
    'estimators-optimality',
    'no slope to be had',
    { corners: AS_CLAIMED.corners.map((cell) => ({ ...cell, d: 10 })) },
    'undecided',
  ],
  ['estimators-rivals', 'rivals that are nearer', { corners: corners(one, () => 0.5) }, 'not supported'],
  [
    'estimators-rivals',
    'rivals that are nearer at small n alone',
    {
      corners: corners(
        (n) => -31 / (2 * n),
        (n) => (n < 200 ? 0 : 1),
      ),
    },
    'supported',
  ],
  [
    'estimators-rivals',
    'the same errors',
    {
      corners: corners(
        (n) => -31 / n,
        (n) => 31 / n,
        noisy,
      ),
    },
    'undecided',
  ],
  ['estimators-spiral', 'rivals that are surely nearer', { spiral: spiral(3, 1.95) }, 'not supported'],
  [
    'estimators-spiral',
    'an interval that misses the reference',
    { spiral: spiral(1.97, 2.5, { first: { low: 1, high: 1.5 } }) },
    'not supported',
  ],
  ['estimators-spiral', 'rivals as near as may be', { spiral: spiral(1.97, 2.05) }, 'undecided'],
  ['estimators-spiral', 'no reference', { spiral: spiral(1.97, 2.5, { last: null }) }, 'undecided'],
  ['estimators-code', 'means that are surely off', { code: code(0.2) }, 'not supported'],
  ['estimators-code', 'means off by .2, widely spread', { code: code(0.2, { spread: 0.3 }) }, 'undecided'],
  ['estimators-code', 'four intervals that miss', { code: code(0.01, { missing: 2 }) }, 'not supported'],
  ['estimators-code', 'two intervals that miss', { code: code(0.01, { missing: 1 }) }, 'supported'],
])('%s: %s', (id, _, changes, verdict) => {
  expect(judge(id, changes)).toMatchObject({ verdict })
})

test('too few codewords to settle: undecided, and how many would decide', () => {
  expect(judge('estimators-code', { code: code(-0.2, { most: 100_000 }) })).toMatchObject({
    verdict: 'undecided',
    needed: { samples: 1_000_000 },
  })
})

test('errors that are alike: undecided, and the samples before whose last decade they are', () => {
  const alike = corners(
    (n) => -31 / n,
    (n) => 31 / n,
    noisy,
  )
  expect(judge('estimators-rivals', { corners: alike })).toMatchObject({
    verdict: 'undecided',
    needed: { samples: 100_001 },
  })
})

test('a slope, and the samples for an error between two counts', () => {
  expect(
    slopeOf([
      [1, 5],
      [2, 3],
      [4, -1],
    ]),
  ).toBeCloseTo(-2, 12)
  const risks = [100, 1000, 10_000].map((n) => ({ n, risk: 20 / n }))
  expect(samplesFor(0.05, risks)).toBeCloseTo(400, 9)
  expect(samplesFor(0.001, risks)).toBeNaN()
  expect(samplesFor(1, risks)).toBeNaN()
})

const figures = estimatorFigures(AS_CLAIMED, 0.1)

test.each(figures.map((found) => [found.figure.name, found] as const))(
  '%s: a sound figure, and a table with a row for each replication',
  async (_, { figure, table }) => {
    await expectSound(figure)
    expect(table.rows.length).toBeGreaterThan(10)
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
  },
)

test('errors below .001: every label of the log axis is a power of ten', async () => {
  const small = corners((n) => 0.02 / n, one)
  const { figure } = estimatorFigures({ ...AS_CLAIMED, corners: small }, 0.1)[1]!
  const labels = (await renderSvg(figure)).match(/(?<=>)0\.0+[1-9]\d*(?=<)/g)
  expect(labels).toEqual(['0.000001', '0.00001', '0.0001', '0.001', '0.01'])
})

test('figures and JSON have names of their own', () => {
  expect(new Set(figures.map(({ figure }) => figure.name)).size).toBe(5)
  const { values } = judge('estimators-rate', {})
  expect(JSON.parse(JSON.stringify(values))).toEqual(values)
})
