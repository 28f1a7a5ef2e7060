import type { XAXisComponentOption, YAXisComponentOption } from 'echarts'
import { epochAxis } from './epochAxis'
import { panels } from './panels'
import { AXIS_STYLE } from './style'

export interface EpochPanel {
  title: string
  /** What the upright axis shows, with its unit. */
  name: string
  min: number
  max: number
  /** A log axis; `min` is then positive. */
  log?: true | undefined
}

/**
 * Small charts over epochs: how high they all are, and where titles and axes stand. Where 0 is among the epochs each
 * needs `epochZero` beside it.
 * @param nameGap between upright axes and their names, pixels
 */
export function epochPanels(charts: readonly EpochPanel[], epochs: readonly number[], nameGap: number) {
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
  return { height, axes: { grid, title, xAxis, yAxis } }
}
