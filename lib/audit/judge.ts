import type { Answer, EstimatorAudit, Task, TaskResult } from './types'

/** Standard errors of a mean that are taken as chance. */
const CHANCE_ERRORS = 3
/** So improbable a coverage, if the confidence were true, is not taken as chance. */
const CHANCE = 1e-3

export interface Repeat extends Answer {
  seconds: number
}

/** Bias, error, coverage and time of the repeats, and whether the bias is within tolerance, beyond chance. */
export function judgeTask(task: Task, repeats: readonly Repeat[], tolerance: number): TaskResult {
  const count = repeats.length
  const mean = repeats.reduce((sum, { value }) => sum + value, 0) / count
  const squares = repeats.reduce((sum, { value }) => sum + (value - mean) ** 2, 0)
  const bias = mean - task.truth
  const biasError = count > 1 ? Math.sqrt(squares / (count - 1) / count) : 0
  const given = repeats.filter(({ interval }) => interval !== null)
  return {
    task: task.name,
    source: task.source,
    judged: task.judged,
    truth: task.truth,
    repeats: count,
    mean,
    bias,
    biasError,
    rmse: Math.sqrt(squares / count + bias ** 2),
    coverage:
      given.length === 0 ? null : given.filter((repeat) => holds(repeat, task.truth)).length / given.length,
    seconds: repeats.reduce((sum, { seconds }) => sum + seconds, 0) / count,
    verdict: Math.abs(bias) <= tolerance + CHANCE_ERRORS * biasError ? 'right' : 'off',
  }
}

/** Values known to six decimals. */
const ROUNDED_TRUTH = 5e-6

const holds = ({ interval }: Answer, truth: number) =>
  interval !== null && interval.low - ROUNDED_TRUTH <= truth && truth <= interval.high + ROUNDED_TRUTH

/** Passed: right on every task that is judged, no error there, and intervals that hold the truth as often as they say. */
export function judgeEstimator(
  estimator: string,
  results: TaskResult[],
  failures: (EstimatorAudit['failures'][number] & { judged: boolean })[],
  intervals: { held: number; of: number; confidence: number },
): EstimatorAudit {
  const { held, of, confidence } = intervals
  const off = results.filter(({ judged, verdict }) => judged && verdict === 'off')
  const reasons = [
    ...off.map(({ task, bias, truth }) => `${task}: off by ${signed(bias)} nats (truth ${truth.toFixed(3)})`),
    ...failures.filter(({ judged }) => judged).map(({ task, message }) => `${task}: ${message}`),
  ]
  if (of > 0 && atMost(held, of, confidence) < CHANCE) {
    reasons.push(`${held} of ${of} intervals of confidence ${confidence} hold the truth`)
  }
  if (results.length === 0 && failures.length === 0) reasons.push('no task fits it')
  return {
    estimator,
    passed: reasons.length === 0,
    reasons,
    coverage: of === 0 ? null : { share: held / of, of, confidence },
    results,
    failures: failures.map(({ task, message }) => ({ task, message })),
  }
}

/** The probability of at most so many successes. */
function atMost(successes: number, trials: number, probability: number): number {
  let term = (1 - probability) ** trials
  let sum = term
  for (let k = 1; k <= successes; k++) {
    term *= ((trials - k + 1) / k) * (probability / (1 - probability))
    sum += term
  }
  return sum
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
