import {
  anything,
  boolean,
  type Check,
  count,
  fields,
  listOf,
  number,
  oneOf,
  ordinal,
  orNull,
  string,
  valuesOf,
} from './check'
import type {
  AttributionRow,
  ClusterRow,
  EstimateRow,
  HistoryRow,
  ParametersRow,
  RunRecord,
  ScatterRow,
} from './schema'

/** @throws Error saying which field is wrong; as the other checks */
export function checkRecord(value: unknown): RunRecord {
  RECORD(value, '')
  return value as RunRecord
}

export function checkEstimate(value: unknown): EstimateRow {
  ESTIMATE_ROW(value, '')
  return value as EstimateRow
}

/** A loss that is not a finite number, as of a network that has diverged, is null in JSON and NaN again here. */
export function checkHistory(value: unknown): HistoryRow {
  HISTORY_ROW(value, '')
  const row = value as HistoryRow
  for (const part of [row.train, row.test]) if (part !== null) part.loss ??= Number.NaN
  return row
}

/** Has as many points as the run has inputs and the layer units. */
export function checkScatter(value: unknown, { layers, classes }: RunRecord): ScatterRow {
  SCATTER_ROW(value, '')
  const row = value as ScatterRow
  const expected = classes.length * (layers[row.layer - 1] ?? Number.NaN)
  if (row.points.length !== expected) {
    throw new Error(`points: ${row.points.length} values for ${classes.length} inputs in layer ${row.layer}`)
  }
  return row
}

export function checkClusters(value: unknown): ClusterRow {
  CLUSTER_ROW(value, '')
  return value as ClusterRow
}

export function checkParameters(value: unknown): ParametersRow {
  PARAMETERS_ROW(value, '')
  return value as ParametersRow
}

/** Its inputs are among those of the run. */
export function checkAttribution(value: unknown, { classes }: RunRecord): AttributionRow {
  ATTRIBUTION_ROW(value, '')
  const row = value as AttributionRow
  for (const { inputs } of row.events) {
    const unknown = inputs.find((input) => input >= classes.length)
    if (unknown !== undefined) throw new Error(`events: input ${unknown} of ${classes.length} inputs`)
  }
  return row
}

const PERFORMANCE = fields({ loss: orNull(number), accuracy: number })
const HISTORY_ROW = fields({ epoch: count, train: PERFORMANCE, test: orNull(PERFORMANCE) })
const SCATTER_ROW = fields({ epoch: count, layer: ordinal, points: listOf(number) })

const PARAMETERS_ROW = fields({ epoch: count, parameters: listOf(number) })

const CLUSTER_ROW = fields({
  epoch: count,
  layer: ordinal,
  width: ordinal,
  clusters: fields({
    atNoiseScale: ordinal,
    silhouette: number,
    withinDistance: number,
    acrossDistance: number,
    kMeans: fields({ k: ordinal, explained: number, adjustedMutualInformation: number }),
  }),
})

const CONTRIBUTION = fields({ value: number, standardError: number })
const ATTRIBUTION_ROW = fields({
  layer: ordinal,
  width: ordinal,
  from: count,
  to: count,
  before: CONTRIBUTION,
  after: CONTRIBUTION,
  change: CONTRIBUTION,
  events: listOf(
    fields({
      kind: oneOf('merge', 'split', 'same'),
      inputs: listOf(count),
      clustersBefore: ordinal,
      clustersAfter: ordinal,
      classes: listOf(fields({ label: count, inputs: ordinal })),
      change: CONTRIBUTION,
    }),
  ),
  same: fields({ inputs: count, change: CONTRIBUTION }),
})

const BINNED_ENTROPY = fields({
  quantity: oneOf('binned-entropy'),
  unit: oneOf('nats'),
  value: number,
  n: ordinal,
  occupied: ordinal,
  binWidth: number,
})
const MI_ESTIMATE = fields({
  quantity: oneOf('mutual-information'),
  unit: oneOf('nats'),
  value: number,
  numerical: fields({ standardError: number, bound: number }),
  interval: orNull(fields({ low: number, high: number, confidence: number })),
  trust: fields({ ok: boolean, warnings: listOf(fields({ code: string, message: string })) }),
  settings: fields({ population: oneOf('sample', 'groups', 'complete'), draws: count }),
  ceilings: fields({ logN: number, gaussian: number }),
})
const ESTIMATE_ROW: Check = (value, name) => {
  fields({
    epoch: count,
    layer: ordinal,
    width: ordinal,
    quantity: oneOf('I(X;T)', 'I(Y;T)', 'H(Bin(T))'),
    estimate: anything,
  })(value, name)
  const { quantity, estimate } = value as EstimateRow
  const check = quantity === 'H(Bin(T))' ? BINNED_ENTROPY : MI_ESTIMATE
  check(estimate, 'estimate')
}

const RECORD = fields({
  experiment: oneOf('szt', 'neuron'),
  status: oneOf('running', 'finished', 'interrupted', 'failed'),
  startedAt: string,
  endedAt: orNull(string),
  seconds: fields({ training: number, measuring: number }),
  loss: fields({ name: string, unit: string }),
  settings: fields({}),
  summary: valuesOf(string),
  backend: string,
  versions: valuesOf(string),
  machine: fields({ cpu: string, cores: ordinal, isa: string, platform: string }),
  seed: count,
  data: fields({ name: string, inputs: ordinal, sha256: string }),
  layers: listOf(ordinal),
  classes: listOf(count),
})
