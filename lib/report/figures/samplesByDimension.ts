import { AXIS_STYLE, BASE, colorOf, FAINT, LEGEND_STYLE, symbolOf } from '../chart/style'
import type { Figure } from '../figure'

/** Samples for an error of η by dimension, beside the order of the least that any estimator needs. */
export function samplesByDimension(
  eta: number,
  rows: readonly { d: number; needed: number; order: number }[],
): Figure {
  const [plugIn, order] = ['plug-in', 'order 2^d/(ηd)']
  return {
    name: 'samples-by-dimension',
    title: 'Samples needed, by dimension',
    caption: `Samples from which the mean error of the plug-in for the corner mixture is ${eta} nats, and the order of the samples that any estimator needs for the worst distribution, whose constant is unknown: only the slopes can be compared.`,
    width: 620,
    height: 400,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: [plugIn, order] },
      grid: { left: 84, right: 24, top: 40, bottom: 56 },
      xAxis: { ...AXIS_STYLE, type: 'value', scale: true, name: 'dimension d (number)', nameGap: 30 },
      yAxis: { ...AXIS_STYLE, type: 'log', name: 'samples n (number)', nameGap: 58 },
      series: [
        {
          type: 'line',
          name: plugIn,
          color: colorOf(0),
          symbol: symbolOf(0),
          symbolSize: 8,
          data: rows.map(({ d, needed }) => ({
            value: [d, needed],
            name: `d = ${d}\n${Math.round(needed)} samples`,
          })),
        },
        {
          type: 'line',
          name: order,
          color: FAINT,
          symbol: 'none',
          lineStyle: { type: [5, 4], width: 1.5 },
          data: rows.map(({ d, order }) => [d, order]),
        },
      ],
    },
  }
}
