import type { LineSeriesOption } from 'echarts'
import type { MIEstimate } from '../../estimate/types'
import { drawn, type LayerMeasurements, layerName, type Measured } from '../measurements'
import { estimateLines } from '../words'
import { bandedLine, type LineLook, QUIET, seriesOf } from './bandedLine'
import { lineOverEpochs } from './epochAxis'
import { colorOf, PAPER, symbolOf } from './style'

/** Name of a layer's series in legends. */
export const seriesName = ({ layer }: { layer: number }): string => `layer ${layer}`

/** A filled symbol, or a hollow one where the estimate is not to be trusted. */
export function pointStyle({ trust }: MIEstimate, color: string) {
  return { color: trust.ok ? color : PAPER, borderColor: color }
}

/** Lines of the tooltip of one estimate. */
export function pointName(
  of: LayerMeasurements,
  quantity: string,
  { epoch, estimate }: Measured<MIEstimate>,
): string {
  return [`${layerName(of)}, epoch ${epoch}`, ...estimateLines(quantity, estimate)].join('\n')
}

/**
 * An information of one layer over epochs: a line with symbols, its error band, and a thin dashed line of the plug-in
 * value where the line shows something else. All have the layer's name, so that the legend switches them together.
 */
export function informationSeries(
  of: LayerMeasurements,
  quantity: 'I(X;T)' | 'I(Y;T)',
  changes: Partial<LineLook> = {},
): LineSeriesOption[] {
  const look = { ...layerLook(of), ...changes }
  const measured = of.information[quantity]
  const points = measured.map((point) => ({
    epoch: point.epoch,
    ...drawn(point.estimate),
    name: pointName(of, quantity, point),
    itemStyle: pointStyle(point.estimate, look.color),
  }))
  return [...bandedLine(points, look), ...plugInLine(measured, look)]
}

/** How the lines of a layer look. */
export function layerLook({ layer }: { layer: number }): LineLook {
  return {
    name: seriesName({ layer }),
    grid: 0,
    color: colorOf(layer - 1),
    symbol: symbolOf(layer - 1),
    symbolSize: 7,
  }
}

function plugInLine(measured: Measured<MIEstimate>[], look: LineLook): LineSeriesOption[] {
  const points = measured.map(({ epoch, estimate }) => ({
    epoch,
    value: drawn(estimate).plugIn ?? Number.NaN,
  }))
  if (points.every(({ value }) => Number.isNaN(value))) return []
  return [
    {
      ...seriesOf(look),
      ...QUIET,
      z: 3,
      lineStyle: { width: 1, type: 'dashed' },
      data: lineOverEpochs(points),
    },
  ]
}
