import type { LineSeriesOption } from 'echarts'
import type { PairHistograms } from '../../clustering'
import { roundUp } from '../chart/marks'
import { panels } from '../chart/panels'
import { AXIS_STYLE, BASE, colorOf, LEGEND_STYLE } from '../chart/style'
import type { Figure } from '../figure'

const PARTS = [
  { part: 'within', name: 'within classes', color: colorOf(0) },
  { part: 'across', name: 'across classes', color: colorOf(4) },
] as const

/** Distances between all pairs of inputs of one layer, within classes and across them, at chosen epochs. */
export function distancesFigure(
  layer: number,
  moments: readonly { epoch: number; distances: PairHistograms }[],
): Figure {
  const { height, grid, title } = panels(moments.map(({ epoch }) => `epoch ${epoch}`))
  const shares = moments.map(({ distances }) => PARTS.map(({ part }) => sharesOf(distances, part)))
  const most = roundUp(Math.max(...shares.flat(2)))
  const largest = moments[0]!.distances.edges.at(-1)!
  return {
    name: `distances-layer-${layer}`,
    title: `Distances between inputs in layer ${layer} at marked epochs`,
    caption:
      "Euclidean distances between the outputs for all pairs of inputs, in one noisy pass before the layer's own noise: the part of the pairs of one class, and of different ones, in each of equal bins. Classes that have come together have their pairs near 0.",
    width: 920,
    height,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: PARTS.map(({ name }) => name) },
      grid,
      title,
      xAxis: moments.map((_, gridIndex) => ({
        ...AXIS_STYLE,
        type: 'value',
        gridIndex,
        min: 0,
        max: largest,
        name: 'distance (no unit)',
        nameGap: 26,
      })),
      yAxis: moments.map((_, gridIndex) => ({
        ...AXIS_STYLE,
        type: 'value',
        gridIndex,
        min: 0,
        max: most,
        name: 'pairs (fraction)',
        nameGap: 34,
      })),
      series: moments.flatMap(({ epoch, distances }, panel) =>
        PARTS.map(({ name, color }, k): LineSeriesOption => {
          const found = shares[panel]![k]!
          return {
            type: 'line',
            name,
            color,
            xAxisIndex: panel,
            yAxisIndex: panel,
            showSymbol: false,
            lineStyle: { width: 1.5 },
            areaStyle: { opacity: 0.15 },
            data: found.map((share, bin) => {
              const [low, high] = [distances.edges[bin]!, distances.edges[bin + 1]!]
              return {
                value: [(low + high) / 2, share],
                name: `epoch ${epoch}, ${name}\ndistances ${low.toFixed(2)} to ${high.toFixed(2)}: ${(100 * share).toFixed(1)} % of the pairs`,
              }
            }),
          }
        }),
      ),
    },
  }
}

function sharesOf(distances: PairHistograms, part: 'within' | 'across'): number[] {
  const { counts, pairs } = distances[part]
  return Array.from(counts, (count) => count / pairs)
}
