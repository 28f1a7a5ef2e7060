import type { ScatterSeriesOption, XAXisComponentOption, YAXisComponentOption } from 'echarts'
import { AXIS_STYLE, INK, LINE_HEIGHT, PAPER } from './style'

/** Where epoch 0, which no log axis has, is drawn: apart, left of a break in the axis. */
const ZERO_AT = 0.45
const BREAK_AT = 0.67
const AXIS_FROM = 0.35

/** Where an epoch is on the axis. */
export const epochPosition = (epoch: number): number => (epoch === 0 ? ZERO_AT : epoch)

const lastPosition = (epochs: readonly number[]): number => Math.max(10, ...epochs)

/** How late an epoch is, from 0 to 1, as far as it is along the axis. */
export function lateness(epoch: number, epochs: readonly number[]): number {
  return Math.log(epochPosition(epoch) / ZERO_AT) / Math.log(lastPosition(epochs) / ZERO_AT)
}

/** A log axis of epochs. Where 0 is among them it needs `epochZero` beside it. */
export function epochAxis(epochs: readonly number[]) {
  const last = lastPosition(epochs)
  const decades = Array.from({ length: Math.floor(Math.log10(last)) + 1 }, (_, k) => 10 ** k)
  const ticks = decades.flatMap((decade) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => digit * decade))
  return {
    ...AXIS_STYLE,
    type: 'log',
    min: AXIS_FROM,
    max: last,
    name: 'epoch',
    axisLabel: { ...AXIS_STYLE.axisLabel, customValues: decades },
    axisTick: { ...AXIS_STYLE.axisTick, customValues: ticks.filter((tick) => tick <= last) },
  } satisfies XAXisComponentOption | YAXisComponentOption
}

/** The label 0 and the break beside it, on a horizontal epoch axis that crosses the other at `crossing`. */
export function epochZero(epochs: readonly number[], crossing: number, grid = 0): ScatterSeriesOption[] {
  if (!epochs.includes(0)) return []
  const mark: ScatterSeriesOption = {
    type: 'scatter',
    xAxisIndex: grid,
    yAxisIndex: grid,
    clip: false,
    silent: true,
    tooltip: { show: false },
  }
  return [
    {
      ...mark,
      symbol: 'rect',
      symbolSize: [1, 5],
      symbolOffset: [0, 2.5],
      itemStyle: { color: INK, opacity: 1 },
      label: {
        show: true,
        position: 'bottom',
        distance: 3,
        formatter: '0',
        color: INK,
        lineHeight: LINE_HEIGHT,
      },
      data: [[ZERO_AT, crossing]],
    },
    {
      ...mark,
      symbol: 'path://M0,10L3,0L7,0L4,10Z',
      symbolSize: [7, 10],
      itemStyle: { color: PAPER, borderColor: INK, borderWidth: 1, opacity: 1 },
      data: [[BREAK_AT, crossing]],
    },
  ]
}

/** What a chart's line has at one epoch. */
export interface LinePoint {
  epoch: number
  value: number
  name?: string
  itemStyle?: { color: string; borderColor: string }
}

/**
 * Points of a line over epochs, in order. Epoch 0 stands apart: no line crosses the break. A value that is no number
 * leaves a gap.
 */
export function lineOverEpochs(points: readonly LinePoint[]) {
  return points.flatMap(({ epoch, value, ...rest }) => {
    const point = { value: [epochPosition(epoch), Number.isFinite(value) ? value : '-'], ...rest }
    return epoch === 0 ? [point, { value: [BREAK_AT, '-'] }] : [point]
  })
}
