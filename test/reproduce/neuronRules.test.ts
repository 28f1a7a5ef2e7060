import { NEURON_CLAIMS } from '../../lib/reproduce/claims/neuron'
import type { Verdict } from '../../lib/reproduce/judgement'
import type { NeuronCourse, NeuronMoment } from '../../lib/reproduce/neuronRules'

const LN_4 = Math.log(4)
const THREE = 1.5 * Math.log(2)
const TWO = LN_4 - 0.75 * Math.log(3)
/** A run of this length decides. */
const ENOUGH = 100_000

const exactly = (value: number) => ({ low: value, high: value })

/** A snapshot with that I(X;T), everything else as the claims want it. */
function moment(epoch: number, information: number, changes: Partial<NeuronMoment> = {}): NeuronMoment {
  const clusters = information > 1.2 ? [1, 1, 1, 1] : information > 0.7 ? [2, 1, 1] : [3, 1]
  return {
    epoch,
    input: exactly(information),
    label: exactly(epoch === 0 ? 0 : TWO),
    loss: 1 / (1 + epoch),
    clusters,
    pairwise: { low: information - 0.1, high: information + 0.1 },
    ...changes,
  }
}

/** Rises at epoch 10 and stays at each level in turn, to the end. */
const AS_CLAIMED: NeuronCourse = [
  moment(0, 0),
  moment(1, 0.5, { label: exactly(0.2) }),
  moment(10, LN_4),
  moment(100, LN_4),
  moment(1000, THREE),
  moment(5000, THREE),
  moment(50_000, TWO),
  moment(ENOUGH, TWO),
]

const until = (epoch: number, course = AS_CLAIMED) => course.filter((moment) => moment.epoch <= epoch)
const changed = (epoch: number, changes: Partial<NeuronMoment>) =>
  AS_CLAIMED.map((moment) => (moment.epoch === epoch ? { ...moment, ...changes } : moment))
const constant = (value: number) => AS_CLAIMED.map(({ epoch }) => moment(epoch, value))

function judge(id: string, course: NeuronCourse) {
  return NEURON_CLAIMS.find((claim) => claim.id === id)!.decide(course)
}

test('what is as claimed supports every claim', () => {
  for (const claim of NEURON_CLAIMS) {
    expect([claim.id, claim.decide(AS_CLAIMED)]).toEqual([
      claim.id,
      expect.objectContaining({ verdict: 'supported', needed: null }),
    ])
  }
})

const slack = 5e-5 / 0.03

test.each<[string, string, NeuronCourse, Verdict, number | null]>([
  [
    'neuron-channel',
    'outside the bounds by twice the slack',
    changed(10, { pairwise: { low: LN_4 + 2 * slack, high: 2 } }),
    'not supported',
    null,
  ],
  [
    'neuron-channel',
    'outside by half the slack',
    changed(10, { pairwise: { low: LN_4 + slack / 2, high: 2 } }),
    'supported',
    null,
  ],
  [
    'neuron-channel',
    'an interval that reaches over a bound',
    changed(10, { input: { low: 1, high: 2 } }),
    'undecided',
    null,
  ],
  ['neuron-parameters', 'I(X;T) that stays', constant(1), 'not supported', null],
  ['neuron-parameters', 'I(X;T) that has stayed so far', until(100, constant(1)), 'undecided', ENOUGH],
  ['neuron-parameters', 'a short run in which it moves', until(10), 'supported', null],
  [
    'neuron-parameters',
    'a move within the intervals',
    AS_CLAIMED.map((moment) => ({ ...moment, input: { low: 0, high: 2 } })),
    'not supported',
    null,
  ],
  ['neuron-fitting', 'a start that is not low', changed(0, { input: exactly(0.1) }), 'not supported', null],
  ['neuron-fitting', 'no rise', constant(0), 'not supported', null],
  ['neuron-fitting', 'no rise so far', until(1), 'undecided', 1000],
  [
    'neuron-fitting',
    'I(Y;T) that rises late',
    AS_CLAIMED.map((moment) => (moment.epoch < 5000 ? { ...moment, label: exactly(0) } : moment)),
    'not supported',
    null,
  ],
  ['neuron-compression', 'no drop', constant(LN_4), 'not supported', null],
  ['neuron-compression', 'no drop so far', until(100), 'undecided', ENOUGH],
  ['neuron-compression', 'a drop so far', until(5000), 'supported', null],
  [
    'neuron-compression',
    'a drop that is undone',
    changed(ENOUGH, { input: exactly(LN_4) }),
    'not supported',
    null,
  ],
  ['neuron-compression', 'a sudden drop', changed(100, { input: exactly(1) }), 'supported', null],
  [
    'neuron-compression',
    'a drop in less than ten times the epochs of the rise',
    [moment(0, 0), moment(100, LN_4), moment(900, TWO), moment(ENOUGH, TWO)],
    'not supported',
    null,
  ],
  ['neuron-compression', 'a loss that rises', changed(ENOUGH, { loss: 1 }), 'not supported', null],
  [
    'neuron-compression',
    'a loss that is no number',
    changed(ENOUGH, { loss: Number.NaN }),
    'not supported',
    null,
  ],
  ['neuron-steps', 'a step left out', changed(5000, { input: exactly(0.8) }), 'not supported', null],
  ['neuron-steps', 'the last step not reached', until(5000), 'undecided', ENOUGH],
  [
    'neuron-steps',
    'a stay that is too short',
    [...until(5000), moment(90_000, TWO), moment(ENOUGH, TWO)],
    'not supported',
    null,
  ],
  [
    'neuron-steps',
    'the steps in another order',
    AS_CLAIMED.map((m) => (m.epoch < 1000 ? m : moment(m.epoch, m.epoch < 50_000 ? TWO : THREE))),
    'not supported',
    null,
  ],
  [
    'neuron-clustering',
    'other clusters at a level',
    changed(5000, { clusters: [1, 1, 1, 1] }),
    'not supported',
    null,
  ],
  ['neuron-clustering', 'the last level not reached', until(5000), 'undecided', ENOUGH],
  ['neuron-clustering', 'no levels at all', constant(LN_4), 'undecided', null],
])('%s, %s', (id, _, course, verdict, epochs) => {
  const judgement = judge(id, course)
  expect(judgement).toMatchObject({ verdict, needed: epochs === null ? null : { epochs } })
  expect(judgement.measured).not.toMatch(/NaN|undefined|null/)
  expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement)
})

test('every claim has a name of its own, a source and a rule', () => {
  expect(new Set(NEURON_CLAIMS.map(({ id }) => id)).size).toBe(NEURON_CLAIMS.length)
  for (const { statement, source, rule } of NEURON_CLAIMS) {
    for (const text of [statement, source, rule]) expect(text).not.toMatch(/^$|NaN|undefined/)
  }
})
