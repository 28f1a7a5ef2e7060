import { DETERMINISTIC_CLAIMS } from '../../../lib/reproduce/claims/deterministic'
import type { DeterministicCourse, DeterministicMoment } from '../../../lib/reproduce/deterministic/course'
import type { Verdict } from '../../../lib/reproduce/judgement'

/** A run of this length decides. */
const ENOUGH = 10_000

/** Snapshots of a layer whose H(Bin) is what `binned` makes of the log of its clusters, which falls in steps of uneven size. */
function layer(
  binned: (logClusters: number, i: number) => number,
  change: Partial<DeterministicMoment> = {},
): DeterministicCourse['layers'][number] {
  const moments = Array.from({ length: 31 }, (_, i) => {
    const log = 6 - 0.1 * i - 0.3 * Math.sin(i)
    return {
      epoch: Math.round(ENOUGH ** (i / 30)) - 1,
      binned: binned(log, i),
      clusters: Math.exp(log),
      distinct32: 4000,
      distinct64: 4096,
      ...change,
    }
  })
  moments.at(-1)!.epoch = ENOUGH
  return { layer: 5, width: 3, moments }
}

const course = (...layers: DeterministicCourse['layers']): DeterministicCourse => ({
  inputs: 4096,
  layers,
  losses: [],
})
const follows = (log: number) => 2 + log
const independent = (_: number, i: number) => 2 + Math.cos(17 * i * i)
const still = () => 2

test.each<[string, string, DeterministicCourse, Verdict, number | null]>([
  ['deterministic-independence', 'all rows differ', course(layer(follows)), 'supported', null],
  [
    'deterministic-independence',
    'some are equal',
    course(layer(follows, { distinct64: 4095 })),
    'undecided',
    null,
  ],
  ['deterministic-clustering', 'they gather', course(layer(follows)), 'supported', null],
  ['deterministic-clustering', 'they do not', course(layer(follows, { clusters: 9 })), 'not supported', null],
  [
    'deterministic-clustering',
    'the last layer alone is asked',
    course(layer(follows, { clusters: 9 }), layer(follows)),
    'supported',
    null,
  ],
  [
    'deterministic-clustering',
    'not so far',
    course({ ...layer(follows), moments: layer(follows).moments.slice(0, 3) }),
    'undecided',
    ENOUGH,
  ],
  [
    'deterministic-binned',
    'it follows the clusters',
    course(layer(follows), layer(still)),
    'supported',
    null,
  ],
  ['deterministic-binned', 'it goes against them', course(layer((log) => -log)), 'not supported', null],
  ['deterministic-binned', 'it moves on its own', course(layer(independent)), 'not supported', null],
  ['deterministic-binned', 'it does not move', course(layer(still)), 'not supported', null],
  [
    'deterministic-binned',
    'partly',
    course(layer((log, i) => 2 + log + 0.25 * Math.cos(17 * i * i))),
    'undecided',
    null,
  ],
  [
    'deterministic-binned',
    'too few snapshots',
    course({ ...layer(follows), moments: layer(follows).moments.slice(0, 6) }),
    'undecided',
    null,
  ],
])('%s, %s', (id, _, of, verdict, epochs) => {
  const judgement = DETERMINISTIC_CLAIMS.find((claim) => claim.id === id)!.decide(of)
  expect(judgement).toMatchObject({ verdict, needed: epochs === null ? null : { epochs } })
  expect(judgement.measured).not.toMatch(/NaN|undefined|null|Infinity/)
  expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement)
})
