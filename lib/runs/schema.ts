import type { ChangeEvent, Contribution } from '../clustering'
import type { MIEstimate } from '../estimate/types'

/** Version of the files in a run folder; raised when an older reader would misread them. */
export const RUN_SCHEMA_VERSION = 1

/** Entropy of a layer rounded to bins: a plain count, so it has no numerical error. */
export interface BinnedEntropy {
  quantity: 'binned-entropy'
  unit: 'nats'
  value: number
  /** Rows that were binned, and distinct rows of bins. */
  n: number
  occupied: number
  binWidth: number
}

/**
 * One line of `estimates.jsonl`: one quantity of one layer at one snapshot. `schemaVersion` is in the first line only.
 */
export interface EstimateRow {
  schemaVersion?: number
  epoch: number
  /** Hidden layer, from 1. */
  layer: number
  /** Units of that layer. */
  width: number
  quantity: 'I(X;T)' | 'I(Y;T)' | 'H(Bin(T))'
  estimate: MIEstimate | BinnedEntropy
}

/** How the inputs cluster in a layer: of S_l in one noisy pass, before the layer's own noise. */
export interface ClusterMeasures {
  /** Clusters at the scale of the noise: inputs linked where they are at most 2σ apart. */
  atNoiseScale: number
  /** Mean silhouette of the inputs by class, in [−1, 1]. */
  silhouette: number
  /** Mean distance between two inputs of one class, and of different ones, in units of the activations. */
  withinDistance: number
  acrossDistance: number
  /** k-means with a cluster for each class: the part of the variance that it explains, and how it agrees with them. */
  kMeans: { k: number; explained: number; adjustedMutualInformation: number }
}

/** One line of `clusters.jsonl`: one layer at one snapshot. */
export interface ClusterRow {
  epoch: number
  layer: number
  width: number
  clusters: ClusterMeasures
}

/**
 * One line of `attribution.jsonl`: what changed I(X;T) of a layer between two snapshots, see `attributeChange`. The values
 * are plug-in values of the noisy passes.
 */
export interface AttributionRow {
  layer: number
  width: number
  /** Epochs of the two snapshots. */
  from: number
  to: number
  before: Contribution
  after: Contribution
  change: Contribution
  /** Merges and splits, largest change first; inputs are rows of the data set, from 0. */
  events: ChangeEvent[]
  /** Inputs whose clusters stayed as they were. Their change and those of the events sum to `change`. */
  same: { inputs: number; change: Contribution }
}

/** Mean loss (cross-entropy in nats, or mean squared error: see `RunRecord.loss`) and accuracy on one part of the data. */
export interface Performance {
  /** NaN (in the file: null) where the network has diverged. */
  loss: number
  accuracy: number
}

/** One line of `history.jsonl`: how well the network does at one snapshot. `test` is null where all data is trained on. */
export interface HistoryRow {
  epoch: number
  train: Performance
  test: Performance | null
}

/** One line of `scatter.jsonl`: where the inputs sit in one layer at one snapshot. */
export interface ScatterRow {
  epoch: number
  layer: number
  /** n × width values S_l of one noisy pass, row-major, rounded to 4 decimals; row i is input i. */
  points: number[]
}

/** One line of `parameters.jsonl`: the network at one snapshot, so that it can be measured again. */
export interface ParametersRow {
  epoch: number
  /** All weights and biases as `NoisyNetwork` has them: float32 values. */
  parameters: number[]
}

/** `run.json`: what was run, with what, and how it ended. */
export interface RunRecord {
  schemaVersion: number
  experiment: 'szt' | 'neuron'
  status: 'running' | 'finished' | 'interrupted' | 'failed'
  startedAt: string
  endedAt: string | null
  /** Wall-clock seconds spent training and measuring so far. */
  seconds: { training: number; measuring: number }
  /** What `loss` means in history.jsonl. */
  loss: { name: string; unit: string }
  /** Every setting that the result depends on, in plain JSON. */
  settings: Record<string, unknown>
  /** Settings in short words for people: label → text with unit, in order. */
  summary: Record<string, string>
  /** tfjs backend that trained: `tensorflow` (tfjs-node), `wasm` or `cpu`. */
  backend: string
  versions: Record<string, string>
  machine: { cpu: string; cores: number; isa: string; platform: string }
  seed: number
  data: { name: string; inputs: number; sha256: string }
  /** Units of each hidden layer, and the class of each input (for colours). */
  layers: number[]
  classes: number[]
}
