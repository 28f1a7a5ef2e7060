import type { Figure } from '../report/figure'
import { type Html, html } from '../report/page/html'
import { figureSection, NEEDS_JAVASCRIPT, pageWithFigures } from '../report/page/pageWithFigures'
import { inARow } from '../report/words'
import type { JudgedClaim } from './item'
import { neededWords } from './judgement'
import type { ReproducedItem, Reproduction } from './reproduce'

/** All claims with their verdicts, then the settings and figures of every item, as one page that needs nothing else. */
export async function reproductionPage(
  { items, mode, seeds, version }: Reproduction,
  figures: readonly (readonly Figure[])[],
): Promise<string> {
  const claims = items.flatMap((item) => item.claims)
  return await pageWithFigures(
    'infoflow: the poster reproduced',
    html`<p class="subtitle">Goldfeld et al., Estimating Information Flow in Deep Neural Networks, ICML 2019. ${mode === 'quick' ? 'Quick' : 'Full'} settings, ${seeds.length === 1 ? 'seed' : 'seeds'} ${inARow(seeds)}, infoflow ${version}; all information in nats.</p>
<p>${countWords(claims)} Rules and thresholds are the same for every seed; a verdict is about these trainings. Settings that the authors did not publish are ours, and marked so.</p>
<div class="wide"><table>
<thead><tr><th>claim</th><th>rule</th><th>measured</th><th>verdict</th></tr></thead>
<tbody>
${items.map(claimRows)}</tbody>
</table></div>
${NEEDS_JAVASCRIPT}
${items.map((item, i) => itemSection(item, figures[i]!))}`,
  )
}

function countWords(claims: readonly JudgedClaim[]): string {
  const count = (verdict: JudgedClaim['verdict']) =>
    claims.filter((claim) => claim.verdict === verdict).length
  return `Of ${claims.length} claims ${count('supported')} are supported, ${count('not supported')} not supported and ${count('undecided')} undecided.`
}

function claimRows({ title, claims }: ReproducedItem): Html {
  return html`<tr><th colspan="4">${title}</th></tr>
${claims.map(claimRow)}`
}

function claimRow({ id, statement, source, rule, measured, verdict, needed }: JudgedClaim): Html {
  return html`<tr id="${id}"><td>${statement} <small>(${source})</small></td><td>${rule}</td><td>${measured}</td><td class="${verdict === 'supported' ? '' : 'doubtful'}"><strong>${verdict}</strong>${needed === null ? '' : `; ${neededWords(needed)}`}</td></tr>
`
}

function itemSection({ title, settings, works, notRun }: ReproducedItem, figures: readonly Figure[]): Html {
  return html`
<h2>${title}</h2>
${notRun === null ? '' : html`<p class="doubtful">Not run: ${notRun}</p>\n`}<table>
<thead><tr><th>setting</th><th>value</th><th>whose</th></tr></thead>
<tbody>
${settings.map(({ name, value, whose }) => html`<tr><td>${name}</td><td>${value}</td><td>${whose === 'authors' ? 'the authors’' : 'ours'}</td></tr>\n`)}</tbody>
</table>
${works.map(
  ({
    name,
    ...work
  }) => html`<details><summary>All settings of ${name}</summary><pre>${JSON.stringify(work, null, 2)}</pre></details>
`,
)}${figures.map(figureSection)}`
}
