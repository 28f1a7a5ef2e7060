import type { LineSeriesOption } from 'echarts'
import type { RunContents } from '../../runs/readRun'
import type { ClusterMeasures } from '../../runs/schema'
import { lineOverEpochs } from '../chart/epochAxis'
import { epochPanels } from '../chart/epochPanels'
import { pointStyle, seriesName } from '../chart/layerSeries'
import { axisStart, roundUp } from '../chart/marks'
import { colorOf, symbolOf } from '../chart/style'
import type { Figure } from '../figure'
import { byLayer, drawn, type LayerMeasurements, layerName, measuredEpochs } from '../measurements'
import { nats } from '../words'

interface Point {
  epoch: number
  value: number
  /** What there is to say of it in a tooltip. */
  words: string
  itemStyle?: { color: string; borderColor: string }
}

/** One panel: a value for each layer over epochs. */
interface Panel {
  title: string
  axis: string
  points(layer: LayerMeasurements, color: string): Point[]
}

/** How the inputs cluster in every layer over epochs, beside I(X;T) and H(Bin(T)). */
export function clustersFigure(run: RunContents): Figure {
  const layers = byLayer(run)
  const all = panelsOf(run)
  const curves = all.map((panel) => layers.map((layer) => panel.points(layer, colorOf(layer.layer - 1))))
  const values = curves.map((panel) => {
    const found = panel.flatMap((points) => points.map(({ value }) => value)).filter(Number.isFinite)
    return found.length > 0 ? found : [0]
  })
  const charts = all.map((panel, grid) => {
    const [least, most] = [Math.min(...values[grid]!), Math.max(...values[grid]!)]
    return {
      title: panel.title,
      name: panel.axis,
      min: axisStart(least, most),
      max: roundUp(most),
      series: layers.map((layer, l) => curve(layer, panel, curves[grid]![l]!, grid)),
    }
  })
  return {
    name: 'clusters',
    title: 'How the inputs cluster, beside information and binned entropy',
    caption:
      "Where compression is clustering, the upper three fall together. I(X;T): the middle of its interval. Clusters: inputs whose values in one noisy pass, before the layer's own noise, are linked by steps of at most 2σ. Silhouette: how much nearer inputs are to their own class than to another. Distances: the mean over pairs of one class by the mean over pairs of different ones. k-means: the adjusted mutual information of the classes and as many clusters, 1 where they are the same.",
    ...epochPanels(charts, { epochs: measuredEpochs(run), legend: layers.map(seriesName), nameGap: 30 }),
  }
}

function panelsOf({ clusters }: RunContents): Panel[] {
  const measured =
    (value: (found: ClusterMeasures) => number, words: (found: ClusterMeasures) => string) =>
    (of: LayerMeasurements) =>
      clusters
        .filter(({ layer }) => layer === of.layer)
        .map(({ epoch, clusters: found }) => ({ epoch, value: value(found), words: words(found) }))
  return [
    {
      title: 'I(X;T)',
      axis: 'nats',
      points: ({ information }, color) =>
        information['I(X;T)'].map(({ epoch, estimate }) => {
          const value = drawn(estimate).middle
          return {
            epoch,
            value,
            words: `I(X;T) = ${nats(value)} nats`,
            itemStyle: pointStyle(estimate, color),
          }
        }),
    },
    {
      title: 'H(Bin(T))',
      axis: 'nats',
      points: ({ binned }) =>
        binned.map(({ epoch, estimate: { value } }) => ({
          epoch,
          value,
          words: `H(Bin(T)) = ${nats(value)} nats`,
        })),
    },
    {
      title: 'Clusters at most 2σ apart',
      axis: 'log of their number (nats)',
      points: measured(
        ({ atNoiseScale }) => Math.log(atNoiseScale),
        ({ atNoiseScale }) =>
          `${atNoiseScale} clusters, log ${atNoiseScale} = ${nats(Math.log(atNoiseScale))} nats`,
      ),
    },
    {
      title: 'Silhouette of the classes',
      axis: 'silhouette (no unit)',
      points: measured(
        ({ silhouette }) => silhouette,
        ({ silhouette }) => `silhouette ${silhouette.toFixed(3)}`,
      ),
    },
    {
      title: 'Distance within / across classes',
      axis: 'ratio (no unit)',
      points: measured(
        ({ withinDistance, acrossDistance }) => withinDistance / acrossDistance,
        ({ withinDistance, acrossDistance }) =>
          `mean distance ${withinDistance.toFixed(3)} within classes, ${acrossDistance.toFixed(3)} across`,
      ),
    },
    {
      title: 'k-means against the classes',
      axis: 'agreement (no unit)',
      points: measured(
        ({ kMeans }) => kMeans.adjustedMutualInformation,
        ({ kMeans: { k, explained, adjustedMutualInformation } }) =>
          `adjusted mutual information ${adjustedMutualInformation.toFixed(3)}, k = ${k}\n${explained.toFixed(3)} of the variance explained`,
      ),
    },
  ]
}

function curve(of: LayerMeasurements, { title }: Panel, points: Point[], grid: number): LineSeriesOption {
  const color = colorOf(of.layer - 1)
  return {
    type: 'line',
    name: seriesName(of),
    xAxisIndex: grid,
    yAxisIndex: grid,
    color,
    symbol: symbolOf(of.layer - 1),
    symbolSize: 4,
    lineStyle: { width: 1.5 },
    data: lineOverEpochs(
      points.map(({ words, ...point }) => ({
        ...point,
        name: `${title}\n${layerName(of)}, epoch ${point.epoch}\n${words}`,
      })),
    ),
  }
}
