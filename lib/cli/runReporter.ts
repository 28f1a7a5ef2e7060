import type { RunProgress, Snapshot } from '../experiments/run'
import type { EstimateRow, Performance } from '../runs/schema'

/** Seconds between lines where a line cannot be rewritten. */
const PLAIN_LINES_EVERY = 15
const SNAPSHOT_LINES_EVERY = 2

type TextStream = Pick<NodeJS.WriteStream, 'isTTY'> & { write(text: string): boolean }

/** Tells people on `stream` how a run is going: one line that is rewritten on a terminal, a few lines elsewhere. */
export class RunReporter {
  readonly #stream: TextStream
  #rewritable = ''
  #lastPlain = Number.NEGATIVE_INFINITY
  #lastSnapshot = Number.NEGATIVE_INFINITY

  constructor(stream: TextStream) {
    this.#stream = stream
  }

  line(text: string): void {
    this.#clear()
    this.#stream.write(`${text}\n`)
    if (this.#rewritable) this.#stream.write(this.#rewritable)
  }

  progress({ epoch, epochs, secondsLeft }: RunProgress): void {
    const left = secondsLeft === null ? '' : `, about ${duration(secondsLeft)} left`
    const text = `epoch ${epoch} of ${epochs}${left}`
    const now = performance.now() / 1000
    if (this.#stream.isTTY) {
      this.#clear()
      this.#rewritable = text
      this.#stream.write(text)
    } else if (now - this.#lastPlain >= PLAIN_LINES_EVERY) {
      this.#lastPlain = now
      this.#stream.write(`${text}\n`)
    }
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
    this.#clear()
    this.#rewritable = ''
  }

  #clear(): void {
    if (this.#rewritable) this.#stream.write('\r\x1b[2K')
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
  const table = [['layer', 'units', 'I(X;T)', 'I(Y;T)', 'H(Bin(T))'], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  const lines = table.map((row) => row.map((text, column) => text.padStart(widths[column]!)).join('   '))
  return [
    `Epoch ${history.epoch}: ${performanceText(history)}`,
    'In nats; ± is the numerical standard error, not the error of having finitely many passes.',
    ...lines,
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

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}
