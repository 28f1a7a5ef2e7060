import type { ScatterSeriesOption } from 'echarts'
import {
  AXIS_STYLE,
  BASE,
  colorOf,
  INK,
  LEGEND_STYLE,
  LINE_HEIGHT,
  symbolOf,
} from '../../../report/chart/style'
import type { Figure } from '../../../report/figure'
import type { ItemFigure } from '../../item'
import type { DigitNetwork } from '../digitNetwork'
import type { LayerBounds } from '../layerBounds'
import { networkName } from '../networkName'

const KINDS: { name: string; words: string; of(bound: LayerBounds): number | undefined }[] = [
  { name: 'H(Y) − loss', words: 'at least', of: ({ label }) => label },
  { name: 'pairwise, lower', words: 'at least', of: ({ pairwise }) => pairwise?.lower },
  { name: 'log n', words: 'at most', of: ({ logN }) => logN },
  { name: 'Gaussian', words: 'at most', of: ({ gaussian }) => gaussian },
]

const ROW_HEIGHT = 26

/** What can be said of I(X;T_l) at the end of training, a row for each noisy network and layer. */
export function boundsFigure(networks: readonly DigitNetwork[]): ItemFigure {
  const rows = networks.flatMap((network) =>
    network.bounds.map((bound) => ({ name: networkName(network), bound })),
  )
  const n = networks[0]!.digits.measured
  return {
    figure: { ...figureOf(rows, n), name: 'bounds' },
    table: {
      columns: [
        'network',
        'layer',
        'units',
        'label_lower_nats',
        'pairwise_lower_nats',
        'pairwise_upper_nats',
        'log_n_nats',
        'gaussian_nats',
        'log10_order_of_samples_for_.1_nats',
      ],
      rows: rows.map(({ name, bound: { layer, width, label, pairwise, logN, gaussian, samplesOrder } }) => [
        name,
        layer,
        width,
        label,
        pairwise?.lower ?? '',
        pairwise?.upper ?? '',
        logN,
        gaussian,
        samplesOrder,
      ]),
    },
  }
}

interface Row {
  name: string
  bound: LayerBounds
}

function figureOf(rows: readonly Row[], n: number): Omit<Figure, 'name'> {
  const labels = rows.map(({ name, bound: { layer } }) => `${name}, layer ${layer}`)
  const orders = rows.map(({ bound }) => bound.samplesOrder)
  return {
    title: 'What can be said of I(X;T)',
    caption: `Bounds on I(X;T_l) at the end of training, X uniform over the ${n} measured digits. From below: what the outputs show of the class, H(Y) less the loss; in layer 1, where S_1 is a function of X, also Kolchinsky and Tracey's. From above: log n, and what a Gaussian of the same covariance could send through the noise, which holds for all digits, not only for these. The value itself cannot be estimated: by Theorem 1 an error of .1 nats takes the order of 10^${Math.round(Math.min(...orders))} to 10^${Math.round(Math.max(...orders))} samples in the worst case.`,
    width: 920,
    height: 100 + ROW_HEIGHT * rows.length,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, itemWidth: 10, data: KINDS.map(({ name }) => name) },
      grid: { left: 140, right: 24, top: 40, bottom: 56 },
      xAxis: { ...AXIS_STYLE, type: 'log', min: 1, max: 1000, name: 'I(X;T) (nats)', nameGap: 30 },
      yAxis: {
        ...AXIS_STYLE,
        type: 'category',
        inverse: true,
        data: labels,
        axisLabel: { color: INK, lineHeight: LINE_HEIGHT, interval: 0 },
        name: 'network and layer (no unit)',
        nameGap: 110,
      },
      series: KINDS.map(
        ({ name, words, of }, k): ScatterSeriesOption => ({
          type: 'scatter',
          name,
          color: colorOf(k),
          symbol: symbolOf(k),
          symbolSize: 10,
          data: rows.flatMap(({ bound }, row) => {
            const value = of(bound)
            if (value === undefined) return []
            return [
              { value: [value, row], name: `${labels[row]}\n${name}: ${words} ${value.toFixed(3)} nats` },
            ]
          }),
        }),
      ),
    },
  }
}
