import type { ChangeEvent, ChangeKind, Contribution } from '../../clustering'
import { total } from '../../clustering/contribution'
import type { RunContents } from '../../runs/readRun'
import type { AttributionRow } from '../../runs/schema'
import { layerName } from '../measurements'
import { capitalised, inARow, nats, percent, signedText } from '../words'
import { type Html, html } from './html'

/** Largest merges of a layer that are listed. */
const LISTED = 6
/** Inputs of a merge that are named at first sight. */
const NAMED = 8
/** A layer whose merges change less is not worth a table of its own, nats. */
const SMALLEST_CHANGE = 0.01

/** Which inputs merged in each layer since its largest I(X;T), and how much of the change of I(X;T) that carries. */
export function attributionTables({ attribution }: RunContents): Html {
  const rows = attribution.toSorted((a, b) => a.layer - b.layer)
  return html`
<h2>Which inputs merged, and what that did to I(X;T)</h2>
<p>For each layer from the epoch of its largest I(X;T) to the end; a layer whose largest is the last is not here. I(X;T) is
the mean over the inputs of how much T tells about each, so its change is a sum over the inputs: here over those that came
to share a cluster with others (merges), those that came apart and joined no others (splits), and the rest, whose clusters
stayed. Clusters are inputs whose mean outputs are linked by steps of at most 2σ. Values are plug-in values of the noisy
passes, ± the numerical standard error; their bias of having few passes is in both epochs. All merges, with their inputs, are
in attribution.jsonl.</p>
<div class="wide"><table class="short">
<thead><tr><th>layer</th><th>units</th><th>epochs</th><th>I(X;T) (nats)</th><th>its change (nats)</th><th>by merges (nats)</th><th>by splits (nats)</th><th>by the rest (nats)</th></tr></thead>
<tbody>${rows.map(layerRow)}</tbody>
</table></div>
${rows.filter((row) => Math.abs(changeBy('merge', row).value) >= SMALLEST_CHANGE).map(mergesTable)}`
}

/** Part of the change that events of one kind carry. */
export function changeBy(kind: ChangeKind, { events, same }: AttributionRow): Contribution {
  return kind === 'same' ? same.change : total(eventsOf(kind, events).map(({ change }) => change))
}

function eventsOf(kind: ChangeKind, events: ChangeEvent[]): ChangeEvent[] {
  return events.filter((event) => event.kind === kind)
}

function layerRow(row: AttributionRow): Html {
  const { layer, width, from, to, before, after, change, events, same } = row
  const part = (kind: ChangeKind) => {
    const inputs = kind === 'same' ? same.inputs : inputsOf(eventsOf(kind, events))
    return inputs === 0 ? '–' : html`${signedText(changeBy(kind, row))}<br>${inputs} inputs`
  }
  return html`<tr><td>${layer}</td><td>${width}</td><td>${from} → ${to}</td><td>${nats(before.value)} → ${nats(after.value)}</td><td>${signedText(change)}</td><td>${part('merge')}</td><td>${part('split')}</td><td>${part('same')}</td></tr>\n`
}

function inputsOf(events: readonly ChangeEvent[]): number {
  return events.reduce((count, { inputs }) => count + inputs.length, 0)
}

function mergesTable(row: AttributionRow): Html {
  const merges = eventsOf('merge', row.events)
  const listed = merges.slice(0, LISTED)
  const count =
    merges.length > listed.length ? `the largest ${listed.length} of ${merges.length} merges` : 'merges'
  return html`
<h3>${capitalised(layerName(row))}, epoch ${row.from} → ${row.to}: ${count}</h3>
<div class="wide"><table>
<thead><tr><th>change of I(X;T) (nats)</th><th>of the whole</th><th>inputs</th><th>classes</th><th>clusters</th><th>which inputs, as rows of the data from 0</th></tr></thead>
<tbody>${listed.map((event) => mergeRow(event, row.change))}</tbody>
</table></div>`
}

function mergeRow(event: ChangeEvent, whole: Contribution) {
  const { change, inputs, clustersBefore, clustersAfter } = event
  const share =
    Math.abs(whole.value) < SMALLEST_CHANGE ? '–' : percent(Number((change.value / whole.value).toFixed(3)))
  return html`<tr><td>${signedText(change)}</td><td>${share}</td><td>${inputs.length}</td><td>${classText(event)}</td><td>${clustersBefore} → ${clustersAfter}</td><td>${named(inputs)}</td></tr>\n`
}

/** Of which classes the inputs are: `all of class 0`, `3 of class 0 and 1 of class 1`. */
export function classText({ classes = [] }: ChangeEvent): string {
  if (classes.length === 1) return `all of class ${classes[0]!.label}`
  return inARow(classes.map(({ label, inputs }) => `${inputs} of class ${label}`))
}

function named(inputs: readonly number[]): Html {
  if (inputs.length <= NAMED) return html`${inputs.join(', ')}`
  return html`<details><summary>${inputs.slice(0, NAMED).join(', ')}, …</summary>${inputs.slice(NAMED).join(', ')}</details>`
}
