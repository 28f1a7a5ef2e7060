import type { MIEstimate, Population } from '../../lib/estimate/types'
import type { RunContents } from '../../lib/runs/readRun'
import type {
  AttributionRow,
  ClusterRow,
  EstimateRow,
  HistoryRow,
  ParametersRow,
  RunRecord,
  ScatterRow,
} from '../../lib/runs/schema'

export const EPOCHS = [0, 1, 10, 100]
/** Units of the two hidden layers: the second can be looked at. */
export const LAYERS = [4, 3]
const INPUTS = 8
export const H_X = Math.log(INPUTS)
export const H_Y = Math.log(2)

export function exampleRecord(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    schemaVersion: 1,
    experiment: 'szt',
    status: 'running',
    startedAt: '2026-01-02T03:04:05.000Z',
    endedAt: null,
    seconds: { training: 0, measuring: 0 },
    loss: { name: 'cross-entropy', unit: 'nats' },
    settings: { epochs: 100, sigma: 0.1 },
    summary: { Network: '3–4–3–2', 'Noise σ': '0.1' },
    backend: 'tensorflow',
    versions: { infoflow: '0.1.0', node: '20.0.0' },
    machine: { cpu: 'a CPU', cores: 2, isa: 'avx2', platform: 'linux-x64' },
    seed: 0,
    data: { name: 'three bits', inputs: INPUTS, sha256: '00' },
    layers: LAYERS,
    classes: Array.from({ length: INPUTS }, (_, i) => i % 2),
    ...changes,
  }
}

/** A mutual information as the estimator gives it. */
export function exampleEstimate(
  value: number,
  given: number,
  changes: { population?: Population; interval?: MIEstimate['interval']; warnings?: string[] } = {},
): MIEstimate {
  const { population = 'groups', interval = null, warnings = [] } = changes
  const part = {
    unit: 'nats' as const,
    value,
    numerical: { standardError: 0.01, bound: 1e-12, degreesOfFreedom: 100 },
    interval,
    trust: {
      ok: warnings.length === 0,
      warnings: warnings.map((message) => ({ code: 'groups-too-small' as const, message })),
    },
    settings: {
      sigma: 0.1,
      n: 128,
      d: 3,
      centers: 128,
      draws: 1024,
      seed: 0,
      threads: 2,
      isa: 'avx2',
      method: 'sampled' as const,
      population,
      version: '0.1.0',
    },
  }
  return {
    ...part,
    quantity: 'mutual-information',
    entropy: { ...part, quantity: 'entropy' },
    conditionalEntropy: { ...part, quantity: 'entropy' },
    ceilings: { logN: Math.log(128), gaussian: 9, given },
  }
}

/** Layer 1 stays at H(X), with the numerical error as its interval; layer 2 rises and falls, without one. */
export function exampleEstimates(): EstimateRow[] {
  const falling = [1.5, 1.8, 1.2, 0.75]
  return EPOCHS.flatMap((epoch, i) =>
    LAYERS.flatMap((width, l): EstimateRow[] => {
      const layer = l + 1
      const x =
        layer === 1
          ? exampleEstimate(H_X, H_X, {
              population: 'complete',
              interval: { low: H_X - 0.02, high: H_X + 0.02, confidence: 0.95 },
            })
          : exampleEstimate(falling[i]!, H_X, { warnings: ['too few rows'] })
      const y = exampleEstimate(0.6, H_Y)
      return [
        { epoch, layer, width, quantity: 'I(X;T)', estimate: x },
        { epoch, layer, width, quantity: 'I(Y;T)', estimate: y },
        {
          epoch,
          layer,
          width,
          quantity: 'H(Bin(T))',
          estimate: {
            quantity: 'binned-entropy',
            unit: 'nats',
            value: 1 / layer,
            n: INPUTS,
            occupied: 3,
            binWidth: 0.1,
          },
        },
      ]
    }),
  )
}

export function exampleHistory(): HistoryRow[] {
  return EPOCHS.map((epoch) => ({
    epoch,
    train: { loss: 0.7 / (1 + epoch), accuracy: 0.9 },
    test: { loss: 0.8 / (1 + epoch), accuracy: 0.8 },
  }))
}

export function exampleScatter(): ScatterRow[] {
  return EPOCHS.map((epoch) => ({
    epoch,
    layer: 2,
    points: Array.from({ length: INPUTS * 3 }, (_, i) => Math.round(1e4 * Math.sin(i + epoch)) / 1e4),
  }))
}

export function exampleClusters(): ClusterRow[] {
  return EPOCHS.flatMap((epoch) =>
    LAYERS.map((width, l) => ({
      epoch,
      layer: l + 1,
      width,
      clusters: {
        atNoiseScale: INPUTS - l,
        silhouette: 0.25,
        withinDistance: 0.5,
        acrossDistance: 0.75,
        kMeans: { k: 2, explained: 0.6, adjustedMutualInformation: 0.4 },
      },
    })),
  )
}

/** Of layer 2: four inputs have merged, another two have come apart. */
export function exampleAttribution(): AttributionRow {
  const nats = (value: number) => ({ value, standardError: 0.004 })
  return {
    layer: 2,
    width: 3,
    from: 1,
    to: 100,
    before: nats(1.8),
    after: nats(0.75),
    change: nats(-1.05),
    events: [
      {
        kind: 'merge',
        inputs: [0, 2, 4, 5],
        clustersBefore: 3,
        clustersAfter: 1,
        classes: [
          { label: 0, inputs: 3 },
          { label: 1, inputs: 1 },
        ],
        change: nats(-1.1),
      },
      {
        kind: 'split',
        inputs: [1, 3],
        clustersBefore: 1,
        clustersAfter: 2,
        classes: [{ label: 1, inputs: 2 }],
        change: nats(0.03),
      },
    ],
    same: { inputs: 2, change: nats(0.02) },
  }
}

/** As many as a 3–4–3–2 network has. */
export function exampleParameters(): ParametersRow[] {
  return EPOCHS.map((epoch) => ({ epoch, parameters: Array.from({ length: 39 }, (_, k) => k / 64) }))
}

export function exampleRun(changes: Partial<RunRecord> = {}): RunContents {
  return {
    record: exampleRecord(changes),
    estimates: exampleEstimates(),
    history: exampleHistory(),
    scatter: exampleScatter(),
    clusters: exampleClusters(),
    attribution: [exampleAttribution()],
    parameters: exampleParameters(),
    cut: [],
  }
}
