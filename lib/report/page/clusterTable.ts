import type { RunContents } from '../../runs/readRun'
import type { EstimateRow } from '../../runs/schema'
import { briefText } from '../words'
import { type Html, html } from './html'

/** How the inputs cluster in each layer at the last snapshot, beside I(X;T) and H(Bin(T)). */
export function clusterTable({ clusters, estimates }: RunContents): Html {
  const epoch = Math.max(...clusters.map((row) => row.epoch))
  const cell = (layer: number, wanted: EstimateRow['quantity']) => {
    const row = estimates.find((row) => row.epoch === epoch && row.layer === layer && row.quantity === wanted)
    return row === undefined ? '–' : briefText(row.estimate)
  }
  const body = clusters
    .filter((row) => row.epoch === epoch)
    .map(({ layer, width, clusters: found }) => {
      const { explained, adjustedMutualInformation } = found.kMeans
      return html`<tr><td>${layer}</td><td>${width}</td><td>${cell(layer, 'I(X;T)')}</td><td>${cell(layer, 'H(Bin(T))')}</td><td>${found.atNoiseScale}</td><td>${found.silhouette.toFixed(3)}</td><td>${found.withinDistance.toFixed(3)} / ${found.acrossDistance.toFixed(3)}</td><td>${explained.toFixed(3)}</td><td>${adjustedMutualInformation.toFixed(3)}</td></tr>\n`
    })
  return html`
<h2>How the inputs cluster: epoch ${epoch}</h2>
<p>In one noisy pass of every input, before each layer's own noise. Every snapshot is in the figure above and in clusters.jsonl.</p>
<ul>
<li>Clusters: inputs are linked where they are at most 2σ apart.</li>
<li>Silhouette: how much nearer inputs are to their own class than to another, from −1 to 1.</li>
<li>Within / across: mean distance between inputs of one class, and of different ones, in units of the activations.</li>
<li>k-means with a cluster for each class: the fraction of the variance that it explains.</li>
<li>Agreement: adjusted mutual information of these clusters with the classes, 1 where they are the same.</li>
</ul>
<div class="wide"><table>
<thead><tr><th>layer</th><th>units</th><th>I(X;T) (nats)</th><th>H(Bin(T)) (nats)</th><th>clusters</th><th>silhouette</th><th>within / across</th><th>k-means</th><th>agreement</th></tr></thead>
<tbody>${body}</tbody>
</table></div>`
}
