import type { LineSeriesOption } from 'echarts'
import { lineOverEpochs } from '../../../report/chart/epochAxis'
import { epochPanels } from '../../../report/chart/epochPanels'
import { type Level, levelLines } from '../../../report/chart/marks'
import { colorOf, symbolOf } from '../../../report/chart/style'
import type { Figure } from '../../../report/figure'
import type { DigitNetwork, DigitSnapshot } from '../digitNetwork'
import { networkName } from '../networkName'

/** One of two values of a panel: the second is drawn dashed. */
export interface Curve {
  /** For a tooltip. */
  name: string
  value(snapshot: DigitSnapshot): number
  dashed?: true
}

/** One panel: its curves, for every network, over epochs. */
export interface Panel {
  title: string
  /** Of its values, with their unit. */
  axis: string
  curves: readonly Curve[]
  range: { low: number; high: number; log?: true }
  level?: Level
}

/** Small charts over epochs in which each network has its colour. */
export function networkPanels(
  networks: readonly DigitNetwork[],
  all: readonly Panel[],
  texts: Pick<Figure, 'name' | 'title' | 'caption'>,
): Figure {
  const epochs = networks[0]!.snapshots.map(({ epoch }) => epoch)
  const charts = all.map(({ title, axis, curves, range, level }, grid) => ({
    title,
    name: axis,
    min: range.low,
    max: range.high,
    log: range.log,
    series: [
      ...networks.flatMap((network, k) => curves.map((one) => curve(network, k, one, grid))),
      ...(level === undefined ? [] : [levelLines([{ ...level, axis: 'yAxis' }], grid)]),
    ],
  }))
  return {
    ...texts,
    ...epochPanels(charts, { epochs, legend: networks.map(networkName), nameGap: 30 }),
  }
}

function curve(
  network: DigitNetwork,
  k: number,
  { name, value, dashed }: Curve,
  grid: number,
): LineSeriesOption {
  return {
    type: 'line',
    name: networkName(network),
    xAxisIndex: grid,
    yAxisIndex: grid,
    color: colorOf(k),
    symbol: symbolOf(k),
    symbolSize: dashed ? 3 : 5,
    lineStyle: { width: dashed ? 1 : 1.5, type: dashed ? [4, 3] : 'solid' },
    data: lineOverEpochs(
      network.snapshots.map((snapshot) => ({
        epoch: snapshot.epoch,
        value: value(snapshot),
        name: `${networkName(network)}, epoch ${snapshot.epoch}\n${name} ${value(snapshot).toPrecision(4)}`,
      })),
    ),
  }
}
