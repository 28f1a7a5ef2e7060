import type { LineSeriesOption, XAXisComponentOption, YAXisComponentOption } from 'echarts'
import { bandedLine, QUIET } from '../chart/bandedLine'
import { levelLines } from '../chart/marks'
import { panels } from '../chart/panels'
import { AXIS_STYLE, BASE, colorOf, FAINT, LEGEND_STYLE, symbolOf } from '../chart/style'
import type { Figure } from '../figure'

/** What came out for n samples, and what it lies between. */
export interface SamplesPoint {
  n: number
  middle: number
  low: number
  high: number
}

export interface SamplesPanel {
  title: string
  /** Those of one name look the same in every panel. */
  curves: readonly { name: string; points: readonly SamplesPoint[] }[]
  /** Values of thin level lines. */
  levels?: readonly number[]
  /** Ends of a thin line, as [n, value]. */
  guide?: readonly (readonly [number, number])[]
}

export interface SamplesFigure extends Pick<Figure, 'name' | 'title' | 'caption'> {
  /** Of the upright axes, with its unit. */
  value: string
  /** Whether it is drawn on a log scale: then without bands, whose areas it can't stack. */
  isLog: boolean
  charts: readonly SamplesPanel[]
}

/** Small charts over the number of samples, on a log axis: lines with bands, and level lines. */
export function overSamples({ value, isLog, charts, ...words }: SamplesFigure): Figure {
  const names = [...new Set(charts.flatMap(({ curves }) => curves.map(({ name }) => name)))]
  const { height, grid, title } = panels(charts.map((chart) => chart.title))
  return {
    ...words,
    width: 920,
    height,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: names },
      grid,
      title,
      xAxis: charts.map((chart, gridIndex) => ({ ...samplesAxis(chart), gridIndex })),
      yAxis: charts.map(
        (chart, gridIndex): YAXisComponentOption => ({
          ...(isLog ? logAxis(chart) : { ...AXIS_STYLE, type: 'value', scale: true }),
          gridIndex,
          name: value,
          nameGap: isLog ? 42 : 38,
        }),
      ),
      series: charts.flatMap(({ curves, levels = [], guide }, panel) => [
        ...curves.flatMap(({ name, points }) => {
          const look = names.indexOf(name)
          const drawn = { name, grid: panel, color: colorOf(look), symbol: symbolOf(look), symbolSize: 6 }
          const line = bandedLine(
            // Samples are laid out as epochs are that do not begin at 0.
            points.map(({ n, ...range }) => ({ ...range, epoch: n, name: pointName(name, value, n, range) })),
            drawn,
          )
          return isLog ? line.slice(0, 1) : line
        }),
        levelLines(
          levels.map((level) => ({ axis: 'yAxis', value: level, label: '' })),
          panel,
        ),
        ...(guide === undefined ? [] : [guideLine(guide, panel)]),
      ]),
    },
  }
}

function samplesAxis({ curves }: SamplesPanel): XAXisComponentOption {
  const counts = curves.flatMap(({ points }) => points.map(({ n }) => n))
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  const decades = [2, 3, 4, 5, 6].map((power) => 10 ** power).filter((n) => n >= least && n <= most)
  return {
    ...AXIS_STYLE,
    type: 'log',
    min: least,
    max: most,
    name: 'samples n (number)',
    nameGap: 26,
    axisLabel: { ...AXIS_STYLE.axisLabel, customValues: decades },
    axisTick: { ...AXIS_STYLE.axisTick, customValues: decades },
  }
}

/** From decade to decade; ticks are given, as ECharts' own below .001 are not round. */
function logAxis({ curves }: SamplesPanel) {
  const values = curves.flatMap(({ points }) => points.map(({ middle }) => Math.log10(middle)))
  const [first, last] = [Math.floor(Math.min(...values)), Math.ceil(Math.max(...values))]
  const decades = Array.from({ length: last - first + 1 }, (_, k) => Number(`1e${first + k}`))
  return {
    ...AXIS_STYLE,
    type: 'log',
    min: decades[0]!,
    max: decades.at(-1)!,
    axisLabel: { ...AXIS_STYLE.axisLabel, customValues: decades },
    axisTick: { ...AXIS_STYLE.axisTick, customValues: decades },
  } satisfies YAXisComponentOption
}

function guideLine(guide: NonNullable<SamplesPanel['guide']>, panel: number): LineSeriesOption {
  return {
    ...QUIET,
    type: 'line',
    xAxisIndex: panel,
    yAxisIndex: panel,
    lineStyle: { color: FAINT, width: 1, type: [5, 4] },
    data: guide.map(([n, value]) => [n, value]),
  }
}

function pointName(name: string, value: string, n: number, { middle, low, high }: Omit<SamplesPoint, 'n'>) {
  const text = (x: number) => x.toPrecision(4)
  return `${name}, n = ${n}\n${value} ${text(middle)}\nfrom ${text(low)} to ${text(high)}`
}
