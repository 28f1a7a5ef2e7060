import type { LineSeriesOption } from 'echarts'
import type { RunContents } from '../../runs/readRun'
import type { HistoryRow, Performance } from '../../runs/schema'
import { epochAxis, epochZero, lineOverEpochs } from '../chart/epochAxis'
import { axisStart } from '../chart/marks'
import { TWO_GRIDS } from '../chart/panels'
import { AXIS_STYLE, BASE, colorOf, LEGEND_STYLE } from '../chart/style'
import type { Figure } from '../figure'
import { measuredEpochs } from '../measurements'

const PARTS = [
  { part: 'train', name: 'train', color: colorOf(0), line: 'solid', symbol: 'circle' },
  { part: 'test', name: 'test', color: colorOf(4), line: [6, 3], symbol: 'rect' },
] as const

/** Loss and accuracy over epochs, on the data that was trained on and on the rest. */
export function performanceFigure(run: RunContents): Figure {
  const { history, record } = run
  const epochs = measuredEpochs(run)
  const parts = PARTS.filter(({ part }) => history.some((row) => row[part] !== null))
  const losses = history
    .flatMap(({ train, test }) => [train.loss, test?.loss ?? train.loss])
    .filter(Number.isFinite)
  const lossStart = axisStart(Math.min(...losses), Math.max(...losses))
  const axis = epochAxis(epochs)
  return {
    name: 'performance',
    title: 'Loss and accuracy over training',
    caption: `Mean ${record.loss.name} and accuracy of the noisy network, over all noisy passes.${parts.length === 1 ? ' All data is trained on.' : ''}`,
    width: 920,
    height: 360,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: parts.map(({ name }) => name) },
      grid: TWO_GRIDS,
      xAxis: [0, 1].map((gridIndex) => ({ ...axis, gridIndex, nameGap: 30 })),
      yAxis: [
        {
          ...AXIS_STYLE,
          type: 'value',
          min: lossStart,
          name: `${record.loss.name} (${record.loss.unit})`,
          nameGap: 40,
        },
        {
          ...AXIS_STYLE,
          type: 'value',
          gridIndex: 1,
          min: 0,
          max: 1,
          name: 'accuracy (fraction of inputs)',
          nameGap: 40,
        },
      ],
      series: [
        ...parts.flatMap((look) => [curve(history, 'loss', look, 0), curve(history, 'accuracy', look, 1)]),
        ...epochZero(epochs, lossStart, 0),
        ...epochZero(epochs, 0, 1),
      ],
    },
  }
}

function curve(
  history: readonly HistoryRow[],
  measure: keyof Performance,
  { part, name, color, line, symbol }: (typeof PARTS)[number],
  grid: number,
): LineSeriesOption {
  return {
    type: 'line',
    name,
    xAxisIndex: grid,
    yAxisIndex: grid,
    color,
    symbol,
    symbolSize: 5,
    lineStyle: { width: 1.5, type: typeof line === 'string' ? line : [...line] },
    data: lineOverEpochs(
      history.flatMap((row) => {
        const value = row[part]?.[measure]
        if (value === undefined) return []
        return [
          { epoch: row.epoch, value, name: `epoch ${row.epoch}: ${measure} ${value.toFixed(4)} (${name})` },
        ]
      }),
    ),
  }
}
