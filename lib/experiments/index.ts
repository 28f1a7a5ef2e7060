export type { ClusterMeasures, ClusterRow, EstimateRow, HistoryRow, Performance } from '../runs/schema'
export { NEURON_DEFAULTS, type NeuronSettings, runNeuron } from './neuron'
export type { RunOptions, RunProgress, RunResult, Snapshot } from './run'
export { runSzt, SZT_DEFAULTS, type SztSettings } from './szt'
