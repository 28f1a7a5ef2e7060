import type { LineSeriesOption, ScatterSeriesOption } from 'echarts'
import type { RunContents } from '../../runs/readRun'
import { epochAxis, epochPosition, lateness } from '../chart/epochAxis'
import { pointName, seriesName } from '../chart/layerSeries'
import { levelLines } from '../chart/marks'
import {
  AXIS_STYLE,
  BASE,
  FAINT,
  INK,
  LEGEND_STYLE,
  LINE_HEIGHT,
  PAPER,
  symbolOf,
  TIME_GRADIENT,
  timeColor,
} from '../chart/style'
import type { Figure } from '../figure'
import { byLayer, drawn, entropyOf, type LayerMeasurements, measuredEpochs } from '../measurements'
import { nats } from '../words'
import { symbolWords } from './captions'

/** I(X;T) against I(Y;T): a path for each layer, coloured by epoch. */
export function informationPlane(run: RunContents): Figure {
  const layers = byLayer(run)
  const epochs = measuredEpochs(run)
  const inputEntropy = entropyOf(layers, 'I(X;T)')
  const labelEntropy = entropyOf(layers, 'I(Y;T)')
  const scale = epochAxis(epochs)
  return {
    name: 'information-plane',
    title: 'The information plane',
    caption: `Each hidden layer's path through training: what it says about the input against what it says about the label, coloured by epoch; the middle of the interval where there is one, else the plug-in value. Dashed: no layer can pass H(X), H(Y), or have I(Y;T) above I(X;T). ${symbolWords(layers, 'I(X;T)', 'I(Y;T)')}`,
    width: 920,
    height: 480,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: layers.map(seriesName) },
      grid: [
        { left: 64, right: 176, top: 40, bottom: 56 },
        { width: 12, right: 60, top: 40, bottom: 56 },
      ],
      xAxis: [
        { ...AXIS_STYLE, type: 'value', min: 0, name: 'I(X;T) (nats)', nameGap: 30 },
        { type: 'category', gridIndex: 1, show: false, data: ['epoch'] },
      ],
      yAxis: [
        { ...AXIS_STYLE, type: 'value', min: 0, name: 'I(Y;T) (nats)', nameGap: 40 },
        {
          ...scale,
          gridIndex: 1,
          position: 'right',
          min: epochPosition(0),
          startValue: epochPosition(0),
          nameLocation: 'end',
          splitLine: { show: false },
        },
      ],
      series: [
        ...layers.map((layer) => path(layer, epochs)),
        levelLines([
          ...(inputEntropy === null
            ? []
            : [{ axis: 'xAxis' as const, value: inputEntropy, label: `H(X) = ${nats(inputEntropy)}` }]),
          ...(labelEntropy === null
            ? []
            : [{ axis: 'yAxis' as const, value: labelEntropy, label: `H(Y) = ${nats(labelEntropy)}` }]),
        ]),
        ...(labelEntropy === null ? [] : [diagonal(labelEntropy)]),
        {
          type: 'bar',
          xAxisIndex: 1,
          yAxisIndex: 1,
          barWidth: 12,
          silent: true,
          tooltip: { show: false },
          itemStyle: { color: { type: 'linear', x: 0, y: 1, x2: 0, y2: 0, colorStops: TIME_GRADIENT } },
          data: [scale.max],
        },
        ...(epochs.includes(0) ? [zeroLabel()] : []),
      ],
    },
  }
}

function path(layer: LayerMeasurements, epochs: readonly number[]): LineSeriesOption {
  const labelInformation = new Map(layer.information['I(Y;T)'].map((point) => [point.epoch, point]))
  const data = layer.information['I(X;T)'].flatMap((x) => {
    const y = labelInformation.get(x.epoch)
    if (y === undefined) return []
    const color = timeColor(lateness(x.epoch, epochs))
    const isTrusted = x.estimate.trust.ok && y.estimate.trust.ok
    return [
      {
        value: [drawn(x.estimate).middle, drawn(y.estimate).middle],
        name: `${pointName(layer, 'I(X;T)', x)}\n${pointName(layer, 'I(Y;T)', y).split('\n').slice(1).join('\n')}`,
        itemStyle: { color: isTrusted ? color : PAPER, borderColor: color },
      },
    ]
  })
  return {
    type: 'line',
    name: seriesName(layer),
    symbol: symbolOf(layer.layer - 1),
    symbolSize: 9,
    lineStyle: { color: '#c8c8c8', width: 1 },
    itemStyle: { color: FAINT, borderColor: FAINT, borderWidth: 1.5 },
    data,
  }
}

/** I(Y;T) = I(X;T), which no layer can be above: the label is a function of the input. */
function diagonal(labelEntropy: number): LineSeriesOption {
  return {
    type: 'line',
    symbol: 'none',
    silent: true,
    tooltip: { show: false },
    lineStyle: { color: FAINT, width: 1, type: [5, 4] },
    data: [
      [0, 0],
      [labelEntropy, labelEntropy],
    ],
  }
}

/** The label 0 at the early end of the colour scale, where a log axis has none. */
function zeroLabel(): ScatterSeriesOption {
  return {
    type: 'scatter',
    xAxisIndex: 1,
    yAxisIndex: 1,
    clip: false,
    silent: true,
    tooltip: { show: false },
    symbol: 'rect',
    symbolSize: [5, 1],
    symbolOffset: [8.5, 0],
    itemStyle: { color: INK, opacity: 1 },
    label: {
      show: true,
      position: 'right',
      distance: 3,
      formatter: '0',
      color: INK,
      lineHeight: LINE_HEIGHT,
    },
    data: [[0, epochPosition(0)]],
  }
}
