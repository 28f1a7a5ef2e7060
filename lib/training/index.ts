export { type Backend, type BackendName, type BackendOptions, loadBackend } from './backend'
export { evaluate, meanPerformance } from './evaluate'
export { snapshotEpochs } from './snapshots'
export { type TrainOptions, train } from './train'
