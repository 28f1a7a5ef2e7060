import { attributeChange } from '../clustering'
import { total } from '../clustering/contribution'
import type { MIEstimate } from '../estimate/types'
import type { LayerCenters } from '../network/propagate'
import { drawn } from '../report/measurements'
import type { AttributionRow } from '../runs/schema'

const DRAWS_PER_INPUT = 32

interface Peak {
  epoch: number
  information: number
  layerCenters: LayerCenters
}

/** Keeps each layer's centers at the snapshot of its largest I(X;T), to say at the end what has changed it since. */
export class Peaks {
  readonly #peaks = new Map<number, Peak>()

  /** The largest as it is drawn: of intervals the middle. Of equal ones the first. */
  note(epoch: number, layerCenters: LayerCenters, estimate: MIEstimate): void {
    const { layer } = layerCenters
    const information = drawn(estimate).middle
    const peak = this.#peaks.get(layer)
    if (peak === undefined || information > peak.information) {
      this.#peaks.set(layer, { epoch, information, layerCenters })
    }
  }

  /** What has changed I(X;T) of a layer since its largest; null where that is now. `classes` has one for each input. */
  async changeSince(
    epoch: number,
    { layer, centers, inputs }: LayerCenters,
    options: { classes: ArrayLike<number>; sigma: number; seed: number; signal: AbortSignal | undefined },
  ): Promise<AttributionRow | null> {
    const { classes, sigma, seed, signal } = options
    const peak = this.#peaks.get(layer)
    if (peak === undefined || peak.epoch === epoch) return null
    const { before, after, change, events } = await attributeChange(peak.layerCenters.centers, centers, {
      sigma,
      given: inputs,
      labels: inputs.map((input) => classes[input]!),
      draws: DRAWS_PER_INPUT * classes.length,
      seed,
      ...(signal && { signal }),
    })
    const stayed = events.filter(({ kind }) => kind === 'same')
    return {
      layer,
      width: centers.shape[1],
      from: peak.epoch,
      to: epoch,
      before,
      after,
      change,
      events: events.filter(({ kind }) => kind !== 'same'),
      same: {
        inputs: stayed.reduce((count, { inputs }) => count + inputs.length, 0),
        change: total(stayed.map(({ change }) => change)),
      },
    }
  }
}
