import type { MIEstimate } from '../estimate/types'
import type { RunContents } from '../runs/readRun'
import type { BinnedEntropy, EstimateRow } from '../runs/schema'

export type Information = 'I(X;T)' | 'I(Y;T)'

export interface Measured<E> {
  epoch: number
  estimate: E
}

/** One layer and what was measured of it, in the order of epochs. */
export interface LayerMeasurements {
  layer: number
  width: number
  information: Record<Information, Measured<MIEstimate>[]>
  binned: Measured<BinnedEntropy>[]
}

/** What a run measured, by layer. */
export function byLayer({ estimates }: RunContents): LayerMeasurements[] {
  const rows = estimates.toSorted((a, b) => a.layer - b.layer || a.epoch - b.epoch)
  return distinct(rows.map(({ layer }) => layer)).map((layer) => {
    const own = rows.filter((row) => row.layer === layer)
    return {
      layer,
      width: own[0]!.width,
      information: { 'I(X;T)': informationIn(own, 'I(X;T)'), 'I(Y;T)': informationIn(own, 'I(Y;T)') },
      binned: own.flatMap(({ epoch, estimate }) =>
        estimate.quantity === 'binned-entropy' ? [{ epoch, estimate }] : [],
      ),
    }
  })
}

function informationIn(rows: EstimateRow[], wanted: Information): Measured<MIEstimate>[] {
  return rows.flatMap(({ epoch, quantity, estimate }) =>
    quantity === wanted && estimate.quantity === 'mutual-information' ? [{ epoch, estimate }] : [],
  )
}

/** Epochs at which anything was measured, in order. */
export function measuredEpochs({ estimates, history }: RunContents): number[] {
  return distinct([...estimates, ...history].map(({ epoch }) => epoch)).sort((a, b) => a - b)
}

export function layerName({ layer, width }: { layer: number; width: number }): string {
  return `layer ${layer} (${width} ${width === 1 ? 'unit' : 'units'})`
}

/** The most that an information can be, whatever the layer: H(X) or H(Y), nats; null where nothing was measured. */
export function entropyOf(layers: LayerMeasurements[], quantity: Information): number | null {
  const estimate = layers[0]?.information[quantity][0]?.estimate
  return estimate === undefined ? null : (estimate.ceilings.given ?? estimate.ceilings.logN)
}

/** How one estimate is drawn. */
export interface Drawn {
  /** Middle of the interval; the plug-in value where the interval is about nothing else, or there is none. */
  middle: number
  /** The interval; ±2 numerical standard errors and the bound where there is none. */
  low: number
  high: number
  /** The plug-in value, where `middle` is something else. */
  plugIn: number | null
}

export function drawn({ value, interval, numerical, settings }: MIEstimate): Drawn {
  if (interval === null) {
    const error = 2 * numerical.standardError + numerical.bound
    return { middle: value, low: value - error, high: value + error, plugIn: null }
  }
  const { low, high } = interval
  const isComplete = settings.population === 'complete'
  return isComplete
    ? { middle: value, low, high, plugIn: null }
    : { middle: (low + high) / 2, low, high, plugIn: value }
}

function distinct(values: number[]): number[] {
  return [...new Set(values)]
}
