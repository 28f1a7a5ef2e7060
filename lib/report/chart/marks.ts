import type { LineSeriesOption } from 'echarts'
import { FAINT, LINE_HEIGHT } from './style'

/** A value that a curve can't pass, or passes through, with words. */
export interface Level {
  value: number
  label: string
}

/** Thin lines across the chart: level at `yAxis` values, labelled right of the chart, upright at `xAxis` values. */
export function levelLines(
  levels: readonly (Level & { axis: 'xAxis' | 'yAxis' })[],
  grid = 0,
): LineSeriesOption {
  return {
    type: 'line',
    xAxisIndex: grid,
    yAxisIndex: grid,
    data: [],
    silent: true,
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: { color: FAINT, width: 1, type: [5, 4] },
      data: levels.map(({ axis, value, label }) => ({
        [axis]: value,
        label: {
          formatter: label,
          color: FAINT,
          lineHeight: LINE_HEIGHT,
          position: axis === 'xAxis' ? 'insideStartTop' : 'end',
        },
      })),
    },
  }
}

/** The nearest of 1, 2, 5 times a power of ten that is at least `value`; 1 where that is not positive. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = [1, 2, 5, 10].find((digit) => digit * power >= value * (1 - 1e-12))!
  return factor * power
}

/** Where an axis for values from `lowest` to `highest` starts: at 0, or at a round number below. */
export function axisStart(lowest: number, highest: number): number {
  const step = roundUp(Math.max(highest, -lowest)) / 10
  return lowest < -step / 1000 ? -step * Math.ceil(-lowest / step) : 0
}
