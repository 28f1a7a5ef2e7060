import type { LineSeriesOption } from 'echarts'
import type { RunContents } from '../../runs/readRun'
import { lineOverEpochs } from '../chart/epochAxis'
import { epochPanels } from '../chart/epochPanels'
import { informationSeries } from '../chart/layerSeries'
import { axisStart, roundUp } from '../chart/marks'
import { colorOf, INK } from '../chart/style'
import type { Figure } from '../figure'
import { byLayer, drawn, type LayerMeasurements, layerName, measuredEpochs } from '../measurements'
import { nats } from '../words'
import { bandWords } from './captions'

const INFORMATION_LOOK = { name: 'I(X;T)', color: colorOf(0), symbol: 'circle', symbolSize: 5 }
const BINNED_NAME = 'H(Bin(T))'

/** H(Bin(T_l)) beside I(X;T_l) over epochs: a panel for each layer. */
export function binnedEntropyFigure(run: RunContents): Figure {
  const layers = byLayer(run)
  const epochs = measuredEpochs(run)
  const values = layers.flatMap(({ information, binned }) => [
    ...information['I(X;T)'].map(({ estimate }) => drawn(estimate)),
    ...binned.map(({ estimate }) => ({ low: estimate.value, high: estimate.value })),
  ])
  const highest = Math.max(...values.map(({ high }) => high))
  const start = axisStart(Math.min(...values.map(({ low }) => low)), highest)
  const charts = layers.map((layer, grid) => ({
    title: layerName(layer),
    name: 'nats',
    min: start,
    max: roundUp(highest),
    series: [...informationSeries(layer, 'I(X;T)', { ...INFORMATION_LOOK, grid }), binnedCurve(layer, grid)],
  }))
  return {
    name: 'binned-entropy',
    title: 'Binned entropy beside mutual information',
    caption: `H(Bin(T)), the entropy of the layer's values rounded to bins, beside I(X;T). H(Bin(T)) is a plain count: it measures how the values cluster at the bins' width, not information. ${bandWords(layers, 'I(X;T)')}`,
    ...epochPanels(charts, { epochs, legend: [INFORMATION_LOOK.name, BINNED_NAME], nameGap: 22 }),
  }
}

function binnedCurve(of: LayerMeasurements, grid: number): LineSeriesOption {
  return {
    type: 'line',
    name: BINNED_NAME,
    xAxisIndex: grid,
    yAxisIndex: grid,
    color: INK,
    symbol: 'rect',
    symbolSize: 4,
    z: 3,
    lineStyle: { width: 1 },
    itemStyle: { color: INK },
    data: lineOverEpochs(
      of.binned.map(({ epoch, estimate: { value, occupied, n } }) => ({
        epoch,
        value,
        name: `${layerName(of)}, epoch ${epoch}\nH(Bin(T)) = ${nats(value)} nats\n${occupied} distinct rows of bins among ${n}`,
      })),
    ),
  }
}
