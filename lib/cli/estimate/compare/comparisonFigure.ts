import { basename } from 'node:path'
import type { LineSeriesOption } from 'echarts'
import type { Comparison, Curve, LayerComparison } from '../../../estimators/compare/types'
import { AXIS_STYLE, BASE, colorOf, LEGEND_STYLE, symbolOf } from '../../../report/chart/style'
import type { Figure } from '../../../report/figure'

const WIDTH = 920
const TOP = 48
const PANEL_HEIGHT = 300
/** Below a panel: its axis with a name, and air; above it: its verdict. */
const AXIS_HEIGHT = 50
const TITLE_HEIGHT = 30
/** Settings of one estimator, told apart by their lines. */
const LINES = ['solid', 'dashed', 'dotted'] as const

/** What each estimator says over the files: a panel for each layer under its verdict, a colour for each estimator. */
export function comparisonFigure({ layers }: Comparison): Figure {
  const estimators = [...new Set(layers.flatMap(({ curves }) => curves.map(({ estimator }) => estimator)))]
  return {
    name: 'comparison',
    title: 'Whether the layers compress, by estimator',
    caption:
      'Each estimator in a colour of its own, its settings as solid, dashed and dotted lines in the order of the table. Binning, bounds and information are not the same quantity: compare how they change.',
    width: WIDTH,
    height: TOP + PANEL_HEIGHT * layers.length,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: estimators },
      title: layers.map((layer, i) => ({
        text: `${layer.layer}: compression: ${layer.compression} (${layer.votes.yes} of ${layer.votes.of})`,
        left: 64,
        top: TOP + i * PANEL_HEIGHT - 8,
        textStyle: { fontSize: 13, fontWeight: 'bold' },
      })),
      grid: layers.map((_, i) => ({
        left: 64,
        right: 24,
        top: TOP + i * PANEL_HEIGHT + TITLE_HEIGHT,
        height: PANEL_HEIGHT - TITLE_HEIGHT - AXIS_HEIGHT,
      })),
      xAxis: layers.map((layer, gridIndex) => ({
        ...AXIS_STYLE,
        type: 'category',
        gridIndex,
        data: moments(layer),
        splitLine: { show: false },
      })),
      yAxis: layers.map((_, gridIndex) => ({
        ...AXIS_STYLE,
        type: 'value',
        gridIndex,
        name: 'nats',
        nameGap: 40,
      })),
      series: layers.flatMap((layer, panel) =>
        layer.curves.map((curve) => series(layer, curve, panel, estimators)),
      ),
    },
  }
}

function series(
  layer: LayerComparison,
  curve: Curve,
  panel: number,
  estimators: readonly string[],
): LineSeriesOption {
  const index = estimators.indexOf(curve.estimator)
  const settings = layer.curves.filter(({ estimator }) => estimator === curve.estimator)
  const color = colorOf(index)
  return {
    type: 'line',
    name: curve.estimator,
    xAxisIndex: panel,
    yAxisIndex: panel,
    color,
    symbol: symbolOf(index),
    symbolSize: 6,
    lineStyle: { width: 2, type: LINES[settings.indexOf(curve) % LINES.length]! },
    data: curve.points.map(({ value, at, low, high }, i) => ({
      value: [i, value],
      name: [
        `${layer.layer}, ${at}`,
        `${curve.estimator}, ${curve.setting}: ${value.toFixed(3)} nats`,
        ...(low === null || high === null ? [] : [`from ${low.toFixed(3)} to ${high.toFixed(3)}`]),
      ].join('\n'),
    })),
  }
}

/** Files by their names without folder and suffix, where these still tell them apart. */
function moments({ curves }: LayerComparison): string[] {
  const all = curves[0]!.points.map(({ at }) => String(at))
  const short = all.map((at) => basename(at).replace(/\.np[yz]$/, ''))
  return new Set(short).size === all.length ? short : all
}
