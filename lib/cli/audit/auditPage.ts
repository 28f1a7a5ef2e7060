import type { Audit, EstimatorAudit } from '../../audit/types'
import { type Html, html } from '../../report/page/html'
import { pageFrame } from '../../report/page/pageFrame'

/** The audit as one HTML page that needs nothing else, without scripts. */
export async function auditPage({ estimators, settings }: Audit): Promise<string> {
  const { repeats, rows, tolerance, seed, version } = settings
  return await pageFrame(
    'infoflow: audit of estimators',
    html`<h1>Audit of estimators</h1>
<p class="subtitle">Known answers, up to ${repeats} repeats of ${rows} rows each, seed ${seed}, infoflow ${version}. All values in nats.</p>
<ul>
${estimators.map(({ estimator, passed }) => html`<li>${estimator}: <strong>${passed ? 'passed' : 'failed'}</strong></li>\n`)}</ul>
<p>Judged are the tasks marked *, on which an estimator that is off is wrong: its mean may differ from the truth by ${tolerance} and three standard errors. The others are known to be hard for their kind. Intervals must hold the truth as often as they say, up to a chance of .001.</p>
${estimators.map(section)}`,
  )
}

function section({ estimator, passed, reasons, coverage, results, failures }: EstimatorAudit): Html {
  return html`
<h2>${estimator}: ${passed ? 'passed' : 'failed'}</h2>
<ul>${reasons.map((reason) => html`<li>${reason}</li>\n`)}${failures.map(
    ({ task, message }) => html`<li>${task}: no estimate: ${message}</li>\n`,
  )}</ul>
${
  coverage === null
    ? html`<p>It gave no intervals.</p>`
    : html`<p>${percent(coverage.share)} of its ${coverage.of} intervals of ${percent(coverage.confidence)} hold the truth.</p>`
}
<table>
<thead><tr><th>task</th><th>truth</th><th>bias</th><th>± (standard error)</th><th>RMSE</th><th>coverage</th><th>seconds</th><th>verdict</th><th>source of the truth</th></tr></thead>
<tbody>
${results.map(
  (
    result,
  ) => html`<tr><td>${result.judged ? '* ' : ''}${result.task}</td><td>${result.truth.toFixed(4)}</td><td>${result.bias.toFixed(4)}</td><td>${result.biasError.toFixed(4)}</td><td>${result.rmse.toFixed(4)}</td><td>${result.coverage === null ? '–' : percent(result.coverage)}</td><td>${result.seconds.toFixed(3)}</td><td>${result.verdict}</td><td>${result.source}</td></tr>
`,
)}</tbody>
</table>`
}

const percent = (share: number) => `${Math.round(100 * share)} %`
