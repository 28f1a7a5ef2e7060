import type { LineSeriesOption } from 'echarts'
import { constellationFigure } from '../../lib/report/figures/constellation'
import { renderSvg } from '../../lib/report/renderSvg'
import { exampleRun } from '../runs/exampleRun'
import { expectWellFormed } from './wellFormed'

const SIGMA = 0.1
const run = { ...exampleRun({ experiment: 'neuron', layers: [1], classes: [0, 0, 0, 1] }), estimates: [] }
const rows = [
  { epoch: 0, layer: 1, points: [0, 0, 0, 0] },
  { epoch: 100, layer: 1, points: [-0.9, -0.3, 0.3, 0.9] },
]
const figure = constellationFigure(run, rows, SIGMA)
const series = figure.option.series as LineSeriesOption[]

test('a density for each input in each panel: its mean is the symbol, its integral 1', () => {
  expect(series).toHaveLength(8)
  for (const [i, { data, xAxisIndex }] of series.entries()) {
    const points = (data as { value: [number, number] }[]).map(({ value }) => value)
    const step = points[1]![0] - points[0]![0]
    const sum = (of: (t: number) => number) => points.reduce((all, [t, p]) => all + of(t) * p * step, 0)
    // The trapezoid rule is exact to far below this; what is left out beyond 4σ is 6.3e-5.
    expect(Math.abs(sum(() => 1) - 1)).toBeLessThan(1e-4)
    expect(Math.abs(sum((t) => t) - rows[xAxisIndex!]!.points[i % 4]!)).toBeLessThan(1e-4)
  }
})

test('colours tell the classes apart; axes say their unit; the option is plain JSON and draws', async () => {
  expect(new Set(series.slice(0, 3).map(({ color }) => color)).size).toBe(1)
  expect(series[3]!.color).not.toBe(series[2]!.color)
  for (const axis of [figure.option.xAxis, figure.option.yAxis].flat()) {
    expect(axis?.name).toMatch(/\(no unit\)$/)
  }
  expect(JSON.parse(JSON.stringify(figure.option))).toEqual(figure.option)
  const svg = await renderSvg(figure)
  expectWellFormed(svg)
  expect(svg).toContain('epoch 100')
})
