import type { LineSeriesOption, ScatterSeriesOption } from 'echarts'
import { axisStart, roundUp } from '../chart/marks'
import { TWO_GRIDS } from '../chart/panels'
import { AXIS_STYLE, BASE, colorOf, LEGEND_STYLE, symbolOf } from '../chart/style'
import type { Figure } from '../figure'
import { nats } from '../words'

/** The compression of a layer of one trained network, nats. */
export interface DrawnCompression {
  layer: number
  value: number
  interval: { low: number; high: number } | null
}

/** A trained network: what it compresses, and its test loss in nats at the end. */
export interface CompressedNetwork {
  seed: number
  compressions: readonly DrawnCompression[]
  testLoss: number
}

/** Networks of one kind, with all their seeds. */
export interface CompressedNetworks {
  name: string
  networks: readonly CompressedNetwork[]
}

/** How far I(X;T) of every layer has come down, and what the most compressing layer of each network is beside its test loss. */
export function compressionFigure(kinds: readonly CompressedNetworks[]): Figure {
  const layers = kinds[0]!.networks[0]!.compressions.map(({ layer }) => layer)
  const ends = kinds.flatMap(({ networks }) =>
    networks.flatMap(({ compressions }) =>
      compressions.map(({ value, interval }) => interval?.high ?? value),
    ),
  )
  const most = roundUp(Math.max(...ends))
  const losses = kinds.flatMap(({ networks }) => networks.map(({ testLoss }) => testLoss))
  const lossStart = axisStart(0, Math.max(...losses))
  const value = { ...AXIS_STYLE, type: 'value' as const }
  return {
    name: 'compression',
    title: 'Compression by layer, and beside the test loss',
    caption:
      'Compression: how far I(X;T) is, at the end of training, below its largest, which a part of the noisy passes chose and the others measured; bars are 95 % intervals. Left: every layer of every seed, kinds of network side by side. Right: the layer of each network that compresses most, and its test loss at the end.',
    width: 920,
    height: 400,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: kinds.map(({ name }) => name) },
      grid: TWO_GRIDS,
      xAxis: [
        {
          ...value,
          min: 0.5,
          max: layers.length + 0.5,
          interval: 1,
          axisLabel: { ...AXIS_STYLE.axisLabel, customValues: layers },
          axisTick: { ...AXIS_STYLE.axisTick, customValues: layers },
          splitLine: { show: false },
          name: 'hidden layer (number)',
          nameGap: 30,
        },
        { ...value, gridIndex: 1, min: 0, max: most, name: 'largest compression (nats)', nameGap: 30 },
      ],
      yAxis: [
        { ...value, min: 0, max: most, name: 'compression of I(X;T) (nats)', nameGap: 40 },
        {
          ...value,
          gridIndex: 1,
          min: lossStart,
          max: roundUp(Math.max(...losses)),
          name: 'test cross-entropy (nats)',
          nameGap: 40,
        },
      ],
      series: kinds.flatMap(({ name, networks }, kind) =>
        networks.flatMap((network, s) => {
          const look = { name, color: colorOf(kind), symbol: symbolOf(kind) }
          const beside = 0.8 * ((kind + (s + 0.5) / networks.length) / kinds.length - 0.5)
          const largest = network.compressions.reduce((a, b) => (b.value > a.value ? b : a))
          return [
            ...network.compressions.flatMap((found) => {
              const x = found.layer + beside
              const words = pointName(name, network, found)
              return errorBar(look, 0, [x, found.value], words, (end) => [x, end], found.interval)
            }),
            ...errorBar(
              look,
              1,
              [largest.value, network.testLoss],
              `${pointName(name, network, largest)}\ntest cross-entropy ${network.testLoss.toFixed(4)} nats`,
              (end) => [end, network.testLoss],
              largest.interval,
            ),
          ]
        }),
      ),
    },
  }
}

/** A point, and the bar of its interval. */
function errorBar(
  { name, color, symbol }: { name: string; color: string; symbol: string },
  grid: number,
  point: [number, number],
  words: string,
  at: (end: number) => [number, number],
  interval: { low: number; high: number } | null,
): (LineSeriesOption | ScatterSeriesOption)[] {
  const own = { name, color, xAxisIndex: grid, yAxisIndex: grid }
  const main: ScatterSeriesOption = {
    ...own,
    type: 'scatter',
    symbol,
    symbolSize: 7,
    itemStyle: { color },
    data: [{ value: point, name: words }],
  }
  if (interval === null) return [main]
  const bar: LineSeriesOption = {
    ...own,
    type: 'line',
    symbol: 'none',
    silent: true,
    lineStyle: { width: 1.5, color },
    data: [at(interval.low), at(interval.high)],
  }
  return [main, bar]
}

function pointName(name: string, { seed }: CompressedNetwork, { layer, value, interval }: DrawnCompression) {
  const ends =
    interval === null ? 'no interval' : `95 % interval [${nats(interval.low)}, ${nats(interval.high)}]`
  return `${name}, seed ${seed}, layer ${layer}\ncompression ${nats(value)} nats\n${ends}`
}
