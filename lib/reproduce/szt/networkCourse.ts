import { byLayer } from '../../report/measurements'
import type { RunContents } from '../../runs/readRun'
import type { LayerCompression } from './layerCompression'

interface Interval {
  low: number
  high: number
}

/** One hidden layer at one snapshot. */
export interface LayerMoment {
  epoch: number
  /** Intervals of I(X;T) and I(Y;T), nats; null where there is none. */
  input: Interval | null
  label: Interval | null
  /** Clusters of the inputs at the scale of the noise. */
  clusters: number
  /** Mean distance of two inputs of one class over that of two classes. */
  tightness: number
}

/** A hidden layer over training, by rising epoch, at least one snapshot. */
export interface LayerCourse {
  layer: number
  moments: readonly LayerMoment[]
  compression: LayerCompression
  /** What merging clusters did to I(X;T) since its largest, of what was done in all; null where that is the last. */
  merging: { merges: Contribution; change: Contribution } | null
}

interface Contribution {
  /** Nats. */
  value: number
  standardError: number
}

/** A trained 12-bit network, as the rules look at it. */
export interface NetworkCourse {
  /** What sets it apart, such as `tanh, β = 0.01`. */
  name: string
  layers: readonly LayerCourse[]
  /** Mean cross-entropy in nats at every snapshot. */
  losses: readonly { epoch: number; train: number; test: number }[]
}

/** Of a run, its compression measured. Snapshots count at which information and clusters were measured. */
export function networkCourse(
  name: string,
  run: RunContents,
  compressions: readonly LayerCompression[],
): NetworkCourse {
  return {
    name,
    layers: byLayer(run).map(({ layer, information }) => ({
      layer,
      moments: information['I(X;T)'].flatMap(({ epoch, estimate }, i) => {
        const found = run.clusters.find((row) => row.layer === layer && row.epoch === epoch)
        if (found === undefined) return []
        const { atNoiseScale, withinDistance, acrossDistance } = found.clusters
        return [
          {
            epoch,
            input: estimate.interval,
            label: information['I(Y;T)'][i]!.estimate.interval,
            clusters: atNoiseScale,
            tightness: withinDistance / acrossDistance,
          },
        ]
      }),
      compression: compressions.find((found) => found.layer === layer)!,
      merging: mergingOf(run, layer),
    })),
    losses: run.history.map(({ epoch, train, test }) => ({
      epoch,
      train: train.loss,
      test: test?.loss ?? train.loss,
    })),
  }
}

function mergingOf({ attribution }: RunContents, layer: number): LayerCourse['merging'] {
  const found = attribution.find((row) => row.layer === layer)
  if (found === undefined) return null
  const merges = found.events.filter(({ kind }) => kind === 'merge').map(({ change }) => change)
  return {
    merges: {
      value: merges.reduce((sum, { value }) => sum + value, 0),
      // Errors of one change are made by the same draws: to add them is the safe side.
      standardError: merges.reduce((sum, { standardError }) => sum + standardError, 0),
    },
    change: found.change,
  }
}
