import type { Judgement, Verdict } from '../../lib/reproduce/judgement'
import { judgedOverSeeds } from '../../lib/reproduce/overSeeds'

const YES: Verdict = 'supported'
const NO: Verdict = 'not supported'
const OPEN: Verdict = 'undecided'

function judge(verdicts: readonly Verdict[]): Judgement {
  const claim = {
    id: 'claim',
    statement: 'it holds',
    source: 'poster',
    rule: 'as told',
    decide: (verdict: Verdict): Judgement => ({
      verdict,
      measured: `it is ${verdict}`,
      values: { x: 1 },
      needed: verdict === OPEN ? { epochs: 9 } : null,
    }),
  }
  const measured = verdicts.map((of, i) => ({ seed: 7 + i, of }))
  return judgedOverSeeds([claim], measured)[0]!
}

test.each<[Verdict[], Verdict]>([
  [[YES, YES, YES], YES],
  [[YES, YES, NO], OPEN],
  [[YES, YES, OPEN], OPEN],
  [[YES, NO, NO], NO],
  [[OPEN, NO, NO], NO],
  [[YES, NO], OPEN],
  [[OPEN, OPEN, NO], OPEN],
])('%j: %s', (verdicts, expected) => {
  const { verdict, needed } = judge(verdicts)
  expect(verdict).toBe(expected)
  expect(needed).toEqual(expected === OPEN && verdicts.includes(OPEN) ? { epochs: 9 } : null)
})

test('says what each seed says; of one seed nothing is added', () => {
  expect(judge([YES, NO])).toMatchObject({
    measured: 'Seed 7, supported: it is supported. Seed 8, not supported: it is not supported.',
    values: { xOfSeed7: 1, xOfSeed8: 1 },
  })
  expect(judge([NO])).toEqual({
    ...judge([NO]),
    verdict: NO,
    measured: 'it is not supported',
    values: { x: 1 },
  })
})
