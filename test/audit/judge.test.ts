import { judgeEstimator, judgeTask } from '../../lib/audit/judge'
import type { Task } from '../../lib/audit/types'

const task: Task = {
  kind: 'paired',
  name: 'known',
  truth: 1,
  source: 'here',
  judged: true,
  draw: async () => null,
}
const repeats = (...values: number[]) => values.map((value) => ({ value, interval: null, seconds: 2 }))

test('bias, its standard error, RMSE and time are those of the repeats', () => {
  const result = judgeTask(task, repeats(1.1, 1.3), 0.1)
  expect(result.mean).toBeCloseTo(1.2, 14)
  expect(result.bias).toBeCloseTo(0.2, 14)
  // Deviation .1·√2 by n − 1, over √2.
  expect(result.biasError).toBeCloseTo(0.1, 14)
  expect(result.rmse).toBeCloseTo(Math.sqrt((0.1 ** 2 + 0.3 ** 2) / 2), 14)
  expect(result).toMatchObject({ repeats: 2, seconds: 2, coverage: null })
})

test('a bias is right within tolerance and three standard errors', () => {
  expect(judgeTask(task, repeats(1.09, 1.09), 0.1).verdict).toBe('right')
  expect(judgeTask(task, repeats(1.11, 1.11), 0.1).verdict).toBe('off')
  expect(judgeTask(task, repeats(0.5, 1.7), 0.1).verdict).toBe('right')
  expect(judgeTask(task, repeats(0.89, 0.89), 0.1).verdict).toBe('off')
})

test('it passes where it is right on what is judged; hard tasks do not count', () => {
  const right = judgeTask(task, repeats(1), 0.1)
  const off = judgeTask(task, repeats(2), 0.1)
  const none = { held: 0, of: 0, confidence: 0.95 }
  expect(judgeEstimator('a', [right, { ...off, judged: false }], [], none)).toMatchObject({
    passed: true,
    coverage: null,
  })
  expect(judgeEstimator('a', [right, off], [], none)).toMatchObject({
    passed: false,
    reasons: ['known: off by +1.000 nats (truth 1.000)'],
  })
  const failure = { task: 'known', message: 'it broke', judged: true }
  expect(judgeEstimator('a', [right], [failure], none).reasons).toEqual(['known: it broke'])
  expect(judgeEstimator('a', [right], [{ ...failure, judged: false }], none).passed).toBe(true)
  expect(judgeEstimator('a', [], [], none).passed).toBe(false)
})

/** P(at most 88 of 100 at .95) = .0043, at most 86: .00046 (scipy.stats.binom.cdf 1.17.1). */
test('intervals that hold the truth too seldom fail it', () => {
  const result = judgeTask(task, repeats(1), 0.1)
  const passed = (held: number) =>
    judgeEstimator('a', [result], [], { held, of: 100, confidence: 0.95 }).passed
  expect(passed(100)).toBe(true)
  expect(passed(88)).toBe(true)
  expect(passed(86)).toBe(false)
  expect(judgeEstimator('a', [result], [], { held: 1, of: 2, confidence: 0.95 }).coverage).toEqual({
    share: 0.5,
    of: 2,
    confidence: 0.95,
  })
})
