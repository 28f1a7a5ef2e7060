import type { PairHistograms } from '../clustering'
import type { CompressedNetwork } from '../report/figures/compression'
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

/** H(Bin(T)) of every layer and snapshot. */
export function binnedTable({ estimates }: RunContents): Table {
  return {
    columns: ['epoch', 'layer', 'binned_entropy_nats', 'occupied', 'inputs'],
    rows: estimates.flatMap(({ epoch, layer, estimate }) =>
      estimate.quantity === 'binned-entropy'
        ? [[epoch, layer, estimate.value, estimate.occupied, estimate.n]]
        : [],
    ),
  }
}

/** How the inputs cluster in every layer and snapshot. */
export function clusterTable({ clusters }: RunContents): Table {
  return {
    columns: [
      'epoch',
      'layer',
      'clusters_at_2_sigma',
      'silhouette',
      'within_distance',
      'across_distance',
      'k_means_explained',
      'adjusted_mutual_information',
    ],
    rows: clusters.map(({ epoch, layer, clusters: found }) => [
      epoch,
      layer,
      found.atNoiseScale,
      found.silhouette,
      found.withinDistance,
      found.acrossDistance,
      found.kMeans.explained,
      found.kMeans.adjustedMutualInformation,
    ]),
  }
}

/** Tables of one kind for several trained networks, below each other. */
export function tableOfNetworks(parts: readonly { network: string; seed: number; table: Table }[]): Table {
  return {
    columns: ['network', 'seed', ...parts[0]!.table.columns],
    rows: parts.flatMap(({ network, seed, table }) => table.rows.map((row) => [network, seed, ...row])),
  }
}

/** The compression of every layer of a trained network, beside its test loss at the end. */
export function compressionTable({ compressions, testLoss }: CompressedNetwork): Table {
  return {
    columns: ['layer', 'compression_nats', 'low_nats', 'high_nats', 'test_loss_nats'],
    rows: compressions.map(({ layer, value, interval }) => [
      layer,
      value,
      interval?.low ?? '',
      interval?.high ?? '',
      testLoss,
    ]),
  }
}

/** Pairs of inputs by their distance, at several epochs. */
export function distancesTable(moments: readonly { epoch: number; distances: PairHistograms }[]): Table {
  return {
    columns: ['epoch', 'distance_from', 'distance_to', 'pairs_within_classes', 'pairs_across_classes'],
    rows: moments.flatMap(({ epoch, distances: { edges, within, across } }) =>
      Array.from(within.counts, (count, bin) => [
        epoch,
        edges[bin]!,
        edges[bin + 1]!,
        count,
        across.counts[bin]!,
      ]),
    ),
  }
}
