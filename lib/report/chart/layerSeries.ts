import type { LineSeriesOption } from 'echarts'
import type { MIEstimate } from '../../estimate/types'
import { drawn, type LayerMeasurements, layerName, type Measured } from '../measurements'
import { estimateLines } from '../words'
import { epochPosition, lineOverEpochs } from './epochAxis'
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

interface Look {
  name: string
  grid: number
  color: string
  symbol: string
  symbolSize: number
}

/**
 * An information of one layer over epochs: a line with symbols, its error band, and a thin dashed line of the plug-in
 * value where the line shows something else. All have the layer's name, so that the legend switches them together.
 */
export function informationSeries(
  of: LayerMeasurements,
  quantity: 'I(X;T)' | 'I(Y;T)',
  look: Partial<Look> = {},
): LineSeriesOption[] {
  const { name, grid, color, symbol, symbolSize }: Look = {
    name: seriesName(of),
    grid: 0,
    color: colorOf(of.layer - 1),
    symbol: symbolOf(of.layer - 1),
    symbolSize: 7,
    ...look,
  }
  const measured = of.information[quantity]
  const common = {
    type: 'line',
    name,
    color,
    xAxisIndex: grid,
    yAxisIndex: grid,
  } as const
  const main: LineSeriesOption = {
    ...common,
    z: 4,
    symbol,
    symbolSize,
    lineStyle: { width: 2 },
    itemStyle: { color, borderColor: color, borderWidth: 1.5 },
    data: lineOverEpochs(
      measured.map((point) => ({
        epoch: point.epoch,
        value: drawn(point.estimate).middle,
        name: pointName(of, quantity, point),
        itemStyle: pointStyle(point.estimate, color),
      })),
    ),
  }
  return [main, ...band(of, measured, common), ...plugInLine(measured, common)]
}

type Common = Pick<LineSeriesOption, 'type' | 'name' | 'color' | 'xAxisIndex' | 'yAxisIndex'>

const QUIET = { symbol: 'none', silent: true, tooltip: { show: false } } as const

/** The band from low to high: high − low, filled, stacked on an invisible low. */
function band(of: LayerMeasurements, measured: Measured<MIEstimate>[], common: Common): LineSeriesOption[] {
  const edge = (height: (low: number, high: number) => number) =>
    lineOverEpochs(
      measured.map(({ epoch, estimate }) => {
        const { low, high } = drawn(estimate)
        return { epoch, value: height(low, high) }
      }),
    )
  const stacked = {
    ...common,
    ...QUIET,
    z: 2,
    lineStyle: { opacity: 0 },
    stack: `band of layer ${of.layer} in grid ${common.xAxisIndex}`,
    stackStrategy: 'all',
  } as const
  return [
    { ...stacked, data: edge((low) => low) },
    { ...stacked, data: edge((low, high) => high - low), areaStyle: { opacity: 0.22 } },
    // The area is closed by neighbours, which epoch 0 lacks.
    ...whisker(measured, common),
  ]
}

/** The band of epoch 0, which stands apart: a bar. */
function whisker(measured: Measured<MIEstimate>[], common: Common): LineSeriesOption[] {
  const [first] = measured
  if (first?.epoch !== 0) return []
  const { low, high } = drawn(first.estimate)
  const at = epochPosition(0)
  return [
    {
      ...common,
      ...QUIET,
      z: 2,
      lineStyle: { width: 7, opacity: 0.22, cap: 'butt' },
      data: [
        [at, low],
        [at, high],
      ],
    },
  ]
}

function plugInLine(measured: Measured<MIEstimate>[], common: Common): LineSeriesOption[] {
  const points = measured.map(({ epoch, estimate }) => ({
    epoch,
    value: drawn(estimate).plugIn ?? Number.NaN,
  }))
  if (points.every(({ value }) => Number.isNaN(value))) return []
  return [
    { ...common, ...QUIET, z: 3, lineStyle: { width: 1, type: 'dashed' }, data: lineOverEpochs(points) },
  ]
}
