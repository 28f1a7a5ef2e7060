import type { Audit, EstimatorAudit } from '../../audit/types'
import { printable } from '../printable'
import { textTable } from '../textTable'

const HEADER = ['task', 'truth', 'bias', '±', 'RMSE', 'coverage', 's', '']
const LEFT_ALIGNED = new Set([0, 7])

/** The audit for people: a table for each estimator, its verdict above it. */
export function auditTable({ estimators, settings }: Audit): string {
  const { repeats, rows, tolerance } = settings
  return [
    `In nats; up to ${repeats} repeats of ${rows} rows. * is judged: right up to ${tolerance} and chance. ± is the standard error of the bias.`,
    ...estimators.flatMap((audit) => ['', ...estimatorLines(audit)]),
  ].join('\n')
}

function estimatorLines(audit: EstimatorAudit): string[] {
  const { estimator, passed, reasons, coverage, results, failures } = audit
  const rows = results.map((result) => [
    `${result.judged ? '*' : ' '} ${printable(result.task)}`,
    result.truth.toFixed(3),
    result.bias.toFixed(3),
    result.biasError.toFixed(3),
    result.rmse.toFixed(3),
    result.coverage === null ? '–' : percent(result.coverage),
    result.seconds.toFixed(3),
    result.verdict,
  ])
  return [
    `${printable(estimator)}: ${passed ? 'passed' : 'failed'}`,
    ...reasons.map((reason) => `  ${printable(reason)}`),
    ...(results.length > 0 ? textTable([HEADER, ...rows], LEFT_ALIGNED) : []),
    ...(coverage === null
      ? []
      : [
          `${percent(coverage.share)} of ${coverage.of} intervals of ${percent(coverage.confidence)} hold the truth`,
        ]),
    ...failures.map(({ task, message }) => `  ${printable(task)}: no estimate: ${printable(message)}`),
  ]
}

const percent = (share: number) => `${Math.round(100 * share)} %`
