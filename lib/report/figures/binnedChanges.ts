import { seriesName } from '../chart/layerSeries'
import { AXIS_STYLE, BASE, colorOf, LEGEND_STYLE, symbolOf } from '../chart/style'
import type { Figure } from '../figure'
import { nats } from '../words'

/** How H(Bin(T)) and the number of clusters change from snapshot to snapshot: one against the other, a colour for each layer. */
export function binnedChanges(
  layers: readonly { layer: number; changes: readonly (readonly [clusters: number, binned: number])[] }[],
): Figure {
  const axis = { ...AXIS_STYLE, type: 'value' as const, scale: true }
  return {
    name: 'binned-changes',
    title: 'Changes of binned entropy beside changes of clusters',
    caption:
      'From one snapshot to the next: the change of H(Bin(T)) against that of the logarithm of the effective number of clusters, of every layer and seed. Snapshots between which neither changes are left out.',
    width: 620,
    height: 440,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: layers.map(seriesName) },
      grid: { left: 72, right: 24, top: 40, bottom: 56 },
      xAxis: { ...axis, name: 'change of log of effective clusters (nats)', nameGap: 30 },
      yAxis: { ...axis, name: 'change of H(Bin(T)) (nats)', nameGap: 46 },
      series: layers.map(({ layer, changes }) => ({
        type: 'scatter',
        name: seriesName({ layer }),
        color: colorOf(layer - 1),
        symbol: symbolOf(layer - 1),
        symbolSize: 6,
        itemStyle: { opacity: 0.7 },
        data: changes.map(([clusters, binned]) => ({
          value: [clusters, binned],
          name: `layer ${layer}\nlog of clusters ${nats(clusters)}, H(Bin(T)) ${nats(binned)} nats`,
        })),
      })),
    },
  }
}
