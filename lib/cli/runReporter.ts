import type { RunProgress, Snapshot } from '../experiments/run'
import type { EstimateRow, Performance } from '../runs/schema'
import { duration, StatusLine, type TextStream } from './statusLine'
import { textTable } from './textTable'

const SNAPSHOT_LINES_EVERY = 2

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
      .map(({ estimate }) => `${estimate.value.toFixed(3)}${error(estimate)}`)
    this.line(`epoch ${history.epoch}: ${performanceText(history)}, I(X;T) ${information.join('  ')} nats`)
  }

  /** Ends the rewritten line. */
  end(): void {
    this.#line.end()
  }
}

/** What was measured last, a row for each layer, and every distinct reservation about it. */
export function snapshotTable({ history, estimates }: Snapshot): string {
  const layers = [...new Set(estimates.map(({ layer }) => layer))]
  const cell = (layer: number, quantity: EstimateRow['quantity']) => {
    const row = estimates.find((row) => row.layer === layer && row.quantity === quantity)
    return row === undefined ? '' : `${row.estimate.value.toFixed(4)}${error(row.estimate)}`
  }
  const rows = layers.map((layer) => [
    String(layer),
    String(estimates.find((row) => row.layer === layer)?.width),
    cell(layer, 'I(X;T)'),
    cell(layer, 'I(Y;T)'),
    cell(layer, 'H(Bin(T))'),
  ])
  return [
    `Epoch ${history.epoch}: ${performanceText(history)}`,
    'In nats; ± is the numerical standard error, not the error of having finitely many passes.',
    ...textTable([['layer', 'units', 'I(X;T)', 'I(Y;T)', 'H(Bin(T))'], ...rows]),
    ...reservations(estimates),
  ].join('\n')
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

function error(estimate: EstimateRow['estimate']): string {
  return estimate.quantity === 'mutual-information' ? ` ± ${estimate.numerical.standardError.toFixed(4)}` : ''
}

function performanceText({ train, test }: { train: Performance; test: Performance | null }): string {
  const both = (part: 'loss' | 'accuracy', digits: number) =>
    test === null
      ? train[part].toFixed(digits)
      : `${train[part].toFixed(digits)} / ${test[part].toFixed(digits)}`
  const parts = test === null ? '' : ' (train / test)'
  return `loss ${both('loss', 4)} nats, accuracy ${both('accuracy', 3)}${parts}`
}
