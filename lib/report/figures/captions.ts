import type { MIEstimate } from '../../estimate/types'
import { drawn, type Information, type LayerMeasurements } from '../measurements'
import { inARow, percent } from '../words'

/** Says what the bands and lines of each layer are. */
export function bandWords(layers: readonly LayerMeasurements[], quantity: Information): string {
  const kinds = new Map<string, { layers: number[]; estimates: MIEstimate[] }>()
  for (const { layer, information } of layers) {
    for (const { estimate } of information[quantity]) {
      const kind = kindOf(estimate)
      const found = kinds.get(kind) ?? { layers: [], estimates: [] }
      if (!found.layers.includes(layer)) found.layers.push(layer)
      found.estimates.push(estimate)
      kinds.set(kind, found)
    }
  }
  return [...kinds]
    .map(
      ([kind, { layers, estimates }]) =>
        `Band of ${layerList(layers)}: ${WORDS[kind]!(confidence(estimates))}.`,
    )
    .join(' ')
}

const WORDS: Record<string, (confidence: string) => string> = {
  bracket: (confidence) =>
    `${confidence} interval for the information itself, with its middle as the solid line; the thin dashed line is the plug-in value, which is biased by having few noisy passes of each input`,
  complete: (confidence) => `${confidence} interval, which is the numerical error alone`,
  'no interval': () =>
    '±2 numerical standard errors of the plug-in value; it does not cover the bias of having few noisy passes of each input',
}

function kindOf(estimate: MIEstimate): string {
  if (estimate.interval === null) return 'no interval'
  return drawn(estimate).plugIn === null ? 'complete' : 'bracket'
}

/** Says what hollow symbols are, where there are any. */
export function symbolWords(layers: readonly LayerMeasurements[], ...quantities: Information[]): string {
  const all = layers.flatMap(({ information }) => quantities.flatMap((quantity) => information[quantity]))
  const isAnyDoubtful = all.some(({ estimate }) => !estimate.trust.ok)
  return isAnyDoubtful ? 'Hollow symbols are not to be trusted as they stand: point at one to see why.' : ''
}

/** `layer 1`, or `layers 2, 3 and 5`. */
export function layerList(layers: readonly number[]): string {
  return `${layers.length > 1 ? 'layers' : 'layer'} ${inARow(layers)}`
}

function confidence(estimates: readonly MIEstimate[]): string {
  const values = estimates.flatMap(({ interval }) =>
    interval === null ? [] : [percent(interval.confidence)],
  )
  return [...new Set(values)].join(' or ')
}
