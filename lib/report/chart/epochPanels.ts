import type { SeriesOption, XAXisComponentOption, YAXisComponentOption } from 'echarts'
import type { Figure } from '../figure'
import { epochAxis, epochZero } from './epochAxis'
import { panels } from './panels'
import { AXIS_STYLE, BASE, LEGEND_STYLE } from './style'

export interface EpochPanel {
  title: string
  /** What the upright axis shows, with its unit. */
  name: string
  min: number
  max: number
  /** A log axis; `min` is then positive. */
  log?: true | undefined
  /** On the axes that have the panel's own place among all as their index. */
  series: readonly SeriesOption[]
}

/**
 * Small charts over epochs under one legend, as a figure without its texts.
 * @param legend the names of series that it lists
 * @param nameGap between upright axes and their names, pixels
 */
export function epochPanels(
  charts: readonly EpochPanel[],
  { epochs, legend, nameGap }: { epochs: readonly number[]; legend: string[]; nameGap: number },
): Pick<Figure, 'width' | 'height' | 'option'> {
  const { height, grid, title } = panels(charts.map((chart) => chart.title))
  const axis = epochAxis(epochs)
  const xAxis = charts.map((_, gridIndex): XAXisComponentOption => ({ ...axis, gridIndex, nameGap: 26 }))
  const yAxis = charts.map(
    ({ name, min, max, log }, gridIndex): YAXisComponentOption => ({
      ...AXIS_STYLE,
      type: log ? 'log' : 'value',
      gridIndex,
      min,
      max,
      name,
      nameGap,
    }),
  )
  const series = charts.flatMap((chart, i) => [...chart.series, ...epochZero(epochs, chart.min, i)])
  const option = { ...BASE, legend: { ...LEGEND_STYLE, data: legend }, grid, title, xAxis, yAxis, series }
  return { width: 920, height, option }
}
