import type { LineSeriesOption } from 'echarts'
import { epochPosition, lineOverEpochs } from './epochAxis'

/** A value at one epoch, and what it lies between. */
export interface BandedPoint {
  epoch: number
  middle: number
  low: number
  high: number
  /** Lines of its tooltip. */
  name: string
  itemStyle?: { color: string; borderColor: string }
}

export interface LineLook {
  /** Of its series: the legend switches those of one name together. */
  name: string
  grid: number
  color: string
  symbol: string
  symbolSize: number
}

export const QUIET = { symbol: 'none', silent: true, tooltip: { show: false } } as const

export function seriesOf({ name, color, grid }: LineLook) {
  return { type: 'line', name, color, xAxisIndex: grid, yAxisIndex: grid } as const
}

/** A line with symbols over epochs, and the band about it. */
export function bandedLine(points: readonly BandedPoint[], look: LineLook): LineSeriesOption[] {
  const { color, symbol, symbolSize } = look
  const main: LineSeriesOption = {
    ...seriesOf(look),
    z: 4,
    symbol,
    symbolSize,
    lineStyle: { width: 2 },
    itemStyle: { color, borderColor: color, borderWidth: 1.5 },
    data: lineOverEpochs(
      points.map(({ epoch, middle, name, itemStyle }) => ({
        epoch,
        value: middle,
        name,
        ...(itemStyle && { itemStyle }),
      })),
    ),
  }
  return [main, ...band(points, look)]
}

/** The band from low to high: high − low, filled, stacked on an invisible low. */
function band(points: readonly BandedPoint[], look: LineLook): LineSeriesOption[] {
  const edge = (height: (point: BandedPoint) => number) =>
    lineOverEpochs(points.map((point) => ({ epoch: point.epoch, value: height(point) })))
  const stacked = {
    ...seriesOf(look),
    ...QUIET,
    z: 2,
    lineStyle: { opacity: 0 },
    stack: `band of ${look.name} in grid ${look.grid}`,
    stackStrategy: 'all',
  } as const
  return [
    { ...stacked, data: edge(({ low }) => low) },
    { ...stacked, data: edge(({ low, high }) => high - low), areaStyle: { opacity: 0.22 } },
    // The area is closed by neighbours, which epoch 0 lacks.
    ...whisker(points, look),
  ]
}

/** The band of epoch 0, which stands apart: a bar. */
function whisker([first]: readonly BandedPoint[], look: LineLook): LineSeriesOption[] {
  if (first?.epoch !== 0) return []
  const at = epochPosition(0)
  return [
    {
      ...seriesOf(look),
      ...QUIET,
      z: 2,
      lineStyle: { width: 7, opacity: 0.22, cap: 'butt' },
      data: [
        [at, first.low],
        [at, first.high],
      ],
    },
  ]
}
