import { ORTHONORMAL_CLAIMS } from '../../lib/reproduce/claims/orthonormal'
import { UNITS_CLAIMS } from '../../lib/reproduce/claims/units'
import type { Verdict } from '../../lib/reproduce/judgement'
import type { NetworkCourse } from '../../lib/reproduce/szt/networkCourse'
import type { Comparison } from '../../lib/reproduce/szt/variantRules'

/** A run of this length decides. */
const ENOUGH = 10_000

interface Facts {
  /** Interval of the last layer's compression. */
  compression?: [low: number, high: number] | null
  /** Clusters at the largest I(X;T), and at the end. */
  clusters?: [number, number]
  /** At the end. */
  testLoss?: number
  epochs?: number
}

/** Two layers, of which the first does nothing. */
function network(name: string, facts: Facts): NetworkCourse {
  const { compression = [0, 0.05], clusters = [4000, 4000], testLoss = 0.1, epochs = ENOUGH } = facts
  const moment = (epoch: number, middle: number, count: number) => ({
    epoch,
    input: { low: middle, high: middle },
    label: null,
    clusters: count,
    tightness: 1,
  })
  const interval = compression && { low: compression[0], high: compression[1] }
  return {
    name,
    layers: [
      {
        layer: 1,
        moments: [moment(0, 8.3, 4096), moment(epochs, 8.3, 4096)],
        compression: { layer: 1, value: 0, interval: { low: 0, high: 0.01 }, peak: epochs },
        merging: null,
      },
      {
        layer: 2,
        moments: [moment(0, 8, clusters[0]), moment(epochs, 7.99, clusters[1])],
        compression: { layer: 2, value: compression?.[0] ?? 0, interval, peak: 0 },
        merging: null,
      },
    ],
    losses: [
      { epoch: 0, train: 0.7, test: 0.7 },
      { epoch: epochs, train: 0.01, test: testLoss },
    ],
  }
}

const PLAIN: Facts = { compression: [5, 5.2], clusters: [4000, 100] }
const STEADY: Facts = { testLoss: 0.08 }
const CLUSTERED: Facts = { ...PLAIN, testLoss: 0.08 }
const OPEN: Facts = { compression: [0, 3] }

test.each<[string, string, Facts[], Verdict, number | null, Facts?]>([
  ['orthonormal-compression', 'one β without', [CLUSTERED, STEADY], 'supported', null],
  ['orthonormal-compression', 'a fifth', [{ compression: [0.9, 1] }], 'supported', null],
  [
    'orthonormal-compression',
    'each β compresses',
    [CLUSTERED, { compression: [2, 3] }],
    'not supported',
    null,
  ],
  [
    'orthonormal-compression',
    'each β compresses or clusters',
    [CLUSTERED, { clusters: [4000, 1000] }],
    'not supported',
    null,
  ],
  ['orthonormal-compression', 'wide intervals', [OPEN], 'undecided', null],
  ['orthonormal-compression', 'no interval', [{ compression: null }], 'undecided', null],
  [
    'orthonormal-compression',
    'a short run',
    [{ ...CLUSTERED, epochs: 1000 }],
    'undecided',
    ENOUGH,
    { ...PLAIN, epochs: 1000 },
  ],
  ['orthonormal-generalization', 'without, and a lower loss', [CLUSTERED, STEADY], 'supported', null],
  ['orthonormal-generalization', 'without, and the same loss', [{ testLoss: 0.1 }], 'supported', null],
  [
    'orthonormal-generalization',
    'without, and a higher loss',
    [CLUSTERED, { testLoss: 0.2 }],
    'not supported',
    null,
  ],
  ['orthonormal-generalization', 'none without', [CLUSTERED, OPEN], 'undecided', null],
  [
    'orthonormal-generalization',
    'a loss that is no number',
    [{ testLoss: Number.NaN }],
    'not supported',
    null,
  ],
  [
    'orthonormal-generalization',
    'a higher loss so far',
    [{ testLoss: 0.2, epochs: 1000 }],
    'undecided',
    ENOUGH,
    { ...PLAIN, epochs: 1000 },
  ],
  ['orthonormal-clustering', 'as it should be', [STEADY], 'supported', null],
  ['orthonormal-clustering', 'compressed without merging', [{ compression: [1, 2] }], 'not supported', null],
  [
    'orthonormal-clustering',
    'merged without compression',
    [{ clusters: [4000, 100] }],
    'not supported',
    null,
  ],
  ['orthonormal-clustering', 'nothing compresses', [STEADY], 'undecided', null, STEADY],
  ['units-generalization', 'a net without, and a lower loss', [STEADY, CLUSTERED], 'supported', null],
  [
    'units-generalization',
    'without, and a higher loss',
    [{ testLoss: 0.3 }, CLUSTERED],
    'not supported',
    null,
  ],
  ['units-generalization', 'all compress', [CLUSTERED, { compression: [0.2, 0.3] }], 'undecided', null],
  ['units-clustering', 'as it should be', [STEADY, CLUSTERED], 'supported', null],
  ['units-clustering', 'merged without compression', [{ clusters: [4000, 100] }], 'not supported', null],
])('%s, %s', (id, _, others, verdict, epochs, plain = PLAIN) => {
  const comparison: Comparison = {
    plain: network('tanh', plain),
    others: others.map((facts, i) => network(`other ${i + 1}`, facts)),
  }
  const claim = [...ORTHONORMAL_CLAIMS, ...UNITS_CLAIMS].find((claim) => claim.id === id)!
  const judgement = claim.decide(comparison)
  expect(judgement).toMatchObject({ verdict, needed: epochs === null ? null : { epochs } })
  expect(judgement.measured).not.toMatch(/NaN|undefined|null|Infinity/)
})
