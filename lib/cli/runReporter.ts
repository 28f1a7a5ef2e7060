import type { RunProgress, Snapshot } from '../experiments/run'
import { briefText, intervalText, nats, valueText } from '../report/words'
import type { EstimateRow, Performance } from '../runs/schema'
import { duration, StatusLine, type TextStream } from './statusLine'
import { textTable } from './textTable'

const SNAPSHOT_LINES_EVERY = 2
const HEADER = ['layer', 'units', 'I(X;T)', 'I(Y;T)', 'H(Bin(T))', 'verdict']
const CLUSTER_HEADER = [
  'layer',
  'I(X;T)',
  'H(Bin(T))',
  'clusters',
  'silhouette',
  'within / across',
  'k-means',
  'agreement',
]
const LEFT_ALIGNED = new Set([5])

/** Tells people on `stream` how a run is going. */
export class RunReporter {
  readonly #line: StatusLine
  #lastSnapshot = Number.NEGATIVE_INFINITY

  constructor(stream: TextStream) {
    this.#line = new StatusLine(stream)
  }

  line(text: string): void {
    this.#line.line(text)
  }

  progress({ epoch, epochs, secondsLeft }: RunProgress): void {
    const left = secondsLeft === null ? '' : `, about ${duration(secondsLeft)} left`
    this.#line.status(`epoch ${epoch} of ${epochs}${left}`)
  }

  snapshot({ history, estimates }: Snapshot): void {
    const now = performance.now() / 1000
    if (now - this.#lastSnapshot < SNAPSHOT_LINES_EVERY) return
    this.#lastSnapshot = now
    const information = estimates
      .filter(({ quantity }) => quantity === 'I(X;T)')
      .map(({ estimate }) => briefText(estimate))
    this.line(`epoch ${history.epoch}: ${performanceText(history)}, I(X;T) ${information.join('  ')} nats`)
  }

  /** Ends the rewritten line. */
  end(): void {
    this.#line.end()
  }
}

/** What was measured last, a row for each layer with its verdict, and every distinct reservation about it. */
export function snapshotTable(snapshot: Snapshot): string {
  const { history, estimates } = snapshot
  const layers = [...new Set(estimates.map(({ layer }) => layer))]
  const cell = (layer: number, quantity: EstimateRow['quantity']) => {
    const row = estimates.find((row) => row.layer === layer && row.quantity === quantity)
    return row === undefined ? '' : inFull(row.estimate)
  }
  const rows = layers.map((layer) => [
    String(layer),
    String(estimates.find((row) => row.layer === layer)?.width),
    cell(layer, 'I(X;T)'),
    cell(layer, 'I(Y;T)'),
    cell(layer, 'H(Bin(T))'),
    verdict(estimates.filter((row) => row.layer === layer)),
  ])
  return [
    `Epoch ${history.epoch}: ${performanceText(history)}`,
    'In nats. ± is the numerical standard error of the value for these passes; [low, high] is for the information itself.',
    ...textTable([HEADER, ...rows], LEFT_ALIGNED),
    ...reservations(estimates),
    ...clusterLines(snapshot),
  ].join('\n')
}

/** How the inputs cluster in each layer, beside its information. */
function clusterLines({ clusters, estimates }: Snapshot): string[] {
  if (clusters.length === 0) return []
  const cell = (layer: number, quantity: EstimateRow['quantity']) => {
    const row = estimates.find((row) => row.layer === layer && row.quantity === quantity)
    return row === undefined ? '' : briefText(row.estimate)
  }
  const rows = clusters.map(({ layer, clusters: found }) => [
    String(layer),
    cell(layer, 'I(X;T)'),
    cell(layer, 'H(Bin(T))'),
    String(found.atNoiseScale),
    found.silhouette.toFixed(3),
    `${found.withinDistance.toFixed(3)} / ${found.acrossDistance.toFixed(3)}`,
    found.kMeans.explained.toFixed(3),
    found.kMeans.adjustedMutualInformation.toFixed(3),
  ])
  return [
    '',
    'How the inputs cluster, in one noisy pass. clusters: inputs at most 2σ apart are linked; silhouette of the classes; mean',
    'distance within / across them; k-means with a cluster for each class: the fraction of the variance that it explains, and',
    'its agreement with the classes (adjusted mutual information).',
    ...textTable([CLUSTER_HEADER, ...rows]),
  ]
}

function reservations(estimates: EstimateRow[]): string[] {
  const found = new Map<string, { message: string; layers: Set<number> }>()
  for (const { layer, estimate } of estimates) {
    if (estimate.quantity !== 'mutual-information') continue
    for (const { code, message } of estimate.trust.warnings) {
      const entry = found.get(code) ?? { message, layers: new Set() }
      entry.layers.add(layer)
      found.set(code, entry)
    }
  }
  return [...found].map(
    ([code, { message, layers }]) => `${code} (layer ${[...layers].join(', ')}): ${message}`,
  )
}

function inFull(estimate: EstimateRow['estimate']): string {
  if (estimate.quantity !== 'mutual-information') return nats(estimate.value)
  const { interval } = estimate
  return `${valueText(estimate)} ${interval === null ? '[none]' : intervalText(interval)}`
}

function verdict(rows: EstimateRow[]): string {
  const codes = rows.flatMap(({ estimate }) =>
    estimate.quantity === 'mutual-information' ? estimate.trust.warnings.map(({ code }) => code) : [],
  )
  return codes.length === 0 ? 'ok' : [...new Set(codes)].join(', ')
}

function performanceText({ train, test }: { train: Performance; test: Performance | null }): string {
  const both = (part: 'loss' | 'accuracy', digits: number) =>
    test === null
      ? train[part].toFixed(digits)
      : `${train[part].toFixed(digits)} / ${test[part].toFixed(digits)}`
  const parts = test === null ? '' : ' (train / test)'
  return `loss ${both('loss', 4)} nats, accuracy ${both('accuracy', 3)}${parts}`
}
