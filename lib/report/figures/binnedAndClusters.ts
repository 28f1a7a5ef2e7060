import type { LineSeriesOption } from 'echarts'
import { lineOverEpochs } from '../chart/epochAxis'
import { epochPanels } from '../chart/epochPanels'
import { roundUp } from '../chart/marks'
import { colorOf, INK, symbolOf } from '../chart/style'
import type { Figure } from '../figure'
import { layerName } from '../measurements'
import { nats } from '../words'

/** A deterministic layer at one epoch; see the fields of the same names where they are measured. */
interface Moment {
  epoch: number
  binned: number
  clusters: number
  distinct32: number
  distinct64: number
}

interface Layer {
  layer: number
  width: number
  moments: readonly Moment[]
}

interface Course {
  inputs: number
  layers: readonly Layer[]
}

interface Curve {
  name: string
  color: string
  symbol: string
  of(moment: Moment): number
}

const CURVES: readonly Curve[] = [
  {
    name: 'log of distinct rows, float64',
    color: colorOf(0),
    symbol: symbolOf(0),
    of: ({ distinct64 }) => Math.log(distinct64),
  },
  {
    name: 'log of distinct rows, float32',
    color: colorOf(5),
    symbol: symbolOf(2),
    of: ({ distinct32 }) => Math.log(distinct32),
  },
  { name: 'H(Bin(T))', color: INK, symbol: symbolOf(1), of: ({ binned }) => binned },
  {
    name: 'log of effective clusters',
    color: colorOf(4),
    symbol: symbolOf(3),
    of: ({ clusters }) => Math.log(clusters),
  },
]

/** What is measured of a deterministic network over epochs: a panel for each layer. */
export function binnedAndClusters({ inputs, layers }: Course, seed: number): Figure {
  const epochs = layers[0]!.moments.map(({ epoch }) => epoch)
  const most = Math.log(inputs)
  const charts = layers.map((layer, grid) => ({
    title: layerName(layer),
    name: 'nats',
    min: 0,
    max: roundUp(most),
    series: CURVES.map((one) => curve(layer, one, grid)),
  }))
  return {
    name: 'binned-and-clusters',
    title: 'What binned entropy follows where I(X;T) cannot move',
    caption: `I(X;T) of a layer without noise is the log of its distinct rows, ${nats(most)} nats = log ${inputs} while all differ: in exact arithmetic at every epoch. H(Bin(T)) moves with the effective number of clusters, one over the probability that two inputs are at most one bin width apart. Of seed ${seed}.`,
    ...epochPanels(charts, { epochs, legend: CURVES.map(({ name }) => name), nameGap: 22 }),
  }
}

function curve(layer: Layer, { name, color, symbol, of }: Curve, grid: number): LineSeriesOption {
  return {
    type: 'line',
    name,
    color,
    xAxisIndex: grid,
    yAxisIndex: grid,
    symbol,
    symbolSize: 4,
    lineStyle: { width: 1.5 },
    data: lineOverEpochs(
      layer.moments.map((moment) => ({
        epoch: moment.epoch,
        value: of(moment),
        name: `${layerName(layer)}, epoch ${moment.epoch}\n${name} ${nats(of(moment))} nats`,
      })),
    ),
  }
}
