import { version } from '../version'
import { judgeEstimator, judgeTask, type Repeat } from './judge'
import { benchmarkTasks } from './tasks/benchmarkTasks'
import { noisyTasks } from './tasks/noisyTasks'
import { pairedTasks } from './tasks/pairedTasks'
import type { Answer, Audit, AuditedEstimator, EstimatorAudit, Task, TaskResult } from './types'

export interface AuditSettings {
  /** Rows of each repeat. */
  rows: number
  /** Of each task, with fresh draws. */
  repeats: number
  seed: number
  /** A bias up to so many nats is right, on tasks that are judged. */
  tolerance: number
  /** A folder of benchmark-mi's tasks, or null. */
  data: string | null
}

/**
 * Asks estimators what is known: closed forms, exact values, generators, and data of others. Rows and values depend on
 * the settings alone, times on the machine.
 * @param tell what is being done, with the share that is done
 */
export async function runAudit(
  estimators: readonly AuditedEstimator[],
  settings: AuditSettings,
  signal: AbortSignal,
  tell: (what: string, share: number) => void,
): Promise<Audit> {
  const { rows, seed, data } = settings
  const tasks = [
    ...pairedTasks(rows, seed),
    ...noisyTasks(rows, seed),
    ...(data === null ? [] : await benchmarkTasks(data, rows)),
  ]
  const audits: EstimatorAudit[] = []
  for (const [e, estimator] of estimators.entries()) {
    const own = tasks.filter((task) => estimator[task.kind] !== undefined)
    audits.push(
      await auditOne(estimator, own, settings, signal, (task, share) =>
        tell(`${estimator.name}: ${task}`, (e + share) / estimators.length),
      ),
    )
  }
  return { unit: 'nats', estimators: audits, settings: { ...settings, version } }
}

async function auditOne(
  estimator: AuditedEstimator,
  tasks: readonly Task[],
  { repeats, seed, tolerance }: AuditSettings,
  signal: AbortSignal,
  tell: (task: string, share: number) => void,
): Promise<EstimatorAudit> {
  const results: TaskResult[] = []
  const failures: (EstimatorAudit['failures'][number] & { judged: boolean })[] = []
  const intervals = { held: 0, of: 0, confidence: estimator.confidence }
  for (const [t, task] of tasks.entries()) {
    tell(task.name, t / tasks.length)
    const answers: Repeat[] = []
    try {
      for (let repeat = 0; repeat < repeats; repeat++) {
        signal.throwIfAborted()
        const answer = await timed(estimator, task, repeat, seed + repeat, signal)
        if (answer === null) break
        answers.push(answer)
      }
    } catch (error) {
      signal.throwIfAborted()
      failures.push({ task: task.name, message: (error as Error).message, judged: task.judged })
      continue
    }
    const result = judgeTask(task, answers, tolerance)
    results.push(result)
    const given = answers.filter(({ interval }) => interval !== null).length
    intervals.of += given
    intervals.held += Math.round((result.coverage ?? 0) * given)
  }
  return judgeEstimator(estimator.name, results, failures, intervals)
}

async function timed(
  estimator: AuditedEstimator,
  task: Task,
  repeat: number,
  seed: number,
  signal: AbortSignal,
): Promise<Repeat | null> {
  let answer: Answer
  let start: number
  if (task.kind === 'paired') {
    const rows = await task.draw(repeat)
    if (rows === null) return null
    start = performance.now()
    answer = await estimator.paired!(rows, seed, signal)
  } else {
    const rows = await task.draw(repeat)
    if (rows === null) return null
    start = performance.now()
    answer = await estimator.noisy!(rows, seed, signal)
  }
  return { ...answer, seconds: (performance.now() - start) / 1000 }
}
