import type { RunContents } from '../runs/readRun'
import type { EstimateRow, ScatterRow } from '../runs/schema'

/** The numbers behind a figure; units are in the names of the columns. */
export interface Table {
  columns: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}

/** An information of every layer and snapshot. */
export function informationTable(run: RunContents, quantity: EstimateRow['quantity']): Table {
  return {
    columns: [
      'epoch',
      'layer',
      'quantity',
      'value_nats',
      'standard_error_nats',
      'bound_nats',
      'low_nats',
      'high_nats',
      'confidence',
      'trust',
    ],
    rows: run.estimates.flatMap(({ epoch, layer, quantity: found, estimate }) => {
      if (found !== quantity || estimate.quantity !== 'mutual-information') return []
      const { value, numerical, interval, trust } = estimate
      return [
        [
          epoch,
          layer,
          quantity,
          value,
          numerical.standardError,
          numerical.bound,
          interval?.low ?? '',
          interval?.high ?? '',
          interval?.confidence ?? '',
          trust.ok ? 'ok' : trust.warnings.map(({ code }) => code).join(' '),
        ],
      ]
    }),
  }
}

/** Loss and accuracy at every snapshot; empty where all data is trained on. */
export function performanceTable({ history, record }: RunContents): Table {
  return {
    columns: [
      'epoch',
      `train_loss_${record.loss.unit}`,
      'train_accuracy',
      `test_loss_${record.loss.unit}`,
      'test_accuracy',
    ],
    rows: history.map(({ epoch, train, test }) => [
      epoch,
      train.loss,
      train.accuracy,
      test?.loss ?? '',
      test?.accuracy ?? '',
    ]),
  }
}

/** Where every input sits in a layer, a column for each of its units. */
export function scatterTable({ record }: RunContents, rows: readonly ScatterRow[]): Table {
  const width = record.layers[rows[0]!.layer - 1]!
  return {
    columns: ['epoch', 'input', 'class', ...Array.from({ length: width }, (_, j) => `unit${j + 1}`)],
    rows: rows.flatMap(({ epoch, points }) =>
      record.classes.map((label, input) => [
        epoch,
        input,
        label,
        ...points.slice(input * width, (input + 1) * width),
      ]),
    ),
  }
}
