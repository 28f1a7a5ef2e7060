import { basename } from 'node:path'
import type { LineSeriesOption } from 'echarts'
import { pointStyle } from '../../report/chart/layerSeries'
import { AXIS_STYLE, BASE, colorOf, LEGEND_STYLE, symbolOf } from '../../report/chart/style'
import type { Figure } from '../../report/figure'
import { drawn } from '../../report/measurements'
import { estimateLines } from '../../report/words'
import { type EstimatedArray, formula } from './estimatedArray'

const WIDTH = 920
const PANEL_HEIGHT = 340
/** Below a panel: its axis with a name, and air. */
const AXIS_HEIGHT = 45
const PANEL_GAP = 25
const LEGEND_ROW = 20
/** Pixels of a legend's entry beside its letters, and of a letter. */
const LEGEND_ENTRY = 46
const LETTER = 7

/**
 * The estimates over the files, in their order: a panel for each quantity, a line for each array, a bar from the low to
 * the high end of each point.
 */
export function estimatesFigure(estimates: readonly EstimatedArray[]): Figure {
  const files = distinct(estimates, ({ file }) => file)
  const arrays = distinct(estimates, ({ name }) => name)
  const quantities = distinct(estimates, formula)
  const legendWidth = arrays.reduce((sum, name) => sum + LEGEND_ENTRY + LETTER * name.length, 0)
  const top = 20 + LEGEND_ROW * Math.ceil(legendWidth / WIDTH)
  const panels = quantities.map((quantity, grid) => ({
    grid: {
      left: 64,
      right: 24,
      top: top + grid * PANEL_HEIGHT,
      height: PANEL_HEIGHT - AXIS_HEIGHT - PANEL_GAP,
    },
    xAxis: {
      ...AXIS_STYLE,
      type: 'category' as const,
      gridIndex: grid,
      name: 'file',
      nameGap: 28,
      data: labels(files),
      splitLine: { show: false },
    },
    yAxis: {
      ...AXIS_STYLE,
      type: 'value' as const,
      gridIndex: grid,
      name: `${quantity} (nats)`,
      nameGap: 40,
    },
  }))
  const lines = quantities.flatMap((quantity, grid) =>
    arrays.flatMap((name, k) => {
      const own = estimates.filter((estimate) => estimate.name === name && formula(estimate) === quantity)
      return own.length === 0 ? [] : series(name, k, grid, files, own)
    }),
  )
  return {
    name: 'information',
    title: 'Information of the arrays in each file',
    caption:
      'Bars: the interval where one is known, else the numerical error (2 standard errors and the bound). Hollow points carry a reservation.',
    width: WIDTH,
    height: top + PANEL_HEIGHT * quantities.length - PANEL_GAP,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: arrays },
      grid: panels.map(({ grid }) => grid),
      xAxis: panels.map(({ xAxis }) => xAxis),
      yAxis: panels.map(({ yAxis }) => yAxis),
      series: lines,
    },
  }
}

function series(
  name: string,
  index: number,
  grid: number,
  files: readonly string[],
  estimates: readonly EstimatedArray[],
): LineSeriesOption[] {
  const color = colorOf(index)
  const points = estimates.map((estimate) => ({
    at: files.indexOf(estimate.file),
    estimate,
    ...drawn(estimate),
  }))
  const common = { type: 'line', name, color, xAxisIndex: grid, yAxisIndex: grid } as const
  return [
    {
      ...common,
      z: 4,
      symbol: symbolOf(index),
      symbolSize: 7,
      lineStyle: { width: 2 },
      itemStyle: { color, borderColor: color, borderWidth: 1.5 },
      data: points.map(({ at, middle, estimate }) => ({
        value: [at, middle],
        name: [`${estimate.file} ${name}`, ...estimateLines(formula(estimate), estimate)].join('\n'),
        itemStyle: pointStyle(estimate, color),
      })),
    },
    {
      ...common,
      z: 2,
      symbol: 'none',
      silent: true,
      tooltip: { show: false },
      lineStyle: { width: 7, opacity: 0.3, cap: 'butt' },
      // '-' ends one bar before the next begins.
      data: points.flatMap(({ at, low, high }) => [
        [at, low],
        [at, high],
        [at, '-'],
      ]),
    },
  ]
}

/** Names without their folder and suffix, where these still tell them apart. */
function labels(files: readonly string[]): string[] {
  const short = files.map((file) => basename(file).replace(/\.np[yz]$/, ''))
  return new Set(short).size === files.length ? short : [...files]
}

function distinct(estimates: readonly EstimatedArray[], of: (estimate: EstimatedArray) => string): string[] {
  return [...new Set(estimates.map(of))]
}
