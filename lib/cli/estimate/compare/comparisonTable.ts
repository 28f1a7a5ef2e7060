import type { Comparison, LayerComparison } from '../../../estimators/compare/types'
import { printable } from '../../printable'
import { textTable } from '../../textTable'

const HEADER = ['estimator', 'setting', 'first', 'largest', 'in', 'last', 'fall', 'compression']
const LEFT_ALIGNED = new Set([0, 1, 4, 7])

/** The comparison for people: for each layer its verdict and the numbers behind it, in nats. */
export function comparisonTable({ layers, settings }: Comparison): string {
  return [
    `In nats. Compression: the last value is below the largest by more than ${settings.threshold}. * by an interval, beyond doubt.`,
    ...layers.flatMap((layer) => ['', ...layerLines(layer)]),
  ].join('\n')
}

function layerLines({ layer, compression, votes, curves, unavailable }: LayerComparison): string[] {
  const rows = curves.map(({ estimator, setting, points, fall, peakAt, compresses, certain }) => {
    const last = points.at(-1)!.value
    return [
      estimator,
      setting,
      points[0]!.value.toFixed(3),
      (last + fall).toFixed(3),
      printable(String(peakAt)),
      last.toFixed(3),
      fall.toFixed(3),
      `${compresses ? 'yes' : 'no'}${certain ? '*' : ''}`,
    ]
  })
  return [
    `${printable(layer)}: compression: ${compression} (${votes.yes} of ${votes.of} say yes)`,
    ...textTable([HEADER, ...rows], LEFT_ALIGNED),
    ...unavailable.map(
      ({ estimator, setting, reason }) => `${estimator}, ${setting}: nothing to say; ${printable(reason)}`,
    ),
  ]
}
