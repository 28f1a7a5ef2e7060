import type { LineSeriesOption } from 'echarts'
import type { RunContents } from '../../runs/readRun'
import type { ScatterRow } from '../../runs/schema'
import { epochAxis, epochZero, lineOverEpochs } from '../chart/epochAxis'
import { axisStart, roundUp } from '../chart/marks'
import { AXIS_STYLE, BASE, colorOf, LEGEND_STYLE, symbolOf } from '../chart/style'
import type { Figure } from '../figure'
import { measuredEpochs } from '../measurements'

/** What a layer of one unit gives for every input, over epochs: inputs that it no longer tells apart run together. */
export function outputsFigure(run: RunContents, rows: readonly ScatterRow[]): Figure {
  const { classes } = run.record
  const { layer } = rows[0]!
  const ordered = rows.toSorted((a, b) => a.epoch - b.epoch)
  const epochs = measuredEpochs(run)
  const values = ordered.flatMap(({ points }) => points)
  const highest = Math.max(...values)
  const start = axisStart(Math.min(...values), highest)
  const names = [...new Set(classes)].sort((a, b) => a - b)
  return {
    name: `outputs-layer-${layer}`,
    title: `What the unit of layer ${layer} gives for each input`,
    caption:
      "The unit's output for every input before its own noise, coloured by class. Lines that run together are inputs that the unit no longer tells apart.",
    width: 920,
    height: 380,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: names.map(className) },
      grid: { left: 64, right: 24, top: 40, bottom: 56 },
      xAxis: { ...epochAxis(epochs), nameGap: 30 },
      yAxis: {
        ...AXIS_STYLE,
        type: 'value',
        min: start,
        max: roundUp(highest),
        name: 'output (no unit)',
        nameGap: 40,
      },
      series: [
        ...classes.map(
          (label, input): LineSeriesOption => ({
            type: 'line',
            name: className(label),
            color: colorOf(label === 0 ? 0 : 4),
            symbol: symbolOf(label),
            symbolSize: 5,
            lineStyle: { width: 1.5 },
            data: lineOverEpochs(
              ordered.map(({ epoch, points }) => ({
                epoch,
                value: points[input]!,
                name: `epoch ${epoch}\ninput ${input + 1}, ${className(label)}\noutput ${points[input]}`,
              })),
            ),
          }),
        ),
        ...epochZero(epochs, start),
      ],
    },
  }
}

const className = (label: number): string => `class ${label}`
