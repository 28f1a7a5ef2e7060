import type { MIEstimate, WarningCode } from '../../estimate/types'
import type { RunContents } from '../../runs/readRun'
import type { BinnedEntropy, EstimateRow } from '../../runs/schema'
import { inARow, intervalText, nats, valueText } from '../words'
import { type Html, html } from './html'

const QUANTITIES_PER_LAYER = 3

/** The last snapshot: every value with its numerical error, its interval or why there is none, and the verdict. */
export function estimateTable(run: RunContents): Html {
  const epoch = Math.max(...run.estimates.map((row) => row.epoch))
  const rows = run.estimates.filter((row) => row.epoch === epoch)
  const warnings = new Warnings()
  const body = rows.map((row) => tableRow(row, warnings))
  const isWhole = rows.length === QUANTITIES_PER_LAYER * run.record.layers.length
  return html`
<h2>The last snapshot: epoch ${epoch}</h2>
${isWhole ? '' : html`<p>The run ended while this snapshot was measured: not all layers are here.</p>`}
<div class="wide"><table>
<thead><tr><th>layer</th><th>units</th><th>quantity</th><th>value ± numerical standard error (nats)</th><th>interval (nats)</th><th>verdict</th></tr></thead>
<tbody>${body}</tbody>
</table></div>
${warnings.list()}`
}

/** Warnings, each once, numbered in the order they came up. */
class Warnings {
  readonly #messages: string[] = []

  number(message: string): number {
    if (!this.#messages.includes(message)) this.#messages.push(message)
    return this.#messages.indexOf(message) + 1
  }

  list(): Html {
    if (this.#messages.length === 0) return html``
    return html`<ol class="warnings">${this.#messages.map((message) => html`<li>${message}</li>`)}</ol>`
  }
}

function tableRow(row: EstimateRow, warnings: Warnings): Html {
  const { layer, width, quantity, estimate } = row
  const cells =
    estimate.quantity === 'binned-entropy' ? binnedCells(estimate) : informationCells(estimate, warnings)
  return html`<tr><td>${layer}</td><td>${width}</td><td>${quantity}</td>${cells}</tr>\n`
}

function binnedCells({ value, occupied, n }: BinnedEntropy): Html {
  return html`<td>${nats(value)}</td><td>–</td><td>a plain count: ${occupied} distinct rows of bins among ${n}</td>`
}

function informationCells(estimate: MIEstimate, warnings: Warnings): Html {
  const { interval, trust } = estimate
  const see = (wanted: (code: WarningCode) => boolean) => {
    const numbers = trust.warnings.flatMap(({ code, message }) =>
      wanted(code) ? [warnings.number(message)] : [],
    )
    return numbers.length === 0 ? '' : `: see ${inARow(numbers)}`
  }
  const range =
    interval === null ? `none${see((code) => code === 'interval-unavailable')}` : intervalText(interval)
  const verdict = `${trust.ok ? 'trusted' : 'not to be trusted as it stands'}${see(() => true)}`
  return html`<td>${valueText(estimate)}</td><td>${range}</td><td class="${trust.ok ? 'trusted' : 'doubtful'}">${verdict}</td>`
}
