import type { LineSeriesOption } from 'echarts'
import type { RunContents } from '../../runs/readRun'
import type { ScatterRow } from '../../runs/schema'
import { panels } from '../chart/panels'
import { AXIS_STYLE, BASE, colorOf, LEGEND_STYLE } from '../chart/style'
import type { Figure } from '../figure'
import { byLayer } from '../measurements'
import { nats } from '../words'

/** How far from a symbol its noise is drawn, and points on either side. */
const REACH_SIGMAS = 4
const POINTS = 16

/**
 * The symbols of a run of one unit, and the noise around them, at chosen snapshots: the density of T for each input.
 * @param sigma standard deviation of the noise
 */
export function constellationFigure(run: RunContents, rows: readonly ScatterRow[], sigma: number): Figure {
  const { classes } = run.record
  const titles = rows.map(({ epoch }) => panelTitle(run, epoch))
  const { height, grid, title } = panels(titles)
  const values = rows.flatMap(({ points }) => points)
  const edge = REACH_SIGMAS * sigma
  const axis = (gridIndex: number) => ({ ...AXIS_STYLE, type: 'value' as const, gridIndex })
  return {
    name: 'constellation',
    title: 'The constellation of the symbols at chosen epochs',
    caption: `The density of T for each of the ${classes.length} inputs: its symbol tanh(wX + b) with the noise of σ = ${sigma} around it, coloured by class. Symbols under one peak are not told apart.`,
    width: 920,
    height,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: [...new Set(classes)].sort((a, b) => a - b).map(className) },
      title,
      grid,
      xAxis: rows.map((_, i) => ({
        ...axis(i),
        // Ends of their own, at any σ, would put labels at odd places.
        min: Math.floor(10 * (Math.min(...values) - edge)) / 10,
        max: Math.ceil(10 * (Math.max(...values) + edge)) / 10,
        axisLabel: { ...AXIS_STYLE.axisLabel, showMinLabel: false, showMaxLabel: false },
        name: 'T (no unit)',
        nameGap: 26,
      })),
      yAxis: rows.map((_, i) => ({ ...axis(i), min: 0, name: 'density of T (no unit)', nameGap: 30 })),
      series: rows.flatMap(({ epoch, points }, panel) =>
        points.map((symbol, input): LineSeriesOption => {
          const label = classes[input]!
          return {
            type: 'line',
            name: className(label),
            color: colorOf(label === 0 ? 0 : 4),
            xAxisIndex: panel,
            yAxisIndex: panel,
            showSymbol: false,
            lineStyle: { width: 1.5 },
            areaStyle: { opacity: 0.15 },
            data: noiseAround(symbol, sigma).map((value) => ({
              value,
              name: `epoch ${epoch}\ninput ${input + 1}, ${className(label)}\nsymbol ${symbol}`,
            })),
          }
        }),
      ),
    },
  }
}

const className = (label: number): string => `class ${label}`

function panelTitle(run: RunContents, epoch: number): string {
  const found = byLayer(run)[0]?.information['I(X;T)'].find((point) => point.epoch === epoch)
  return found === undefined
    ? `epoch ${epoch}`
    : `epoch ${epoch}: I(X;T) = ${nats(found.estimate.value)} nats`
}

/** [T, density] of N(symbol, σ²). */
function noiseAround(symbol: number, sigma: number): [number, number][] {
  return Array.from({ length: 2 * POINTS + 1 }, (_, i) => {
    const z = ((i - POINTS) / POINTS) * REACH_SIGMAS
    const density = Math.exp((-z * z) / 2) / (sigma * Math.sqrt(2 * Math.PI))
    return [symbol + z * sigma, density]
  })
}
