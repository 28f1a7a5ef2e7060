import { pairDistances } from '../clustering'
import { binnedEntropyFigure } from '../report/figures/binnedEntropy'
import { clustersFigure } from '../report/figures/clusters'
import { distancesFigure } from '../report/figures/distances'
import { scatterFigure } from '../report/figures/scatter'
import { scatterPanels } from '../report/figures/scatterPanels'
import type { RunContents } from '../runs/readRun'
import type { ScatterRow } from '../runs/schema'
import { TANH_CLAIMS, TANH_PUBLISHED } from './claims/tanh'
import type { Item, ItemFigure } from './item'
import { nearestRows } from './nearestRows'
import { judgedOverSeeds } from './overSeeds'
import { compressionByLayer, informationFigure, lossFigure } from './szt/networkFigures'
import { TANH, trainVariant } from './szt/variant'
import { binnedTable, clusterTable, distancesTable, scatterTable } from './tables'

/** Of scatter and distances: before training, and along it. */
const MARKED_EPOCHS = [0, 10, 100, 1000, 3000, 10_000]
const DISTANCE_BINS = 50

/** The noisy 12–10–7–5–4–3–2 tanh network: information, performance and clusters of its five hidden layers. */
export const tanhItem: Item = {
  name: 'tanh',
  title: 'The 12-bit network with tanh units',
  settings: TANH_PUBLISHED,
  async reproduce(workshop) {
    const networks = await trainVariant(workshop, TANH)
    const kinds = [{ variant: TANH, networks }]
    const { run } = networks[0]!
    const marked = nearestRows(run.scatter, MARKED_EPOCHS)
    const epochs = marked.map(({ epoch }) => epoch)
    return {
      claims: judgedOverSeeds(
        TANH_CLAIMS,
        networks.map(({ seed, course }) => ({ seed, of: course })),
      ),
      figures: [
        informationFigure(kinds, 'I(X;T)', epochs),
        informationFigure(kinds, 'I(Y;T)', epochs),
        compressionByLayer(kinds),
        lossFigure(kinds),
        ...[
          { figure: scatterPanels(run, marked), table: scatterTable(run, marked) },
          { figure: scatterFigure(run, run.scatter), table: scatterTable(run, run.scatter) },
          await distances(run, marked),
          { figure: binnedEntropyFigure(run), table: binnedTable(run) },
          { figure: clustersFigure(run), table: clusterTable(run) },
        ].map((found) => ofSeed(found, networks[0]!.seed)),
      ],
    }
  },
}

function ofSeed({ figure, table }: ItemFigure, seed: number): ItemFigure {
  return { figure: { ...figure, caption: `${figure.caption} Of seed ${seed}.` }, table }
}

async function distances({ record }: RunContents, rows: readonly ScatterRow[]): Promise<ItemFigure> {
  const { layer } = rows[0]!
  const width = record.layers[layer - 1]!
  const samples = rows.map(({ points }) => ({
    data: Float64Array.from(points),
    shape: [record.classes.length, width] as const,
  }))
  const reach = samples.map(({ data }) => data.reduce((most, x) => Math.max(most, Math.abs(x)), 0))
  const largest = 2 * Math.max(...reach) * Math.sqrt(width)
  const moments: Parameters<typeof distancesFigure>[1][number][] = []
  for (const [i, { epoch }] of rows.entries()) {
    const options = { labels: record.classes, bins: DISTANCE_BINS, largest }
    moments.push({ epoch, distances: await pairDistances(samples[i]!, options) })
  }
  return { figure: distancesFigure(layer, moments), table: distancesTable(moments) }
}
